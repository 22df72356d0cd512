//===- IgnoredSignals.h - signals that neither end the program nor its work ---------===//
#pragma once

#include <vector>

namespace resnetc {

/// Signals that are to be ignored, over the handlers by which LLVM removes files. SIGINT, SIGTERM
/// and SIGHUP end the program after that as they always do, unless whoever started it had them
/// ignored (nohup, a script's background job). SIGPIPE and SIGXFSZ are ignored always: a pipe
/// without a reader and a file beyond the largest size are errors of the write.
class IgnoredSignals {
public:
  /// To be made before LLVM installs its handlers.
  IgnoredSignals();

  /// To be called after that.
  void restore() const;

private:
  std::vector<int> signals;
};

} // namespace resnetc
