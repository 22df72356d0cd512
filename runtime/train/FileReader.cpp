//===- FileReader.cpp - regular files, read into memory ---------------------------===//
//
// See FileReader.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/FileReader.h"

#include "runtime/files/FileKind.h"
#include "runtime/files/ReadWrite.h"
#include "runtime/support/Error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc::train {

int openRegular(const std::string &path, size_t &size) {
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status = {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
    const int error = errno;
    if (descriptor >= 0)
      ::close(descriptor);
    userError("{}: cannot open the file: {}", path, std::strerror(error));
  }
  if (!S_ISREG(status.st_mode)) {
    ::close(descriptor);
    userError("{}: is {}, expects a regular file", path, fileKind(status.st_mode));
  }
  size = static_cast<size_t>(status.st_size);
  return descriptor;
}

FileReader::FileReader(const std::string &path)
    : name(path), descriptor(openRegular(path, bytes)) {}

FileReader::~FileReader() { ::close(descriptor); }

void FileReader::seek(size_t offset) {
  at = offset;
  ::lseek(descriptor, static_cast<off_t>(at), SEEK_SET);
}

void FileReader::read(void *out, size_t count) {
  const ssize_t got = readAll(descriptor, out, count);
  if (got < 0)
    userError("{}: cannot read the file: {}", name, std::strerror(errno));
  at += static_cast<size_t>(got);
  if (static_cast<size_t>(got) < count)
    userError("{}: was cut short while it was read: it had {} bytes, now it ends at {}", name,
              bytes, at);
}

std::vector<uint8_t> readWhole(const std::string &path, size_t most) {
  FileReader file(path);
  if (file.size() > most)
    userError("{}: is {} bytes long, expects at most {}", path, file.size(), most);
  std::vector<uint8_t> bytes(file.size());
  file.read(bytes.data(), bytes.size());
  return bytes;
}

std::string readText(const std::string &path) {
  FileReader file(path);
  std::string text(file.size(), '\0');
  file.read(text.data(), text.size());
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    userError("{}: is text in UTF-16; save it in UTF-8", path);
  constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(byteOrderMark))
    text.erase(0, byteOrderMark.size());
  return text;
}

} // namespace resnetc::train
