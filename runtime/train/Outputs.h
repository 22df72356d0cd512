//===- Outputs.h - outputs that would replace an input ----------------------------===//
//
// A slip on the command line must not cost the weights that it names twice.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <vector>

namespace resnetc::train {

/// A file that a command reads or writes.
struct NamedFile {
  std::string role; ///< as the user knows it: "--weights", "the library"
  std::string path; ///< empty: not given
};

/// Throws UserError when an output is the same file as one of the inputs or as another output, by
/// whatever path or link; what is no plain file (a device, a pipe) may be both. To be called before
/// anything is written.
void checkOutputs(const std::vector<NamedFile> &outputs, const std::vector<NamedFile> &inputs);

} // namespace resnetc::train
