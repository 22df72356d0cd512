//===- RealKernelsTest.cpp - what the emulator says of real kernels ------------------------===//
//
// Each barrier and each wait of some kernels is taken away in turn: the emulator must find something,
// or the instruction was for nothing. As they are, products meet no bank of shared memory twice.
//
//===----------------------------------------------------------------------===//
#include "tests/KernelSpecs.h"
#include "tests/cuda/emulator/RealKernel.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

#include <gtest/gtest.h>

namespace resnetc::cuda::test {

using namespace kernels;

/// The calls of an intrinsic function.
static std::vector<llvm::CallInst *> callsOf(llvm::Module &module, llvm::StringRef name) {
  std::vector<llvm::CallInst *> found;
  for (llvm::Function &function : module)
    for (llvm::Instruction &each : llvm::instructions(function))
      if (auto *call = llvm::dyn_cast<llvm::CallInst>(&each))
        if (call->getCalledFunction() && call->getCalledFunction()->getName() == name)
          found.push_back(call);
  return found;
}

/// An edit that takes away call `number` of an intrinsic function; `calls` counts them.
static ImageEdit without(const std::string &name, int number, int &calls) {
  return editing([=, &calls](llvm::Module &module) {
    std::vector<llvm::CallInst *> found = callsOf(module, name);
    calls = static_cast<int>(found.size());
    if (number < calls)
      found[static_cast<size_t>(number)]->eraseFromParent();
  });
}

/// Takes each call away in turn; every one must be missed.
static void expectNeeded(const KernelSpec &spec, const KernelChoice &choice,
                         const std::string &name) {
  SCOPED_TRACE(spec.key() + " | " + choice.key() + " without " + name);
  int calls = 1;
  for (int number = 0; number < calls; ++number)
    EXPECT_NE(resultOf(spec, choice, without(name, number, calls)).found, "")
        << "number " << number << " of " << calls;
  EXPECT_GT(calls, 0);
  EXPECT_EQ(resultOf(spec, choice, without(name, calls, calls)).found, "");
}

static const std::string barriers = "llvm.nvvm.barrier.cta.sync.aligned.all",
                         waits = "llvm.nvvm.cp.async.wait.group";

/// The first schedule of a convolution whose slices are shared out to several groups, or are not.
static KernelChoice convSchedule(const KernelSpec &spec, bool severalGroups) {
  for (const KernelChoice &choice : candidateSchedules(spec, *findTarget("emulated"), 1))
    if ((choice.params.at("groups") > 1) == severalGroups && choice.params.at("stages") > 3)
      return choice;
  throw std::logic_error("no such schedule");
}

static KernelSpec smallConv(NumberFormat compute) {
  KernelSpec spec = resnetc::test::spec3x3("conv", 64, 16, 6, 5);
  spec.formats.compute = compute;
  return spec;
}

TEST(CudaMutations, convolutions) {
  for (NumberFormat compute : {NumberFormat::F32, NumberFormat::TF32})
    for (bool severalGroups : {false, true}) {
      KernelSpec spec = smallConv(compute);
      KernelChoice choice = convSchedule(spec, severalGroups);
      expectNeeded(spec, choice, barriers);
      expectNeeded(spec, choice, waits);
    }
}

TEST(CudaMutations, sumsOfBlocks) {
  KernelSpec spec{"bn_stats", {{"c", 16}, {"h", 16}, {"w", 16}}, {}};
  expectNeeded(spec, defaultSchedule(spec), barriers);
}

/// A launch that ended with a finding has left threads on their stacks.
TEST(CudaFindings, leaveTheEmulatorAsItWas) {
  KernelSpec spec{"relu_grad", {{"c", 16}, {"h", 8}, {"w", 8}}, {}};
  x86::test::Problem problem(spec, *findTarget("emulated"), 2);
  auto memory = x86::test::memoryOf(problem, x86::Memory::Flush::End);
  std::vector<Buffer> buffers;
  for (size_t i = 0; i < memory.size(); ++i)
    buffers.push_back({problem.operands[i].name, memory[i].data(), memory[i].bytes()});
  EmulatedKernel kernel(spec, defaultSchedule(spec));
  EXPECT_NO_THROW(kernel.call(2, buffers));
  EXPECT_THROW(kernel.call(3, buffers), std::runtime_error); // reads a third image
  EXPECT_NO_THROW(kernel.call(2, buffers));
}

/// Tiles lie in shared memory so that a warp's accesses meet no bank twice.
TEST(CudaProducts, haveNoBankConflicts) {
  for (NumberFormat compute : {NumberFormat::F32, NumberFormat::TF32}) {
    KernelSpec spec = smallConv(compute);
    for (const KernelChoice &choice : candidateSchedules(spec, *findTarget("emulated"), 1)) {
      emulator::Counts counts = resultOf(spec, choice).counts;
      EXPECT_EQ(counts.matrixConflicts, 0) << choice.key();
      EXPECT_EQ(counts.loadConflicts, 0) << choice.key();
      EXPECT_EQ(counts.mmas > 0, compute == NumberFormat::TF32) << choice.key();
    }
  }
}

} // namespace resnetc::cuda::test
