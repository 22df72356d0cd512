//===- FileReaderTest.cpp - tests of runtime/train/FileReader.cpp -----------------===//
//
// Files that shrink, and what is no file: every reader of the tools is given them.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/FileReader.h"
#include "runtime/train/Dataset.h"
#include "runtime/train/ImageFile.h"
#include "runtime/train/Library.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include "tests/unit/tools/TempDir.h"

#include <functional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace resnetc::train;
using resnetc::test::expectError;
using resnetc::test::TempDir;

TEST(FileReader, tellsOfAFileThatShrinksWhileItIsRead) {
  TempDir dir;
  const std::string path = dir.write("f", std::string(100000, 'x'));
  FileReader file(path);
  std::vector<char> bytes(file.size());
  file.read(bytes.data(), 10);
  EXPECT_EQ(file.left(), 99990u);
  std::filesystem::resize_file(path, 5000);
  expectError([&] { file.read(bytes.data(), 50000); }, path,
              "was cut short while it was read: it had 100000 bytes, now it ends at 5000");
}

TEST(FileReader, leavesWhatGrowsBeyondItsEnd) {
  TempDir dir;
  const std::string path = dir.write("f", "abcdef");
  FileReader file(path);
  std::filesystem::resize_file(path, 100);
  EXPECT_EQ(file.size(), 6u);
  char last[2];
  file.seek(4);
  file.read(last, 2);
  EXPECT_EQ(std::string(last, 2), "ef");
  EXPECT_EQ(file.left(), 0u);
}

TEST(FileReader, refusesImageFilesThatAreTooLarge) {
  TempDir dir;
  const std::string path = dir.write("photo.jpg", "\xff\xd8\xff");
  std::error_code error; // the file has a hole, so it takes no room
  std::filesystem::resize_file(path, maxImageFileBytes + 1, error);
  if (error)
    GTEST_SKIP() << "the file system has no files of this size: " << error.message();
  expectError([&] { openImage(path, false); }, path,
              "is 2147483649 bytes long, expects at most 2147483648");
}

TEST(FileReader, everyReaderRefusesWhatHasNoEnd) {
  TempDir dir;
  const std::string pipe = dir / "pipe", socket = dir / "socket", folder = dir / "folder";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::filesystem::create_directory(folder);
  sockaddr_un address = {AF_UNIX, {}};
  ASSERT_LT(socket.size(), sizeof address.sun_path);
  socket.copy(address.sun_path, socket.size());
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
  const std::pair<const char *, std::function<void(const std::string &)>> readers[] = {
      {"whole", [](auto &path) { readWhole(path); }},
      {"text", [](auto &path) { readText(path); }},
      {"image", [](auto &path) { openImage(path, true); }},
      {"floats", [](auto &path) { readNpyFloats(path); }},
      {"integers", [](auto &path) { readNpyIntegers(path); }},
      {"weights", [](auto &path) { SafetensorsFile file(path); }},
      {"library", [](auto &path) { Library library(path); }},
  };
  for (const auto &[what, read] : readers) {
    SCOPED_TRACE(what);
    expectError([&] { read("/dev/zero"); }, "/dev/zero", "is a device, expects a regular file");
    expectError([&] { read(pipe); }, pipe, "is a pipe, expects a regular file");
    expectError([&] { read(folder); }, folder, "is a folder, expects a regular file");
    expectError([&] { read(socket); }, socket, "cannot open the file");
    expectError([&] { read(dir / "none"); }, dir / "none", "No such file");
  }
  ::close(listener);
  // Data sets are folders of files with fixed names.
  for (const char *name :
       {"data_batch_1.bin", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"})
    std::filesystem::create_symlink("/dev/zero", dir / name);
  expectError([&] { openData("cifar10:" + dir.path.string()); }, dir / "data_batch_1.bin",
              "is a device");
  expectError([&] { openData("idx:" + dir.path.string()); }, dir / "train-", "is a device");
}

TEST(FileReader, readsTextWithoutAByteOrderMark) {
  TempDir dir;
  EXPECT_EQ(readText(dir.write("utf8", "\xef\xbb\xbf"
                                       "a\r\nb")),
            "a\r\nb");
  EXPECT_EQ(readText(dir.write("plain", "a\xef\xbb\xbf")), "a\xef\xbb\xbf");
  EXPECT_EQ(readText(dir.write("empty", "")), "");
  for (const char *mark : {"\xff\xfe", "\xfe\xff"})
    expectError([&] { readText(dir.write("utf16", mark + std::string("a\0", 2))); }, dir / "utf16",
                "is text in UTF-16; save it in UTF-8");
}
