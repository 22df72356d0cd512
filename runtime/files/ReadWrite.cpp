//===- ReadWrite.cpp - reading and writing that goes on until it is done ----===//
//
// See ReadWrite.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/files/ReadWrite.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace resnetc {

ssize_t readAll(int file, void *out, size_t count) {
  constexpr size_t most = size_t{1} << 30; // the system's limit of one call is 2 GiB
  size_t done = 0;
  while (done < count) {
    const ssize_t got = ::read(file, static_cast<char *>(out) + done, std::min(count - done, most));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    done += static_cast<size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

bool writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      errno = written < 0 ? errno : EIO;
      return false;
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

} // namespace resnetc
