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
std::string compiled(const KernelSpec &spec, KernelOutput output) {
  const X86Target &target = *findTarget("x86-64-v4");
  MemoryFile file;
  compileKernel(spec, chooseSchedule(spec, target, 1), target, "kernel", output, file.path());
  return file.read();
}

/// That of a 1x1 layer of so many channels in and out.
std::string compiled(int64_t c, int64_t k, int64_t side, KernelOutput output) {
  return compiled(
      {"conv",
       {{"c", c}, {"k", k}, {"h", side}, {"w", side}, {"kh", 1}, {"kw", 1}, {"sh", 1}, {"sw", 1}}},
      output);
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
