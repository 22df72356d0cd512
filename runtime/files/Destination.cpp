//===- Destination.cpp - where the bytes for a path that a user gave go --------------===//
//
// See Destination.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/files/Destination.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc {

namespace {

std::string folderOf(const std::string &path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

std::string nameOf(const std::string &path) { return path.substr(path.rfind('/') + 1); }

/// The path without links; empty when it leads nowhere.
std::string realPath(const std::string &path) {
  char *found = ::realpath(path.c_str(), nullptr);
  std::string result = found ? found : "";
  std::free(found);
  return result;
}

/// The descriptor of this process that a path like /proc/self/fd/1 names; -1 for every other path.
/// Such a link cannot be followed by its text: that of a pipe is no path, and a file that is open
/// has a position, which a second opening does not share.
int ownDescriptor(const std::string &path) {
  const std::string name = nameOf(path);
  constexpr size_t mostDigits = 9;
  if (name.empty() || name.size() > mostDigits ||
      !std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return -1;
  const std::string folder = realPath(folderOf(path));
  return !folder.empty() && folder == realPath("/proc/self/fd") ? std::stoi(name) : -1;
}

/// The text of a link; empty when `path` is none.
std::string linkText(const std::string &path) {
  char text[PATH_MAX];
  const ssize_t length = ::readlink(path.c_str(), text, sizeof text);
  return length > 0 ? std::string(text, static_cast<size_t>(length)) : "";
}

bool isSameFile(const struct stat &a, const struct stat &b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Follows the links of the last part of `path`, also those whose end does not exist yet.
Destination followLinks(const std::string &path) {
  Destination result;
  result.path = path;
  constexpr int mostLinks = 40; // as the system
  for (int links = 0; links <= mostLinks; ++links) {
    if ((result.descriptor = ownDescriptor(result.path)) >= 0)
      return result;
    const std::string text = linkText(result.path);
    if (text.empty())
      return result;
    result.path = text.front() == '/' ? text : folderOf(result.path) + "/" + text;
  }
  result.error = ELOOP;
  return result;
}

} // namespace

/// Notes what lies at the end of the links.
static void examine(const std::string &path, Destination &result) {
  struct stat status = {}, reached = {};
  if (::stat(path.c_str(), &status) != 0) {
    result.error = errno == ENOENT ? 0 : errno; // a file that is yet to be made
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    result.error = EISDIR;
    return;
  }
  // The links in /proc of other processes can only be opened.
  const bool found = ::lstat(result.path.c_str(), &reached) == 0 && isSameFile(status, reached);
  if (!S_ISREG(status.st_mode) || !found) {
    result.stream = true;
    result.path = path;
    return;
  }
  result.replaces = true;
  result.permissions = status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  result.owner = status.st_uid;
  result.group = status.st_gid;
}

Destination findDestination(const std::string &path) {
  Destination result = followLinks(path);
  if (result.descriptor >= 0) {
    result.stream = true;
    result.error = ::fcntl(result.descriptor, F_GETFD) < 0 ? errno : 0;
  } else if (result.error == 0) {
    examine(path, result);
  }
  return result;
}

int Destination::openStream() const {
  if (descriptor >= 0)
    return ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  return ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
}

void Destination::passAttributes(int file) const {
  if (!replaces)
    return;
  // Only root may give files away; what others write is their own.
  [[maybe_unused]] const int given = ::fchown(file, owner, group);
  ::fchmod(file, permissions);
}

} // namespace resnetc
