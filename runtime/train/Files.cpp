//===- Files.cpp - reading files whole and writing them all or nothing ------------===//
//
// Thin wrappers of the system's calls that turn every failure into one line of text.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Files.h"

#include "runtime/files/Destination.h"
#include "runtime/files/FileLock.h"
#include "runtime/train/Error.h"
#include "runtime/train/FileReader.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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

namespace {

/// While it lives, writing to a pipe without a reader is an error of this thread, and no signal.
class PipeSignalBlock {
public:
  PipeSignalBlock() {
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, &before);
  }
  ~PipeSignalBlock() {
    const timespec now = {};
    while (::sigtimedwait(&pipe, nullptr, &now) < 0 && errno == EINTR) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

private:
  sigset_t pipe, before;
};

} // namespace

AtomicFile::AtomicFile(const std::string &path) : given(path) {
  const Destination destination = findDestination(path);
  if (destination.error == EISDIR)
    userError("{}: cannot write the file: it is a directory", path);
  errno = destination.error;
  if (destination.error == 0 && destination.stream) {
    descriptor = destination.openStream();
  } else if (destination.error == 0) {
    target = destination.path;
    removeAbandonedTemporaries(target);
    static std::atomic<unsigned> number = 0;
    do
      temporary = fmt::format("{}.tmp-{}{:06}", target, ::getpid(), number++);
    while ((descriptor = openLocked(temporary)) < 0 &&
           errno == EWOULDBLOCK); // removeAbandonedTemporaries of another process was quicker
    if (descriptor >= 0)
      destination.passAttributes(descriptor);
  }
  if (descriptor < 0)
    userError("{}: cannot write the file: {}", path, std::strerror(errno));
}

AtomicFile::~AtomicFile() {
  if (descriptor < 0)
    return;
  if (!temporary.empty())
    ::unlink(temporary.c_str());
  ::close(descriptor);
}

void AtomicFile::failed(const char *what) {
  userError("{}: cannot {} the file: {}", given, what, std::strerror(errno));
}

void AtomicFile::write(const void *bytes, size_t count) {
  PipeSignalBlock block;
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

/// Brings what a folder lists to the disk. Some file systems cannot, which is no fault of the file.
static void syncFolderOf(const std::string &path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return;
  ::fsync(descriptor);
  ::close(descriptor);
}

void AtomicFile::commit() {
  // Without the sync the name may reach the disk before the bytes do, and a machine that fails in
  // between is left with neither the old file nor the new one. The lock is held until the name is
  // there, or else the next run might take the file for an abandoned one.
  if (!temporary.empty()) {
    if (::fsync(descriptor) != 0 || ::rename(temporary.c_str(), target.c_str()) != 0)
      failed("finish");
    temporary.clear();
    syncFolderOf(target);
  }
  if (::close(std::exchange(descriptor, -1)) != 0)
    failed("finish");
}

void writeFile(const std::string &path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

} // namespace resnetc::train
