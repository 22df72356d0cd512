//===- Files.cpp - reading files whole and writing them all or nothing ------------===//
//
// Thin wrappers of the system's calls that turn every failure into one line of text.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Files.h"

#include "runtime/support/Error.h"
#include "runtime/train/FileReader.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace resnetc::train {

MappedFile::MappedFile(const std::string &path) : name(path) {
  int file = openRegular(path, size);
  void *mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
  int error = errno;
  ::close(file);
  if (mapped == MAP_FAILED)
    userError("{}: cannot read the file: {}", path, std::strerror(error));
  data = static_cast<const uint8_t *>(mapped);
}

MappedFile::~MappedFile() {
  if (data)
    ::munmap(const_cast<uint8_t *>(data), size);
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : name(std::move(other.name)), data(std::exchange(other.data, nullptr)),
      size(std::exchange(other.size, 0)) {}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// Throws when there is an `error` (an errno).
static void check(int error, const std::string &path, const char *what) {
  if (error == EISDIR)
    userError("{}: cannot {} the file: it is a directory", path, what);
  if (error != 0)
    userError("{}: cannot {} the file: {}", path, what, std::strerror(error));
}

AtomicFile::AtomicFile(const std::string &path) : given(path) {
  check(file.open(findDestination(path)), given, "write");
}

void AtomicFile::write(std::string_view text) { check(file.write(text), given, "write"); }

void AtomicFile::commit() {
  check(file.sync(), given, "finish");
  check(file.commit(), given, "finish");
}

void writeFile(const std::string &path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

} // namespace resnetc::train
