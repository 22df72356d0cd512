//===- RealKernelsTest.cpp - what the emulator says of real kernels ------------------------===//
//
// Each barrier and each wait of some kernels is taken away in turn: the emulator must find something,
// or the instruction was for nothing. As they are, products meet no bank of shared memory twice.
//
//===----------------------------------------------------------------------===//
#include "tests/KernelSpecs.h"
#include "tests/cuda/emulator/RealKernel.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

#include <gtest/gtest.h>

namespace resnetc::cuda::test {

using namespace kernels;

/// Whether an instruction calls the intrinsic function of that name, or is that text of PTX.
static bool isCallOf(const llvm::CallInst &call, llvm::StringRef name) {
  if (auto *assembly = llvm::dyn_cast<llvm::InlineAsm>(call.getCalledOperand()))
    return assembly->getAsmString() == name;
  return call.getCalledFunction() && call.getCalledFunction()->getName() == name;
}

/// The calls of an intrinsic function.
static std::vector<llvm::CallInst *> callsOf(llvm::Module &module, llvm::StringRef name) {
  std::vector<llvm::CallInst *> found;
  for (llvm::Function &function : module)
    for (llvm::Instruction &each : llvm::instructions(function))
      if (auto *call = llvm::dyn_cast<llvm::CallInst>(&each))
        if (isCallOf(*call, name))
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

/// Takes each call away in turn; all but `spare` of them must be missed.
static void expectNeeded(const KernelSpec &spec, const KernelChoice &choice,
                         const std::string &name, int spare = 0) {
  SCOPED_TRACE(spec.key() + " | " + choice.key() + " without " + name);
  int calls = 1, unmissed = 0;
  for (int number = 0; number < calls; ++number) {
    unmissed += resultOf(spec, choice, without(name, number, calls)).found.empty();
    EXPECT_LE(unmissed, spare) << "number " << number << " of " << calls;
  }
  EXPECT_GT(calls, spare);
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

TEST(CudaMutations, statistics) {
  for (const char *variant : {"product", "wgmma"}) {
    KernelSpec spec = resnetc::test::spec3x3("conv", 16, 64, 13, 6);
    spec.attrs["stats"] = 1;
    spec.attrs["across"] = 64;
    spec.formats = {NumberFormat::BF16, NumberFormat::BF16};
    auto all = candidateSchedules(spec, *findTarget("emulated_90a"), 1);
    std::erase_if(all, [&](const KernelChoice &choice) {
      return choice.variant != variant || choice.params.at("m") > 128 || choice.params.at("n") > 64;
    });
    ASSERT_FALSE(all.empty());
    expectNeeded(spec, all.front(), barriers);
  }
}

/// One that takes more turns than there are slices in shared memory.
static KernelSpec specOfWarpgroups(const std::string &kernelClass) {
  KernelSpec spec = resnetc::test::spec3x3(kernelClass, 64, 64, 6, 5);
  if (kernelClass == "conv_grad_weight") // the sum is over pixels
    spec.attrs["h"] = spec.attrs["w"] = 14;
  spec.formats = {NumberFormat::BF16, NumberFormat::BF16};
  return spec;
}

static std::vector<KernelChoice> schedulesOfWarpgroups(const KernelSpec &spec) {
  std::vector<KernelChoice> all = candidateSchedules(spec, *findTarget("emulated_90a"), 1);
  std::erase_if(all, [](const KernelChoice &choice) { return choice.variant != "wgmma"; });
  return all;
}

static bool inBoxes(const KernelChoice &choice) { return choice.params.contains("tma"); }

/// Schedules of the smallest tile whose factors come in boxes, in each mode of the map.
static std::vector<std::pair<KernelSpec, KernelChoice>> boxedKernels() {
  std::vector<std::pair<KernelSpec, KernelChoice>> all;
  KernelSpec onePixel{
      "conv",
      {{"c", 448}, {"k", 64}, {"h", 6}, {"w", 5}, {"kh", 1}, {"kw", 1}, {"sh", 1}, {"sw", 1}},
      {}};
  onePixel.formats = {NumberFormat::BF16, NumberFormat::BF16};
  for (const KernelSpec &spec :
       {specOfWarpgroups("conv"), specOfWarpgroups("conv_grad_weight"), onePixel})
    for (const KernelChoice &choice : schedulesOfWarpgroups(spec))
      if (inBoxes(choice) && choice.params.at("m") == 64)
        all.emplace_back(spec, choice);
  return all;
}

static const std::string waitForPhases =
    "{ .reg .pred over; again: mbarrier.try_wait.parity.shared::cta.b64 over, [$0], $1; "
    "@!over bra again; }";
static const std::string expects = "llvm.nvvm.mbarrier.arrive.expect.tx.scope.cta.space.cta";

TEST(CudaMutations, boxes) {
  auto kernels = boxedKernels();
  ASSERT_EQ(kernels.size(), 3U);
  for (const auto &[spec, choice] : kernels) {
    const bool hasOneTap = spec.attrs.at("kh") == 1, hasFilter = spec.kernelClass == "conv";
    for (const std::string &name :
         {barriers, waitForPhases, expects, std::string("fence.proxy.async.shared::cta;"),
          std::string("llvm.nvvm.mbarrier.init.shared"),
          std::string("llvm.nvvm.mbarrier.arrive.scope.cta.space.cta"),
          std::string("llvm.nvvm.cp.async.bulk.tensor.g2s.im2col.") + (hasOneTap ? "4d" : "5d"),
          std::string("llvm.nvvm.wgmma.fence.sync.aligned"),
          std::string("llvm.nvvm.wgmma.commit_group.sync.aligned")})
      expectNeeded(spec, choice, name);
    if (hasFilter)
      expectNeeded(spec, choice, "llvm.nvvm.cp.async.bulk.tensor.g2s.tile.5d");
    // LLVM may peel the last turn off the loop, where the wait behind the loop repeats its own.
    expectNeeded(spec, choice, "llvm.nvvm.wgmma.wait_group.sync.aligned", /*spare=*/1);
  }
}

/// Each expectation of bytes in turn is too high or too low.
TEST(CudaMutations, bytesOfBoxes) {
  auto [spec, choice] = boxedKernels().front();
  for (auto [difference, text] :
       {std::pair(16, "deadlock: thread 0 waits at mbarrier.try_wait"),
        std::pair(-16, "16 bytes copied more than its mbarrier expects")}) {
    int calls = 1;
    for (int number = 0; number < calls; ++number) {
      ImageEdit edit = editing([&](llvm::Module &module) {
        auto found = callsOf(module, expects);
        calls = static_cast<int>(found.size());
        llvm::CallInst *call = found[static_cast<size_t>(number)];
        auto *bytes = llvm::cast<llvm::ConstantInt>(call->getArgOperand(1));
        call->setArgOperand(
            1, llvm::ConstantInt::get(bytes->getType(), bytes->getSExtValue() + difference));
      });
      const std::string found = resultOf(spec, choice, edit).found;
      EXPECT_NE(found.find(text), std::string::npos) << number << " found: " << found;
    }
    EXPECT_GT(calls, 3);
  }
}

TEST(CudaMutations, warpgroups) {
  for (const char *kernelClass : {"conv", "conv_grad_weight"}) {
    KernelSpec spec = specOfWarpgroups(kernelClass);
    for (const KernelChoice &choice : schedulesOfWarpgroups(spec)) {
      if (choice.params.at("m") > 128 || choice.params.at("n") > 64 || inBoxes(choice))
        continue;
      for (const std::string &name :
           {barriers, waits, std::string("fence.proxy.async.shared::cta;"),
            std::string("llvm.nvvm.wgmma.fence.sync.aligned"),
            std::string("llvm.nvvm.wgmma.commit_group.sync.aligned")})
        expectNeeded(spec, choice, name);
      // LLVM may peel the last turn off the loop, where the wait behind the loop repeats its own.
      expectNeeded(spec, choice, "llvm.nvvm.wgmma.wait_group.sync.aligned", /*spare=*/1);
    }
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

/// Tiles lie in shared memory so that a warp's accesses, and its copies, meet no bank twice.
TEST(CudaProducts, haveNoBankConflicts) {
  for (NumberFormat compute : {NumberFormat::F32, NumberFormat::TF32, NumberFormat::BF16}) {
    KernelSpec spec = smallConv(compute);
    if (compute == NumberFormat::BF16)
      spec.formats.store = compute;
    for (const KernelChoice &choice : candidateSchedules(spec, *findTarget("emulated"), 1)) {
      emulator::Counts counts = resultOf(spec, choice).counts;
      EXPECT_EQ(counts.matrixConflicts, 0) << choice.key();
      EXPECT_EQ(counts.loadConflicts, 0) << choice.key();
      EXPECT_EQ(counts.copyConflicts, 0) << choice.key();
      EXPECT_EQ(counts.mmas > 0, compute != NumberFormat::F32) << choice.key();
    }
  }
}

TEST(CudaProducts, ofWarpgroupsHaveNoBankConflicts) {
  for (const char *kernelClass : {"conv", "conv_grad_input", "conv_grad_weight"}) {
    KernelSpec spec = specOfWarpgroups(kernelClass);
    for (const KernelChoice &choice : schedulesOfWarpgroups(spec)) {
      emulator::Counts counts = resultOf(spec, choice).counts;
      EXPECT_EQ(counts.copyConflicts, 0) << choice.key();
      EXPECT_GT(counts.warpgroupMmas, 0) << choice.key();
      EXPECT_EQ(counts.mmas, 0) << choice.key();
      EXPECT_EQ(counts.bulkCopies > 0, inBoxes(choice)) << choice.key();
      EXPECT_EQ(counts.asyncCopies == 0, inBoxes(choice)) << choice.key();
    }
  }
}

/// A convolution's copies read whole lines of memory, and its stores fill sectors of 32 bytes.
TEST(CudaProducts, touchNoSectorInVain) {
  KernelSpec spec{
      "conv",
      {{"c", 64}, {"k", 64}, {"h", 8}, {"w", 8}, {"kh", 1}, {"kw", 1}, {"sh", 1}, {"sw", 1}},
      {}};
  spec.formats = {NumberFormat::BF16, NumberFormat::BF16};
  for (const KernelChoice &choice : schedulesOfWarpgroups(spec)) {
    emulator::Counts counts = resultOf(spec, choice).counts;
    EXPECT_EQ(counts.global.sectors, counts.global.ideal) << choice.key();
  }
}

} // namespace resnetc::cuda::test
