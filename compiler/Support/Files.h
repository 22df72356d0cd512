//===- Files.h - reading files, and outputs that appear whole or not at all -------===//
#pragma once

#include "runtime/files/OutputFile.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <limits>
#include <string>
#include <vector>

namespace resnetc {

/// The bytes of a regular file. A pipe or device may have no end, and is refused.
llvm::Expected<std::string> readFile(llvm::StringRef path);

/// The bytes of a file, pipe or device, at most the first `most` of them.
llvm::Expected<std::string> readBounded(llvm::StringRef path, size_t most);

/// The bytes of standard input, at most the first `most` of them.
llvm::Expected<std::string> readStandardInput(size_t most);

/// By it LLVM's signal handlers remove the temporary files of an OutputFile.
extern const TemporaryWatch removeOnSignal;

/// Output files of one run, which go where Destination.h says. Plain files are OutputFiles, to
/// which `commit` gives their names once all are written. Whatever was not committed is removed,
/// also when a signal ends the program. Nothing is brought to the disk at once, as it can be made
/// again.
class StagedOutputs {
public:
  StagedOutputs() = default;
  StagedOutputs(const StagedOutputs &) = delete;
  StagedOutputs &operator=(const StagedOutputs &) = delete;

  /// Writes `bytes` for `path`; an InputError when the place cannot be written.
  llvm::Error add(llvm::StringRef path, llvm::StringRef bytes, bool executable = false);

  /// Writes into devices and pipes, then puts every file in its place.
  llvm::Error commit();

private:
  struct Stream {
    std::string path; ///< as given
    Destination destination;
    std::string bytes;
  };
  struct File {
    std::string path; ///< as given
    OutputFile file;
  };
  static int writeStream(const Stream &stream);

  std::vector<Stream> streams;
  std::vector<File> files;
};

/// Writes one output, whole or not at all.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes);

} // namespace resnetc
