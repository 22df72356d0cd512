//===- Files.cpp - temporary folders, and outputs that appear whole or not at all -===//
//
// A compilation that fails, or is interrupted, must leave nothing half-written: outputs are written
// under a temporary name in their own folder, so that the final rename cannot cross file systems.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Files.h"

#include "compiler/Codegen/Errors.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

namespace resnetc {

char InputError::ID = 0;

llvm::Expected<TempDir> TempDir::create() {
  llvm::SmallString<128> path;
  if (std::error_code error = llvm::sys::fs::createUniqueDirectory("resnetc", path))
    return inputError("cannot make a temporary folder: " + error.message());
  return TempDir(path.str().str());
}

TempDir::~TempDir() {
  if (!path.empty())
    llvm::sys::fs::remove_directories(path, /*IgnoreErrors=*/true);
}

std::string TempDir::file(llvm::StringRef name) const {
  llvm::SmallString<128> result(path);
  llvm::sys::path::append(result, name);
  return result.str().str();
}

static llvm::Error writeTo(llvm::raw_fd_ostream &stream, llvm::StringRef bytes,
                           llvm::StringRef path) {
  stream << bytes;
  stream.close();
  std::error_code error = stream.error();
  stream.clear_error();
  if (error)
    return inputError("cannot write '" + path + "': " + error.message());
  return llvm::Error::success();
}

llvm::Error writeFile(llvm::StringRef path, llvm::StringRef bytes) {
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error);
  if (error)
    return inputError("cannot write '" + path + "': " + error.message());
  return writeTo(stream, bytes, path);
}

llvm::Expected<std::string> readFile(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return inputError("cannot read '" + path + "': " + buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

StagedOutputs::~StagedOutputs() {
  for (const Output &output : outputs) {
    llvm::sys::fs::remove(output.temporary);
    llvm::sys::DontRemoveFileOnSignal(output.temporary);
  }
}

llvm::Error StagedOutputs::add(llvm::StringRef path, llvm::StringRef bytes, bool executable) {
  if (llvm::sys::fs::is_directory(path))
    return inputError("cannot write '" + path + "': it is a folder");
  int descriptor;
  llvm::SmallString<128> temporary;
  namespace fs = llvm::sys::fs;
  unsigned mode = fs::all_read | fs::owner_write | (executable ? fs::all_exe : fs::no_perms);
  if (std::error_code error =
          fs::createUniqueFile(path + ".tmp-%%%%%%%%", descriptor, temporary, fs::OF_None, mode))
    return inputError("cannot write '" + path + "': " + error.message());
  outputs.push_back({temporary.str().str(), path.str()});
  llvm::sys::RemoveFileOnSignal(temporary);
  llvm::raw_fd_ostream stream(descriptor, /*shouldClose=*/true);
  return writeTo(stream, bytes, path);
}

llvm::Error StagedOutputs::commit() {
  while (!outputs.empty()) {
    const Output &output = outputs.back();
    if (std::error_code error = llvm::sys::fs::rename(output.temporary, output.final))
      return inputError("cannot write '" + llvm::Twine(output.final) + "': " + error.message());
    llvm::sys::DontRemoveFileOnSignal(output.temporary);
    outputs.pop_back();
  }
  return llvm::Error::success();
}

} // namespace resnetc
