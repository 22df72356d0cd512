//===- FilesTest.cpp - outputs appear whole or not at all ----------------------===//
#include "compiler/Codegen/Files.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

class FilesTest : public testing::Test {
protected:
  /// Names in the folder, sorted.
  std::vector<std::string> names() {
    std::vector<std::string> result;
    std::error_code error;
    for (llvm::sys::fs::directory_iterator it(folder.file(""), error), end; it != end && !error;
         it.increment(error))
      result.push_back(llvm::sys::path::filename(it->path()).str());
    llvm::sort(result);
    return result;
  }

  TempDir folder = llvm::cantFail(TempDir::create());
};

TEST_F(FilesTest, CommittedOutputsAreInPlaceAndNothingElse) {
  StagedOutputs outputs;
  ASSERT_FALSE(outputs.add(folder.file("a.so"), "one", /*executable=*/true));
  ASSERT_FALSE(outputs.add(folder.file("a.h"), "two"));
  ASSERT_FALSE(outputs.commit());
  EXPECT_EQ(names(), (std::vector<std::string>{"a.h", "a.so"}));
  EXPECT_EQ(llvm::cantFail(readFile(folder.file("a.so"))), "one");
  EXPECT_TRUE(llvm::sys::fs::can_execute(folder.file("a.so")));
  EXPECT_FALSE(llvm::sys::fs::can_execute(folder.file("a.h")));
}

TEST_F(FilesTest, ForgottenOutputsLeaveNothing) {
  {
    StagedOutputs outputs;
    ASSERT_FALSE(outputs.add(folder.file("a.so"), "one"));
  }
  EXPECT_TRUE(names().empty());
}

TEST_F(FilesTest, AnOldFileStaysUntilTheCommit) {
  ASSERT_FALSE(writeFile(folder.file("a.so"), "old"));
  {
    StagedOutputs outputs;
    ASSERT_FALSE(outputs.add(folder.file("a.so"), "new"));
    EXPECT_EQ(llvm::cantFail(readFile(folder.file("a.so"))), "old");
  }
  EXPECT_EQ(llvm::cantFail(readFile(folder.file("a.so"))), "old");
}

TEST_F(FilesTest, UnwritablePlacesAreErrors) {
  StagedOutputs outputs;
  EXPECT_TRUE(llvm::errorToBool(outputs.add(folder.file("none/a.so"), "x")));
  EXPECT_TRUE(llvm::errorToBool(outputs.add(folder.file(""), "x")));
  EXPECT_TRUE(llvm::errorToBool(readFile(folder.file("none")).takeError()));
}

TEST_F(FilesTest, ATempDirIsRemovedWithItsContents) {
  std::string path;
  {
    TempDir inner = llvm::cantFail(TempDir::create());
    path = inner.file("x");
    ASSERT_FALSE(writeFile(path, "x"));
  }
  EXPECT_FALSE(llvm::sys::fs::exists(llvm::sys::path::parent_path(path)));
}

} // namespace
