//===- MemoryFile.cpp - a file without a name, for code that insists on a path -------===//
//
// See MemoryFile.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Support/MemoryFile.h"

#include "runtime/files/ReadWrite.h"

#include <cerrno>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace resnetc {

[[noreturn]] static void failed(const char *what) {
  throw std::system_error(errno, std::generic_category(), what);
}

MemoryFile::MemoryFile() : descriptor(::memfd_create("resnetc", MFD_CLOEXEC)) {
  if (descriptor < 0)
    failed("cannot make a file in memory");
  if (::access(path().c_str(), R_OK | W_OK) == 0)
    return;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  failed("cannot open a file in memory by its path in /proc, which has to be mounted");
}

MemoryFile::MemoryFile(std::string_view bytes) : MemoryFile() {
  if (!writeAll(descriptor, bytes))
    failed("cannot write a file in memory");
}

MemoryFile::~MemoryFile() { ::close(descriptor); }

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor); }

std::string MemoryFile::read() const {
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0)
    failed("cannot read a file in memory");
  std::string bytes(static_cast<size_t>(status.st_size), '\0');
  if (::lseek(descriptor, 0, SEEK_SET) != 0 ||
      readAll(descriptor, bytes.data(), bytes.size()) != status.st_size)
    failed("cannot read a file in memory");
  return bytes;
}

} // namespace resnetc
