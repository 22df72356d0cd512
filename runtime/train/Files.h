//===- Files.h - reading files whole and writing them all or nothing --------------===//
//
// Weights are mapped into memory (FileReader.h is for all else, Truncation.h for a file that
// shrinks meanwhile). How a file is written is said in runtime/files/OutputFile.h.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/files/OutputFile.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace resnetc::train {

/// A regular file, mapped read-only. Throws UserError when it cannot be read.
class MappedFile {
public:
  explicit MappedFile(const std::string &path);
  ~MappedFile();
  MappedFile(MappedFile &&other) noexcept;
  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;
  MappedFile &operator=(MappedFile &&) = delete;

  std::span<const uint8_t> bytes() const { return {data, size}; }
  const std::string &path() const { return name; }

private:
  std::string name;
  const uint8_t *data = nullptr;
  size_t size = 0;
};

/// An OutputFile whose failures are a UserError, and which is on the disk before it has its name.
class AtomicFile {
public:
  explicit AtomicFile(const std::string &path);

  void write(const void *bytes, size_t count) {
    write(std::string_view(static_cast<const char *>(bytes), count));
  }
  void write(std::string_view text);
  void commit();

private:
  std::string given; ///< the path that the user knows
  OutputFile file;
};

/// Writes a whole text file through AtomicFile.
void writeFile(const std::string &path, std::string_view text);

} // namespace resnetc::train
