//===- FilesTest.cpp - tests of runtime/train/Files.cpp and History.cpp: writing --===//
//
// The system's calls that bring a file to the disk are replaced, so that their order is seen and
// their failures can be had.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Files.h"
#include "runtime/train/History.h"

#include "tests/unit/tools/TempDir.h"

#include <cerrno>
#include <regex>
#include <sys/syscall.h>
#include <unistd.h>

using namespace resnetc::train;
using resnetc::test::expectError;
using resnetc::test::TempDir;

namespace {

/// What has been called since it was emptied, "fsync NAME" and "rename NAME NAME"; null: nobody
/// looks.
std::vector<std::string> *calls = nullptr;
bool failSync = false;

std::string nameOf(const std::filesystem::path &path) { return path.filename().string(); }

} // namespace

extern "C" int fsync(int descriptor) {
  if (calls)
    calls->push_back("fsync " + nameOf(std::filesystem::read_symlink("/proc/self/fd/" +
                                                                     std::to_string(descriptor))));
  if (failSync) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

extern "C" int rename(const char *from, const char *to) noexcept {
  if (calls)
    calls->push_back("rename " + nameOf(from) + " " + nameOf(to));
  return static_cast<int>(::syscall(SYS_rename, from, to));
}

TEST(AtomicFile, isOnTheDiskBeforeItHasItsName) {
  TempDir dir;
  dir.write("folder/old", "old");
  std::vector<std::string> seen;
  calls = &seen;
  writeFile(dir / "folder/a", "text");
  calls = nullptr;
  for (std::string &call : seen)
    call = std::regex_replace(call, std::regex("tmp-[0-9]+"), "tmp-N");
  EXPECT_EQ(seen, (std::vector<std::string>{"fsync a.tmp-N", "rename a.tmp-N a", "fsync folder"}));
  EXPECT_EQ(dir.read("folder/a"), "text");
}

TEST(History, anEpochIsOnTheDiskBeforeItsCheckpoint) {
  TempDir dir;
  History history(dir / "log.jsonl", 0, 0);
  std::vector<std::string> seen;
  calls = &seen;
  history.addStep(1, 1, 0.1, 2, 0.5);
  EXPECT_TRUE(seen.empty());
  history.addEpoch({});
  calls = nullptr;
  EXPECT_EQ(seen, (std::vector<std::string>{"fsync log.jsonl"}));
}

TEST(AtomicFile, leavesTheOldFileWhenTheDiskFails) {
  TempDir dir;
  dir.write("a", "old");
  failSync = true;
  expectError([&] { writeFile(dir / "a", "new"); }, dir / "a",
              "cannot finish the file: Input/output error");
  failSync = false;
  EXPECT_EQ(dir.read("a"), "old");
  EXPECT_EQ(dir.entries(), 1u);
}

TEST(AtomicFile, takesOverWhatAProcessOfItsNumberHasLeft) {
  TempDir dir;
  dir.write("a.tmp-" + std::to_string(::getpid()), "a long text of a process that was killed");
  writeFile(dir / "a", "new");
  EXPECT_EQ(dir.read("a"), "new");
  EXPECT_EQ(dir.entries(), 1u);
}
