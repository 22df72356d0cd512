//===- OutputFile.cpp - a file that appears whole or not at all -------------===//
//
// See OutputFile.h. A temporary file is locked while its writer lives: what nobody has locked was
// left by a process that is no more.
//
//===----------------------------------------------------------------------===//
#include "runtime/files/OutputFile.h"

#include "runtime/files/FileLock.h"
#include "runtime/files/ReadWrite.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <sys/random.h>
#include <unistd.h>
#include <utility>

namespace resnetc {

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

/// A name of its own for each file, as several threads and processes may write one target.
std::string temporaryName(const std::string &target) {
  static std::atomic<uint32_t> count = 0;
  uint32_t number =
      static_cast<uint32_t>(::getpid()) + count++; // where nothing random is to be had
  [[maybe_unused]] const ssize_t got = ::getrandom(&number, sizeof number, GRND_NONBLOCK);
  return target + ".tmp-" + std::to_string(number);
}

/// Brings what a folder lists to the disk. Some file systems cannot, which is no fault of the file.
void syncFolderOf(const std::string &path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int descriptor =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return;
  ::fsync(descriptor);
  ::close(descriptor);
}

int errorOf(bool good) { return good ? 0 : errno; }

} // namespace

OutputFile::OutputFile(OutputFile &&other) noexcept
    : watch(other.watch), target(std::move(other.target)),
      temporary(std::exchange(other.temporary, "")),
      descriptor(std::exchange(other.descriptor, -1)), synced(other.synced) {}

OutputFile::~OutputFile() {
  if (descriptor < 0)
    return;
  if (!temporary.empty())
    ::unlink(temporary.c_str());
  ::close(descriptor);
  endTemporary();
}

/// Makes and locks the file beside its target; -1 with errno in `descriptor` where that fails.
void OutputFile::makeTemporary(mode_t mode) {
  do {
    temporary = temporaryName(target);
    if (watch)
      watch->begins(temporary); // first, as a signal may come at any time
    descriptor = openLocked(temporary, mode);
    const int error = errno;
    if (descriptor < 0)
      endTemporary();
    errno = error;
  } while (descriptor < 0 &&
           errno == EWOULDBLOCK); // removeAbandonedTemporaries of another process was quicker
}

void OutputFile::endTemporary() {
  if (watch && !temporary.empty())
    watch->ends(temporary);
  temporary.clear();
}

int OutputFile::open(const Destination &destination, mode_t mode, Leftovers leftovers) {
  if (destination.error)
    return destination.error;
  if (destination.stream) {
    descriptor = destination.openStream();
    return errorOf(descriptor >= 0);
  }
  target = destination.path;
  if (leftovers == Leftovers::Remove)
    removeAbandonedTemporaries(target);
  makeTemporary(mode);
  if (descriptor < 0)
    return errno;
  destination.passAttributes(descriptor);
  return 0;
}

int OutputFile::write(std::string_view bytes) {
  PipeSignalBlock block;
  return errorOf(writeAll(descriptor, bytes));
}

int OutputFile::sync() {
  synced = !temporary.empty();
  return errorOf(!synced || ::fsync(descriptor) == 0);
}

int OutputFile::commit() {
  if (!temporary.empty()) {
    if (::rename(temporary.c_str(), target.c_str()) != 0)
      return errno;
    endTemporary();
    if (synced)
      syncFolderOf(target);
  }
  // The lock goes last, or another process might take the file for an abandoned one.
  return errorOf(::close(std::exchange(descriptor, -1)) == 0);
}

} // namespace resnetc
