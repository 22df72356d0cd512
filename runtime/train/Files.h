//===- Files.h - reading files whole and writing them all or nothing --------------===//
//
// Weights are mapped into memory (FileReader.h is for all else, Truncation.h for a file that
// shrinks meanwhile); writers make a temporary file beside the target and rename it, so that nobody
// ever sees half a file.
//
//===----------------------------------------------------------------------===//
#pragma once

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

/// A file that appears under its name only when commit() is called; otherwise nothing is left. It
/// is on the disk before it has its name, so that a machine that fails leaves the old file or the
/// new one. What a killed process has left of the same target is removed. What is not a plain file
/// (/dev/stdout, a pipe) is written into; see runtime/files/Destination.h.
class AtomicFile {
public:
  /// Throws UserError when the file cannot be made.
  explicit AtomicFile(const std::string &path);
  ~AtomicFile();
  AtomicFile(const AtomicFile &) = delete;
  AtomicFile &operator=(const AtomicFile &) = delete;

  /// Both throw UserError when the disk is full or the like.
  void write(const void *bytes, size_t count);
  void write(std::string_view text) { write(text.data(), text.size()); }
  void commit();

private:
  [[noreturn]] void failed(const char *what);

  std::string given;             ///< the path that the user knows
  std::string target, temporary; ///< empty when it is written into directly
  int descriptor = -1;
};

/// Writes a whole text file through AtomicFile.
void writeFile(const std::string &path, std::string_view text);

} // namespace resnetc::train
