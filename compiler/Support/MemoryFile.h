//===- MemoryFile.h - a file without a name, for code that insists on a path ---------===//
//
// Halide and lld write and read files by path. These lie in memory and are freed by the system with
// the process, however it ends: no folder of temporary files is ever left behind, and none is
// needed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <string_view>

namespace resnetc {

class MemoryFile {
public:
  /// Makes an empty file; throws std::system_error when the system has no room for one.
  MemoryFile();
  explicit MemoryFile(std::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile &) = delete;
  MemoryFile &operator=(const MemoryFile &) = delete;

  /// A path that opens the file, in this process and as long as the object lives.
  std::string path() const;

  /// The descriptor, as long as the object lives.
  int number() const { return descriptor; }

  /// The bytes of the file; throws std::system_error when they cannot be read.
  std::string read() const;

private:
  int descriptor;
};

} // namespace resnetc
