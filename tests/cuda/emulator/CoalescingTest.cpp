//===- CoalescingTest.cpp - what real kernels move of global memory --------------------------===//
//
// Warps of every kernel of a shipped network touch hardly more sectors of 32 bytes than hold what they
// want, access by access; a kernel whose threads are dealt out in another order does not pass.
//
//===----------------------------------------------------------------------===//
#include "tests/cuda/emulator/RealKernel.h"

#include "compiler/Kernels/ShapeList.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

#include <gtest/gtest.h>

namespace resnetc::cuda::test {

using namespace kernels;

namespace {

/// An access may begin within a sector, and rows of few classes lie across them.
constexpr double most = 1.5;
constexpr int64_t least = 16;

std::vector<KernelSpec> shippedSpecs() {
  std::vector<KernelSpec> specs;
  for (const char *file : {"/digits.shapes", "/cifar_resnet20.shapes"})
    for (const ListedShape &shape : readShapes(std::string(RESNETC_SHAPES_DIR) + file))
      if (!candidateSchedules(shape.spec, *findTarget("emulated"), 1).empty())
        specs.push_back(shape.spec);
  return specs;
}

TEST(CudaCoalescing, ofEveryKernelOfShippedNetworks) {
  size_t kernels = 0;
  for (const KernelSpec &spec : shippedSpecs()) {
    constexpr int64_t largest = 3'000'000; // what is larger takes too long here
    if (multiplyAdds(spec) > largest)
      continue;
    const CallResult outcome = resultOf(spec, defaultSchedule(spec));
    EXPECT_EQ(outcome.found, "") << spec.key();
    EXPECT_EQ(outcome.counts.uncoalesced(most, least), "") << spec.key();
    EXPECT_GT(outcome.counts.global.sectors, 0) << spec.key();
    ++kernels;
  }
  EXPECT_GT(kernels, 20u);
}

/// Neighbouring threads of a warp change places with those of lanes far away.
void scatterThreads(llvm::Module &module) {
  for (llvm::Function &function : module)
    for (llvm::Instruction &each : llvm::make_early_inc_range(llvm::instructions(function))) {
      auto *call = llvm::dyn_cast<llvm::CallInst>(&each);
      if (!call || !call->getCalledFunction() ||
          call->getCalledFunction()->getName() != "llvm.nvvm.read.ptx.sreg.tid.x")
        continue;
      llvm::IRBuilder<> b(call->getNextNode());
      // Of 256 threads, lane l of warp w becomes number 8 l + w.
      llvm::Value *low = b.CreateAnd(call, 31), *high = b.CreateLShr(call, 5);
      llvm::Value *other = b.CreateOr(b.CreateShl(low, 3), high);
      call->replaceUsesWithIf(other, [&](const llvm::Use &use) {
        return use.getUser() != low && use.getUser() != high;
      });
    }
}

TEST(CudaCoalescing, scatteredThreadsAreFlagged) {
  KernelSpec spec{"relu_grad", {{"c", 64}, {"h", 8}, {"w", 8}}, {}};
  const KernelChoice choice = defaultSchedule(spec);
  const CallResult whole = resultOf(spec, choice);
  EXPECT_EQ(whole.counts.uncoalesced(most, least), "");
  const CallResult scattered = resultOf(spec, choice, editing(scatterThreads));
  EXPECT_EQ(scattered.found, "");
  EXPECT_EQ(scattered.memory, whole.memory) << "the same work, by other threads";
  EXPECT_NE(scattered.counts.uncoalesced(most, least).find("load #1 of "), std::string::npos)
      << scattered.counts.uncoalesced(most, least);
  EXPECT_NE(scattered.counts.uncoalesced(most, least).find("store #1 of "), std::string::npos);
}

} // namespace

} // namespace resnetc::cuda::test
