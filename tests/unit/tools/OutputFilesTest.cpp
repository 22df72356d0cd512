//===- OutputFilesTest.cpp - where the tools' outputs go ---------------------------===//
//
// The rules are those of runtime/files/Destination.h, which the compiler's tests go through, too.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Files.h"

#include "tests/unit/tools/TempDir.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <thread>
#include <unistd.h>

using namespace resnetc::train;
using resnetc::test::errorOf;
using resnetc::test::TempDir;
namespace fs = std::filesystem;

namespace {

const std::string large(1 << 20, 'x'); // more than a pipe holds

TEST(OutputFiles, linksStayAndTheirTargetsKeepTheirPermissions) {
  TempDir dir;
  dir.write("real", "old");
  ASSERT_EQ(::chmod((dir / "real").c_str(), 0640), 0);
  fs::create_symlink("real", dir / "link");
  fs::create_symlink("made", dir / "ahead");
  writeFile(dir / "link", "new");
  writeFile(dir / "ahead", "first");
  EXPECT_EQ(dir.read("real"), "new");
  EXPECT_EQ(dir.read("made"), "first");
  EXPECT_EQ(fs::status(dir / "real").permissions(), fs::perms(0640));
  EXPECT_EQ(dir.names(), (std::set<std::string>{"ahead", "link", "made", "real"}));
  EXPECT_TRUE(fs::is_symlink(dir / "link"));
}

TEST(OutputFiles, pipesAreWrittenInto) {
  TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = dir.read("pipe"); });
  writeFile(dir / "pipe", large);
  reader.join();
  EXPECT_TRUE(got == large);
  EXPECT_EQ(dir.names(), (std::set<std::string>{"pipe"}));
}

/// And not the end of the process by SIGPIPE.
TEST(OutputFiles, aReaderThatGoesAwayIsAnError) {
  TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  std::thread reader([&] { ::close(::open((dir / "pipe").c_str(), O_RDONLY)); });
  EXPECT_NE(errorOf([&] { writeFile(dir / "pipe", large); }).find("Broken pipe"),
            std::string::npos);
  reader.join();
  EXPECT_TRUE(fs::is_fifo(dir / "pipe"));
}

TEST(OutputFiles, anOpenDescriptorGoesOnWhereItIs) {
  TempDir dir;
  const int file = ::open(dir.write("log", "").c_str(), O_WRONLY);
  ASSERT_EQ(::write(file, "one ", 4), 4);
  writeFile("/proc/self/fd/" + std::to_string(file), "two ");
  ASSERT_EQ(::write(file, "three", 5), 5);
  ::close(file);
  EXPECT_EQ(dir.read("log"), "one two three");
}

TEST(OutputFiles, devicesAreWrittenInto) {
  TempDir dir;
  constexpr unsigned memory = 1, null = 3, full = 7; // the numbers of Linux's own
  if (::mknod((dir / "null").c_str(), S_IFCHR | 0600, makedev(memory, null)) != 0 ||
      ::mknod((dir / "full").c_str(), S_IFCHR | 0600, makedev(memory, full)) != 0)
    GTEST_SKIP() << "devices cannot be made here: " << std::strerror(errno);
  const int opened = ::open((dir / "null").c_str(), O_WRONLY);
  if (opened < 0)
    GTEST_SKIP() << "devices cannot be opened here: " << std::strerror(errno);
  ::close(opened);
  writeFile(dir / "null", "x");
  EXPECT_NE(errorOf([&] { writeFile(dir / "full", "x"); }).find("No space left"),
            std::string::npos);
  EXPECT_TRUE(fs::is_character_file(dir / "null") && fs::is_character_file(dir / "full"));
  EXPECT_EQ(dir.names(), (std::set<std::string>{"full", "null"}));
}

TEST(OutputFiles, aFolderOrALinkInACircleIsRefused) {
  TempDir dir;
  fs::create_directory(dir / "folder");
  fs::create_symlink("circle", dir / "circle");
  EXPECT_NE(errorOf([&] { writeFile(dir / "folder", "x"); }).find("it is a directory"),
            std::string::npos);
  EXPECT_NE(errorOf([&] { writeFile(dir / "circle", "x"); }).find("symbolic links"),
            std::string::npos);
}

} // namespace
