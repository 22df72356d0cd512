//===- Files.h - temporary folders, and outputs that appear whole or not at all ---===//
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace resnetc {

/// A folder of one's own that is removed, with all that is in it, when the object dies.
class TempDir {
public:
  /// Makes the folder in the system's place for temporary files; an InputError when that fails.
  static llvm::Expected<TempDir> create();
  TempDir(TempDir &&other) noexcept : path(std::move(other.path)) { other.path.clear(); }
  TempDir &operator=(TempDir &&) = delete;
  ~TempDir();

  /// The path of a file `name` in the folder.
  std::string file(llvm::StringRef name) const;

private:
  explicit TempDir(std::string path) : path(std::move(path)) {}
  std::string path;
};

/// Writes `bytes` to `path`, which lies in a temporary folder.
llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes);

/// The bytes of a file.
llvm::Expected<std::string> readFile(llvm::StringRef path);

/// Output files of one run. Each is first written beside its destination under another name;
/// `commit` renames them all. Whatever was not committed is removed, also when a signal ends the
/// program.
class StagedOutputs {
public:
  StagedOutputs() = default;
  StagedOutputs(const StagedOutputs &) = delete;
  StagedOutputs &operator=(const StagedOutputs &) = delete;
  ~StagedOutputs();

  /// Writes `bytes` for `path`; an InputError when the place cannot be written.
  llvm::Error add(llvm::StringRef path, llvm::StringRef bytes, bool executable = false);

  /// Puts every file in its place.
  llvm::Error commit();

private:
  struct Output {
    std::string temporary, final;
  };
  std::vector<Output> outputs;
};

} // namespace resnetc
