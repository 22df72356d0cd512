//===- RunFolder.cpp - the folder that a training writes to -----------------------===//
//
// See RunFolder.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/RunFolder.h"
#include "runtime/files/FileKind.h"

#include "runtime/files/FileLock.h"
#include "runtime/support/Error.h"
#include "runtime/train/FileReader.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

constexpr const char *lockName = "train.lock";

bool holdsSomething(const std::string &file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return !error && size > 0;
}

} // namespace

RunFolder::RunFolder(std::string folder, Use use) : path(std::move(folder)), use(use) {
  std::error_code error; // told by make(), if it stays
  if (fs::is_directory(path, error))
    take();
}

std::string RunFolder::file(const char *name) const { return (fs::path(path) / name).string(); }

bool RunFolder::hasCheckpoint() const {
  std::error_code error;
  return fs::exists(checkpoint(), error);
}

void RunFolder::make() {
  if (!lock.isTaken()) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error)
      userError("{}: cannot make the folder: {}", path, error.message());
    take();
  }
  checkPlain(); // preparing a training takes time
  if (use == Use::Overwrite)
    for (const std::string &each : files())
      if (::unlink(each.c_str()) != 0 && errno != ENOENT)
        userError("{}: cannot remove the file: {}", each, std::strerror(errno));
}

void RunFolder::take() {
  checkPlain();
  const std::string name = file(lockName);
  if (!lock.take(name)) {
    if (errno == EEXIST)
      userError("{}: is no lock of a training; move it away, or give another --out", name);
    if (errno != EWOULDBLOCK)
      userError("{}: cannot write the file: {}", name, std::strerror(errno));
    std::ifstream held(name);
    std::string other;
    std::getline(held, other);
    userError("{}: another training writes to this folder{}; wait for its end, or give another "
              "--out",
              path, other.empty() ? "" : " (process " + other + ")");
  }
  checkUse();
  for (const std::string &each : files())
    removeAbandonedTemporaries(each);
}

void RunFolder::checkPlain() const {
  auto check = [](const std::string &name) {
    struct stat status = {};
    if (::lstat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
      userError("{}: is {}, where a training writes a file of its own; move it away, or give "
                "another --out",
                name, fileKind(status.st_mode));
  };
  check(file(lockName));
  for (const std::string &each : files())
    check(each);
}

void RunFolder::checkUse() const {
  std::vector<std::string> held;
  for (const std::string &each : files())
    if (holdsSomething(each))
      held.push_back(fs::path(each).filename().string());
  if (use == Use::New && !held.empty())
    userError("{}: holds a training already ({}); go on with it by --resume, replace it with "
              "--overwrite, or give another --out",
              path, fmt::join(held, ", "));
  if (use == Use::Resume && !hasCheckpoint() && holdsSomething(best()))
    userError("{}: holds best.safetensors, but no last.safetensors to resume from; start again "
              "with --overwrite, or give another --out",
              path);
}

} // namespace resnetc::train
