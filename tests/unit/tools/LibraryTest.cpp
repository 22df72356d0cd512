//===- LibraryTest.cpp - tests of runtime/train/Library.cpp: loading and unloading ---===//
//
// A closed library leaves neither threads nor a mapping behind, and other files are refused.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Library.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/TempDir.h"

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

size_t threadsOfProcess() {
  std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<size_t>(std::distance(begin(tasks), end(tasks)));
}

bool isMapped(const std::string &name) {
  return TempDir::readFile("/proc/self/maps").find(name) != std::string::npos;
}

void inferOnce(const Library &library, int32_t threads) {
  State state(library);
  initialise(state, 1, false);
  state.seal();
  Context context(state, RESNETC_INFER, 40, threads);
  std::vector<float> x(40 * 64, 0.5f), y(400);
  context.infer(x.data(), 40, y.data());
  EXPECT_EQ(context.threads(), threads);
  EXPECT_EQ(y[0], y[390]);
}

} // namespace

TEST(Library, unloadsWithItsThreads) {
  TempDir dir;
  std::filesystem::copy(FAKE_LIBRARY, dir / "copy.so"); // other tests hold the original
  const size_t before = threadsOfProcess();
  for (int round = 0; round < 20; ++round) {
    {
      Library library(dir / "copy.so");
      inferOnce(library, 4);
      EXPECT_EQ(threadsOfProcess(), before + 3);
    }
    EXPECT_EQ(threadsOfProcess(), before);
    EXPECT_FALSE(isMapped("copy.so"));
  }
}

TEST(Library, endsWithAMessageWhenItsFileIsCut) {
  TempDir dir;
  for (int32_t threads : {1, 3}) {
    std::filesystem::copy(FAKE_LIBRARY, dir / "cut.so",
                          std::filesystem::copy_options::overwrite_existing);
    EXPECT_EXIT(
        {
          Library library(dir / "cut.so");
          std::filesystem::resize_file(dir / "cut.so", 0);
          inferOnce(library, threads);
        },
        testing::ExitedWithCode(1),
        "resnetc-run: error: /.*/cut.so: was cut short while it was used; write to a new file");
  }
}

TEST(Library, twoAtOnceDoNotMix) {
  TempDir dir;
  std::filesystem::copy(FAKE_LIBRARY, dir / "a.so");
  std::filesystem::copy(FAKE_LIBRARY, dir / "b.so");
  Library a(dir / "a.so"), b(dir / "b.so");
  EXPECT_NE(&a.api(), &b.api());
  inferOnce(a, 2);
  inferOnce(b, 3);
}

TEST(Library, refusesOtherFiles) {
  TempDir dir;
  std::string text = dir.write("text.so", "no library");
  expectError([&] { Library library(text); }, text, "is not a compiled model");
  std::string whole = TempDir::readFile(FAKE_LIBRARY);
  // All within what is loaded: half of a file may be debug information.
  for (size_t size : {100, 1000, 5000}) {
    std::string cut = dir.write("cut.so", whole.substr(0, size));
    expectError([&] { Library library(cut); }, cut, "is cut short");
  }
  expectError([&] { Library library(RESNETC_RUN); }, RESNETC_RUN, "");
  expectError([&] { Library library(dir / "none.so"); }, dir / "none.so", "cannot open");
}
