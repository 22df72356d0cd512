//===- Files.cpp - reading files, and outputs that appear whole or not at all -----===//
//
// A compilation that fails, or is interrupted, must leave nothing half-written: outputs are written
// under a temporary name in their own folder, so that the final rename cannot cross file systems.
//
// LLVM's signal handlers remove the temporary files. A process that is killed outright cannot: the
// next one finds a file whose lock nobody holds.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Files.h"

#include "compiler/Codegen/Errors.h"
#include "runtime/files/FileKind.h"
#include "runtime/files/FileLock.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc {

char InputError::ID = 0;

namespace {

/// A descriptor that is closed when the object dies.
class OpenFile {
public:
  explicit OpenFile(int number) : number(number) {}
  ~OpenFile() {
    if (number >= 0)
      ::close(number);
  }
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;

  operator int() const { return number; }

private:
  int number;
};

llvm::Error failed(const char *what, llvm::StringRef path, int error) {
  return inputError(llvm::Twine("cannot ") + what + " '" + path +
                    "': " + std::generic_category().message(error));
}

llvm::Error cannotWrite(llvm::StringRef path, int error) {
  if (error == EISDIR)
    return inputError("cannot write '" + path + "': it is a folder");
  return failed("write", path, error);
}

} // namespace

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static llvm::Expected<std::string> readFrom(int file, llvm::StringRef name, size_t most) {
  constexpr size_t piece = 1 << 16;
  std::string bytes;
  struct stat status = {};
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode))
    bytes.reserve(std::min(most, static_cast<size_t>(status.st_size) + piece));
  while (bytes.size() < most) {
    const size_t before = bytes.size();
    bytes.resize(before + std::min(piece, most - before));
    const ssize_t count = ::read(file, bytes.data() + before, bytes.size() - before);
    const int error = errno;
    bytes.resize(before + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && error != EINTR)
      return failed("read", name, error);
    if (count == 0)
      break;
  }
  return bytes;
}

llvm::Expected<std::string> readFile(llvm::StringRef path) {
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  OpenFile file(::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat status = {};
  if (file < 0 || ::fstat(file, &status) != 0)
    return failed("read", path, errno);
  if (!S_ISREG(status.st_mode))
    return inputError("cannot read '" + path + "': it is " + fileKind(status.st_mode) +
                      ", not a regular file");
  return readFrom(file, path, std::numeric_limits<size_t>::max());
}

llvm::Expected<std::string> readBounded(llvm::StringRef path, size_t most) {
  OpenFile file(::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file < 0)
    return failed("read", path, errno);
  return readFrom(file, path, most);
}

llvm::Expected<std::string> readStandardInput(size_t most) {
  return readFrom(STDIN_FILENO, "-", most);
}

//===----------------------------------------------------------------------===//
// Temporary files
//===----------------------------------------------------------------------===//

/// Makes and locks a file beside `destination` that signals remove; its descriptor, or -1 with
/// errno.
static int createTemporary(const std::string &destination, mode_t mode, std::string &path) {
  for (;;) {
    // A number of its own for each, as several threads may write one file.
    path = destination + ".tmp-" + std::to_string(llvm::sys::Process::GetRandomNumber());
    llvm::sys::RemoveFileOnSignal(path); // first, as a signal may come at any time
    const int file = openLocked(path, mode);
    if (file >= 0)
      return file;
    const int error = errno;
    llvm::sys::DontRemoveFileOnSignal(path);
    errno = error;
    if (error != EWOULDBLOCK) // else removeAbandonedTemporaries of another process was quicker
      return -1;
  }
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// False with errno when not everything could be written.
static bool writeAll(int file, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count > 0)
      bytes = bytes.drop_front(static_cast<size_t>(count));
    else if (errno != EINTR)
      return false;
  }
  return true;
}

StagedOutputs::~StagedOutputs() {
  for (const Output &output : outputs) {
    if (output.descriptor < 0)
      continue;
    ::unlink(output.temporary.c_str());
    ::close(output.descriptor);
    llvm::sys::DontRemoveFileOnSignal(output.temporary);
  }
}

llvm::Error StagedOutputs::add(llvm::StringRef path, llvm::StringRef bytes, bool executable) {
  Output output;
  output.path = path.str();
  output.destination = findDestination(output.path);
  if (output.destination.error)
    return cannotWrite(path, output.destination.error);
  if (output.destination.stream) {
    output.bytes = bytes.str();
    outputs.push_back(std::move(output));
    return llvm::Error::success();
  }
  removeAbandonedTemporaries(output.destination.path);
  const mode_t mode = executable ? 0777 : 0666; // less the user's umask
  output.descriptor = createTemporary(output.destination.path, mode, output.temporary);
  if (output.descriptor < 0)
    return cannotWrite(path, errno);
  outputs.push_back(output);
  output.destination.passAttributes(output.descriptor);
  if (!writeAll(output.descriptor, bytes))
    return cannotWrite(path, errno);
  return llvm::Error::success();
}

llvm::Error StagedOutputs::writeStreams() {
  for (const Output &output : outputs) {
    if (!output.destination.stream)
      continue;
    const int file = output.destination.openStream();
    const bool written = file >= 0 && writeAll(file, output.bytes);
    int error = written ? 0 : errno;
    if (file >= 0 && ::close(file) != 0 && !error)
      error = errno;
    if (error)
      return cannotWrite(output.path, error);
  }
  return llvm::Error::success();
}

llvm::Error StagedOutputs::commit() {
  if (llvm::Error error = writeStreams())
    return error;
  while (!outputs.empty()) {
    const Output &output = outputs.back();
    if (!output.destination.stream) {
      if (::rename(output.temporary.c_str(), output.destination.path.c_str()) != 0)
        return cannotWrite(output.path, errno);
      // The lock goes last, or another process might take the file for an abandoned one.
      llvm::sys::DontRemoveFileOnSignal(output.temporary);
      ::close(output.descriptor);
    }
    outputs.pop_back();
  }
  return llvm::Error::success();
}

llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes) {
  StagedOutputs outputs;
  if (llvm::Error error = outputs.add(path, bytes))
    return error;
  return outputs.commit();
}

} // namespace resnetc
