//===- FileReader.h - regular files, read into memory -----------------------------===//
//
// For files that are turned into something else while they are read: images, arrays, data sets,
// lists. Every read is checked, so a file that shrinks meanwhile is an error and not a signal, and
// what has no end (a device, a pipe) is refused at once. Weights, which are used where they lie,
// are mapped instead (Files.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace resnetc::train {

/// Opens a regular file for reading and gives its descriptor and its size in bytes; the caller
/// closes it. Throws UserError for files that are missing or may not be read, and for folders,
/// pipes and devices.
int openRegular(const std::string &path, size_t &size);

class FileReader {
public:
  /// Throws as openRegular does.
  explicit FileReader(const std::string &path);
  ~FileReader();
  FileReader(const FileReader &) = delete;
  FileReader &operator=(const FileReader &) = delete;

  const std::string &path() const { return name; }
  /// Bytes of the file when it was opened.
  size_t size() const { return bytes; }
  /// Bytes of these that have not been read yet.
  size_t left() const { return bytes - at; }

  /// Goes on reading at this byte, at most size().
  void seek(size_t offset);

  /// The next `count` bytes, at most left(). Throws UserError when the file ends before, because
  /// it has been cut since it was opened, or cannot be read.
  void read(void *out, size_t count);

private:
  std::string name;
  size_t bytes = 0, at = 0;
  int descriptor;
};

/// A whole file. Throws UserError as FileReader does, and when it has more than `most` bytes.
std::vector<uint8_t> readWhole(const std::string &path, size_t most = SIZE_MAX);

/// A whole file of text in UTF-8, without the byte order mark that some editors put before it.
/// Throws UserError also for text in UTF-16.
std::string readText(const std::string &path);

} // namespace resnetc::train
