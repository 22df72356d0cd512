//===- FilesTest.cpp - outputs appear whole or not at all ----------------------===//
#include "compiler/Support/Files.h"

#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace resnetc;
using Names = std::set<std::string>;
namespace fs = std::filesystem;

namespace {

class FilesTest : public testing::Test {
protected:
  void SetUp() override { std::signal(SIGPIPE, SIG_IGN); }

  static mode_t permissions(const std::string &path) {
    struct stat status = {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
  }

  static std::string messageOf(llvm::Error error) { return llvm::toString(std::move(error)); }

  test::TempDir folder;
};

TEST_F(FilesTest, CommittedOutputsAreInPlaceAndNothingElse) {
  StagedOutputs outputs;
  ASSERT_FALSE(outputs.add(folder / "a.so", "one", /*executable=*/true));
  ASSERT_FALSE(outputs.add(folder / "a.h", "two"));
  ASSERT_FALSE(outputs.commit());
  EXPECT_EQ(folder.names(), (Names{"a.h", "a.so"}));
  EXPECT_EQ(llvm::cantFail(readFile(folder / "a.so")), "one");
  EXPECT_TRUE(permissions(folder / "a.so") & S_IXUSR);
  EXPECT_FALSE(permissions(folder / "a.h") & S_IXUSR);
}

TEST_F(FilesTest, ForgottenOutputsLeaveNothing) {
  {
    StagedOutputs outputs;
    ASSERT_FALSE(outputs.add(folder / "a.so", "one"));
  }
  EXPECT_EQ(folder.names(), Names());
}

TEST_F(FilesTest, AnOldFileStaysUntilTheCommit) {
  folder.write("a.so", "old");
  {
    StagedOutputs outputs;
    ASSERT_FALSE(outputs.add(folder / "a.so", "new"));
    EXPECT_EQ(folder.read("a.so"), "old");
  }
  EXPECT_EQ(folder.read("a.so"), "old");
}

TEST_F(FilesTest, UnwritablePlacesAreErrors) {
  StagedOutputs outputs;
  EXPECT_TRUE(llvm::errorToBool(outputs.add(folder / "none/a.so", "x")));
  EXPECT_TRUE(llvm::errorToBool(outputs.add(folder / "", "x")));
  EXPECT_TRUE(llvm::errorToBool(readFile(folder / "none").takeError()));
}

TEST_F(FilesTest, AReplacedFileKeepsItsPermissions) {
  folder.write("a.so", "old");
  ASSERT_EQ(::chmod((folder / "a.so").c_str(), 0640), 0);
  ASSERT_FALSE(writeFile(folder / "a.so", "new"));
  EXPECT_EQ(folder.read("a.so"), "new");
  EXPECT_EQ(permissions(folder / "a.so"), 0640u);
}

TEST_F(FilesTest, LinksStayAndTheirTargetsAreReplaced) {
  folder.write("real/old.so", "old");
  fs::create_symlink("real/old.so", folder / "a.so");
  fs::create_symlink("a.so", folder / "b.so");
  fs::create_symlink("real/new.so", folder / "c.so"); // leads to what is yet to be made
  ASSERT_FALSE(writeFile(folder / "b.so", "through two"));
  ASSERT_FALSE(writeFile(folder / "c.so", "made"));
  EXPECT_TRUE(fs::is_symlink(folder / "a.so") && fs::is_symlink(folder / "b.so") &&
              fs::is_symlink(folder / "c.so"));
  EXPECT_EQ(folder.read("real/old.so"), "through two");
  EXPECT_EQ(folder.read("real/new.so"), "made");
  EXPECT_EQ(folder.names(), (Names{"a.so", "b.so", "c.so", "real"}));
}

TEST_F(FilesTest, ALinkInACircleIsAnError) {
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  EXPECT_NE(messageOf(writeFile(folder / "a", "x")).find("symbolic links"), std::string::npos);
  EXPECT_TRUE(fs::is_symlink(folder / "a"));
}

TEST_F(FilesTest, PipesAndLinksToThemAreWrittenInto) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink("pipe", folder / "link");
  for (const char *name : {"pipe", "link"}) {
    std::string got;
    std::thread reader([&] { got = folder.read("pipe"); });
    const std::string sent(1 << 20, 'x'); // more than a pipe holds
    EXPECT_FALSE(llvm::errorToBool(writeFile(folder / name, sent)));
    reader.join();
    EXPECT_TRUE(got == sent) << name;
    EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  }
}

TEST_F(FilesTest, AReaderThatGoesAwayIsAnErrorAndLeavesTheOtherOutputsAlone) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  folder.write("a.so", "old");
  {
    StagedOutputs outputs;
    ASSERT_FALSE(outputs.add(folder / "a.so", "new"));
    ASSERT_FALSE(outputs.add(folder / "pipe", std::string(1 << 20, 'x')));
    std::thread reader([&] { ::close(::open((folder / "pipe").c_str(), O_RDONLY)); });
    EXPECT_NE(messageOf(outputs.commit()).find("Broken pipe"), std::string::npos);
    reader.join();
  }
  EXPECT_EQ(folder.read("a.so"), "old");
  EXPECT_EQ(folder.names(), (Names{"a.so", "pipe"}));
}

TEST_F(FilesTest, DevicesAreWrittenInto) {
  constexpr unsigned memory = 1, null = 3, full = 7; // the numbers of Linux's own
  const std::string nowhere = folder / "null", without = folder / "full";
  if (::mknod(nowhere.c_str(), S_IFCHR | 0600, makedev(memory, null)) != 0 ||
      ::mknod(without.c_str(), S_IFCHR | 0600, makedev(memory, full)) != 0)
    GTEST_SKIP() << "devices cannot be made here: " << std::strerror(errno);
  const int opened = ::open(nowhere.c_str(), O_WRONLY);
  if (opened < 0)
    GTEST_SKIP() << "devices cannot be opened here: " << std::strerror(errno);
  ::close(opened);
  EXPECT_FALSE(llvm::errorToBool(writeFile(nowhere, "x")));
  EXPECT_TRUE(fs::is_character_file(nowhere));
  EXPECT_NE(messageOf(writeFile(without, "x")).find("No space left on device"), std::string::npos);
  EXPECT_TRUE(fs::is_character_file(without));
  EXPECT_EQ(folder.names(), (Names{"full", "null"}));
}

TEST_F(FilesTest, AnOpenDescriptorGoesOnWhereItIs) {
  const int file = ::open(folder.write("log", "").c_str(), O_WRONLY);
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  ASSERT_EQ(::write(file, "one ", 4), 4);
  EXPECT_FALSE(llvm::errorToBool(writeFile(path, "two ")));
  fs::create_symlink(path, folder / "link");
  EXPECT_FALSE(llvm::errorToBool(writeFile(folder / "link", "three ")));
  ASSERT_EQ(::write(file, "four", 4), 4);
  ::close(file);
  EXPECT_EQ(folder.read("log"), "one two three four");
  EXPECT_NE(messageOf(writeFile(path, "x")).find("Bad file descriptor"), std::string::npos);
}

TEST_F(FilesTest, WhatAKilledProcessLeftIsRemovedByTheNextAndOfALivingOneIsNot) {
  const pid_t killed = ::fork();
  if (killed == 0) {
    StagedOutputs outputs;
    llvm::consumeError(outputs.add(folder / "a.so", "half"));
    ::raise(SIGKILL);
  }
  ASSERT_EQ(::waitpid(killed, nullptr, 0), killed);
  ASSERT_EQ(folder.entries(), 1u);
  folder.write("a.so.tmp-mine", "a name that is not ours");
  StagedOutputs living;
  ASSERT_FALSE(living.add(folder / "a.so", "of the living"));
  EXPECT_EQ(folder.entries(), 2u);
  ASSERT_FALSE(writeFile(folder / "a.so", "whole"));
  EXPECT_EQ(folder.read("a.so"), "whole");
  ASSERT_FALSE(living.commit());
  EXPECT_EQ(folder.read("a.so"), "of the living");
  EXPECT_EQ(folder.names(), (Names{"a.so", "a.so.tmp-mine"}));
}

TEST_F(FilesTest, ReadingStopsAtItsLimit) {
  const std::string path = folder.write("text", "123456789");
  EXPECT_EQ(llvm::cantFail(readBounded(path, 4)), "1234");
  EXPECT_EQ(llvm::cantFail(readBounded(path, 100)), "123456789");
  EXPECT_EQ(llvm::cantFail(readBounded("/dev/zero", 3)), std::string(3, '\0'));
  EXPECT_NE(messageOf(readFile("/dev/zero").takeError()).find("it is a device"), std::string::npos);
  EXPECT_TRUE(llvm::errorToBool(readFile(folder.path.string()).takeError()));
}

} // namespace
