//===- Files.cpp - reading files whole and writing them all or nothing ------------===//
//
// Thin wrappers of the system's calls that turn every failure into one line of text.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Files.h"

#include "runtime/train/Error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc::train {

MappedFile::MappedFile(const std::string &path) : name(path) {
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0)
    userError("{}: cannot open the file: {}", path, std::strerror(errno));
  struct stat status = {};
  bool good = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  size = good ? static_cast<size_t>(status.st_size) : 0;
  void *mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
  int error = errno;
  ::close(file);
  if (!good)
    userError("{}: is not a regular file", path);
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

AtomicFile::AtomicFile(const std::string &path) : target(path) {
  struct stat status = {};
  bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    userError("{}: cannot write the file: it is a directory", path);
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    temporary = fmt::format("{}.tmp-{}", path, ::getpid());
    descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  }
  if (descriptor < 0)
    userError("{}: cannot write the file: {}", path, std::strerror(errno));
}

AtomicFile::~AtomicFile() {
  if (descriptor < 0)
    return;
  ::close(descriptor);
  if (!temporary.empty())
    ::unlink(temporary.c_str());
}

void AtomicFile::failed(const char *what) {
  userError("{}: cannot {} the file: {}", target, what, std::strerror(errno));
}

void AtomicFile::write(const void *bytes, size_t count) {
  auto *at = static_cast<const char *>(bytes);
  while (count > 0) {
    ssize_t written = ::write(descriptor, at, count);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      failed("write");
    at += written;
    count -= static_cast<size_t>(written);
  }
}

void AtomicFile::commit() {
  int closing = std::exchange(descriptor, -1);
  bool good = ::close(closing) == 0;
  if (good && (temporary.empty() || ::rename(temporary.c_str(), target.c_str()) == 0))
    return;
  int error = errno;
  if (!temporary.empty())
    ::unlink(temporary.c_str());
  errno = error;
  failed("finish");
}

void writeFile(const std::string &path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

} // namespace resnetc::train
