//===- Files.cpp - reading files, and outputs that appear whole or not at all -===//
//
// See Files.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Support/Files.h"

#include "compiler/Support/Errors.h"
#include "runtime/files/FileKind.h"
#include "runtime/files/ReadWrite.h"

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
  for (size_t asked = piece, got = piece; got == asked && bytes.size() < most;) {
    const size_t before = bytes.size();
    asked = std::min(piece, most - before);
    bytes.resize(before + asked);
    const ssize_t count = readAll(file, bytes.data() + before, asked);
    if (count < 0)
      return failed("read", name, errno);
    got = static_cast<size_t>(count);
    bytes.resize(before + got);
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
// Writing
//===----------------------------------------------------------------------===//

const TemporaryWatch removeOnSignal = {
    [](const std::string &path) { llvm::sys::RemoveFileOnSignal(path); },
    [](const std::string &path) { llvm::sys::DontRemoveFileOnSignal(path); }};

llvm::Error StagedOutputs::add(llvm::StringRef path, llvm::StringRef bytes, bool executable) {
  const Destination destination = findDestination(path.str());
  if (destination.stream && !destination.error) {
    streams.push_back({path.str(), destination, bytes.str()});
    return llvm::Error::success();
  }
  OutputFile &file = files.emplace_back(path.str(), OutputFile(&removeOnSignal)).file;
  int error = file.open(destination, executable ? 0777 : 0666);
  if (!error)
    error = file.write(bytes);
  return error ? cannotWrite(path, error) : llvm::Error::success();
}

int StagedOutputs::writeStream(const Stream &stream) {
  OutputFile file;
  int error = file.open(stream.destination);
  if (!error)
    error = file.write(stream.bytes);
  return error ? error : file.commit();
}

llvm::Error StagedOutputs::commit() {
  for (const Stream &stream : streams)
    if (int error = writeStream(stream))
      return cannotWrite(stream.path, error);
  streams.clear();
  while (!files.empty()) {
    if (int error = files.back().file.commit())
      return cannotWrite(files.back().path, error);
    files.pop_back();
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
