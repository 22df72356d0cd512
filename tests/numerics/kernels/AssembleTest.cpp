//===- AssembleTest.cpp - requests for weights, and the assembler behind them -----------===//
//
// Weights that are asked for ahead must stay in the caches until they are used.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Assemble.h"
#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/Targets.h"
#include "compiler/Support/MemoryFile.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>

namespace resnetc::x86::test {
namespace {

/// The kernel that the table chooses.
std::string compiled(const KernelSpec &spec, KernelOutput output, int64_t batch = 1) {
  const X86Target &target = *findTarget("x86-64-v4");
  MemoryFile file;
  compileKernel(spec, chooseSchedule(spec, target, batch), target, "kernel", output, file.path());
  return file.read();
}

/// That of a 1x1 layer of so many channels in and out.
std::string compiled(int64_t c, int64_t k, int64_t side, KernelOutput output, int64_t batch = 1,
                     bool residual = false) {
  KernelSpec spec{
      "conv",
      {{"c", c}, {"k", k}, {"h", side}, {"w", side}, {"kh", 1}, {"kw", 1}, {"sh", 1}, {"sw", 1}}};
  spec.attrs["residual"] = residual;
  return compiled(spec, output, batch);
}

/// How often `what` occurs in `text`.
int64_t countOf(const std::string &text, const std::string &what) {
  int64_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++count;
  return count;
}

TEST(Assemble, weightsOfALayerWithMoreOfThemThanPixelsAreAskedForAndStay) {
  for (auto [c, k, side] : {std::tuple{1024, 256, 14}, {256, 1024, 14}, {512, 2048, 7}}) {
    std::string text = compiled(c, k, side, KernelOutput::Assembly);
    EXPECT_NE(text.find("\tprefetcht0\t"), std::string::npos) << c;
    EXPECT_EQ(text.find("prefetchnta"), std::string::npos) << c;
  }
  EXPECT_EQ(compiled(64, 64, 28, KernelOutput::Assembly).find("prefetch"), std::string::npos)
      << "more pixels than weights";
}

/// A stem computes fast and writes much: its outputs are asked for while their sums are computed.
TEST(Assemble, outputsOfAStemAreAskedFor) {
  KernelSpec stem{"conv_winograd_phases",
                  {{"c", 3},
                   {"k", 64},
                   {"h", 224},
                   {"w", 224},
                   {"kh", 7},
                   {"kw", 7},
                   {"sh", 2},
                   {"sw", 2},
                   {"nchw_input", 1}}};
  for (const char *pad : {"pt", "pl", "pb", "pr"})
    stem.attrs[pad] = 3;
  EXPECT_NE(compiled(stem, KernelOutput::Assembly).find("\tprefetcht0\t"), std::string::npos);
}

/// 16 images of 56 x 56 with 256 channels are 51 MB, which no second-level cache holds, nor the third.
TEST(Assemble, mapsOfALargeBatchAreAskedForATaskAhead) {
  const std::string requested = "\tprefetcht0\t";
  EXPECT_GE(countOf(compiled(256, 64, 56, KernelOutput::Assembly, 16), requested), 1);
  int64_t alone = countOf(compiled(64, 256, 56, KernelOutput::Assembly, 16), requested);
  EXPECT_GE(alone, 1);
  EXPECT_GE(
      countOf(compiled(64, 256, 56, KernelOutput::Assembly, 16, /*residual=*/true), requested),
      alone + 16)
      << "a request for each vector of the residual that a tile reads";
  EXPECT_EQ(countOf(compiled(64, 64, 14, KernelOutput::Assembly, 4), "prefetch"), 0)
      << "maps of 0.4 MB stay in the L2 cache";
}

/// Where a task ends its row group, or its image, the next one's is asked for: addresses are those of
/// the loads for the next task, not those of the loads moved on.
TEST(Assemble, theNextTaskMayBeOfAnotherImage) {
  std::string loops = compiled(256, 64, 56, KernelOutput::Loops, 16);
  size_t request = loops.find("prefetch(x, ");
  ASSERT_NE(request, std::string::npos) << loops;
  std::string address = loops.substr(request, loops.find('\n', request) - request);
  EXPECT_NE(address.find("task + 1)/"), std::string::npos) << address;
  EXPECT_NE(address.find("task + 1) % "), std::string::npos) << address;
}

TEST(Assemble, theSameTextIsTheSameObject) {
  auto object = [] { return compiled(1024, 256, 14, KernelOutput::Object); };
  std::string first = object();
  EXPECT_EQ(first.substr(1, 3), "ELF");
  EXPECT_EQ(first, object());
}

TEST(Assemble, changesNothingButTheRequest) {
  EXPECT_EQ(keepRequestedLines("\tprefetchnta\t(%rax)\n\tret\n\tprefetchnta\t64(%rbx,%rcx,4)\n"),
            "\tprefetcht0\t(%rax)\n\tret\n\tprefetcht0\t64(%rbx,%rcx,4)\n");
}

TEST(Assemble, saysWhatItDoesNotUnderstand) {
  try {
    assemble("\tno_such_instruction\t%rax\n");
    FAIL() << "it was assembled";
  } catch (const std::runtime_error &error) {
    EXPECT_NE(std::string(error.what()).find("no_such_instruction"), std::string::npos)
        << error.what();
  }
}

} // namespace
} // namespace resnetc::x86::test
