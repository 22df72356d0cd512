//===- Outputs.cpp - outputs that would replace an input --------------------------===//
//
// See Outputs.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Outputs.h"

#include "runtime/files/Destination.h"
#include "runtime/support/Error.h"

#include <filesystem>
#include <sys/stat.h>

namespace fs = std::filesystem;

namespace resnetc::train {

namespace {

/// What two paths of one plain file have in common; empty where there is no such file and none can
/// be made. A file that is yet to be made is known by its folder and its name.
std::string identityOf(const std::string &path) {
  struct stat status = {};
  if (path.empty())
    return "";
  if (::stat(path.c_str(), &status) == 0)
    return S_ISREG(status.st_mode) ? fmt::format("{} {}", status.st_dev, status.st_ino) : "";
  const fs::path target = findDestination(path).path;
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (::stat(folder.c_str(), &status) != 0)
    return "";
  return fmt::format("{} {} {}", status.st_dev, status.st_ino, target.filename().string());
}

void checkOutput(const NamedFile &output, const std::vector<NamedFile> &others) {
  const std::string identity = identityOf(output.path);
  for (const NamedFile &other : others)
    if (!identity.empty() && identityOf(other.path) == identity)
      userError("{}: {} is the same file as {}{}, which would be lost; give another name",
                output.path, output.role, other.role,
                other.path == output.path ? "" : " " + other.path);
}

} // namespace

void checkOutputs(const std::vector<NamedFile> &outputs, const std::vector<NamedFile> &inputs) {
  std::vector<NamedFile> others = inputs;
  for (const NamedFile &output : outputs) {
    checkOutput(output, others);
    others.push_back(output);
  }
}

} // namespace resnetc::train
