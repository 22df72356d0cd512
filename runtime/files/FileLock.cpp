//===- FileLock.cpp - files that belong to a living process -----------------------===//
//
// See FileLock.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/files/FileLock.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace fs = std::filesystem;

namespace resnetc {

namespace {

/// Whether the open file still is the one of that name: its last owner may have removed it.
bool isStill(int descriptor, const std::string &path) {
  struct stat opened = {}, named = {};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

bool isNumber(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

int openLocked(const std::string &path, mode_t mode) {
  for (;;) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
      errno = EEXIST; // opening it might wait, or do something to a device
      return -1;
    }
    int descriptor =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
    if (descriptor < 0)
      return -1;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      ::close(descriptor);
      errno = EWOULDBLOCK;
      return -1;
    }
    if (isStill(descriptor, path))
      return descriptor;
    ::close(descriptor);
  }
}

LockFile::~LockFile() {
  if (descriptor < 0)
    return;
  if (isStill(descriptor, name))
    ::unlink(name.c_str()); // while it is locked: whoever opened it meanwhile sees it gone
  ::close(descriptor);
}

/// Whether a file holds what take() writes, or nothing yet.
static bool holdsNumber(int descriptor) {
  char text[32];
  const ssize_t length = ::pread(descriptor, text, sizeof text, 0);
  if (length <= 0)
    return length == 0;
  return text[length - 1] == '\n' && isNumber({text, static_cast<size_t>(length) - 1});
}

bool LockFile::take(const std::string &path) {
  name = path;
  descriptor = openLocked(path);
  if (descriptor >= 0 && !holdsNumber(descriptor)) {
    ::close(std::exchange(descriptor, -1));
    errno = EEXIST;
  }
  const std::string self = std::to_string(::getpid()) + "\n";
  return descriptor >= 0 && ::ftruncate(descriptor, 0) == 0 &&
         ::pwrite(descriptor, self.data(), self.size(), 0) == static_cast<ssize_t>(self.size());
}

/// Removes a temporary file unless somebody living has it locked.
static void removeUnlocked(const std::string &path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0)
    return;
  struct stat status = {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
      status.st_uid == ::geteuid() && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
      isStill(descriptor, path))
    ::unlink(path.c_str());
  ::close(descriptor);
}

/// Removes those of targets whose name `isTarget` is true of.
template <typename IsTarget>
static void removeAbandoned(const fs::path &folder, IsTarget isTarget) {
  constexpr std::string_view mark = ".tmp-";
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    const std::string file = each->path().filename().string();
    const std::string_view name = file;
    const size_t at = name.rfind(mark);
    if (at != std::string_view::npos && isNumber(name.substr(at + mark.size())) &&
        isTarget(name.substr(0, at)) &&
        each->symlink_status(error).type() == fs::file_type::regular)
      removeUnlocked(each->path());
  }
}

void removeAbandonedTemporaries(const std::string &target) {
  const fs::path path(target);
  const std::string wanted = path.filename().string();
  removeAbandoned(path.has_parent_path() ? path.parent_path() : fs::path("."),
                  [&](std::string_view name) { return name == wanted; });
}

void removeAbandonedTemporaries(const std::string &folder, std::string_view start) {
  removeAbandoned(folder, [&](std::string_view name) { return name.starts_with(start); });
}

} // namespace resnetc
