//===- CoresTest.cpp - work for every core of a large machine -------------------------===//
//
// No machine of 64 cores is needed to see whether each would have a task: the tasks of the kernels'
// parallel loops are counted.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/ShapeList.h"
#include "compiler/Kernels/WinogradForms.h"
#include "tests/KernelSpecs.h"
#include "tests/numerics/kernels/Compare.h"
#include "tests/numerics/kernels/Problem.h"

#include <gtest/gtest.h>

namespace resnetc::x86::test {
namespace {

/// Tasks of one call for one image.
int64_t tasksOf(const KernelSpec &spec, const X86Target &target) {
  std::vector<Memory> memory;
  std::vector<void *> buffers;
  for (const KernelArg &arg : kernelInterface(spec, target.channelBlock).args) {
    memory.emplace_back(elementsOf(arg, 1) * elementBytes(arg.type));
    buffers.push_back(memory.back().data());
  }
  LoadedKernel kernel(spec, chooseSchedule(spec, target, 1), target);
  takeTasks();
  EXPECT_EQ(kernel.call(1, buffers), 0) << spec.key();
  return takeTasks();
}

TEST(Cores, eachGetsATaskOfEveryConvolutionOfOneImage) {
  const X86Target &few = *findTarget("x86-64-v3"), &many = *withCores(few, 64);
  int convolutions = 0;
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/resnet18.shapes")) {
    if (shape.spec.kernelClass != "conv" || shape.spec.get("stats"))
      continue;
    ++convolutions;
    EXPECT_GE(tasksOf(shape.spec, many), 64) << shape.spec.key();
    EXPECT_GE(tasksOf(shape.spec, few), 2) << shape.spec.key();
  }
  EXPECT_GE(convolutions, 8);
}

/// Maps of 8 x 8 have few register tiles and few channels: the tile that is widest would leave one of
/// two cores without work. What one core does in about a microsecond is not worth a fork.
TEST(Cores, twoShareAConvolutionOfASmallMap) {
  const X86Target &native = *withCores(*findTarget("native"), 2);
  KernelSpec halved = resnetc::test::spec3x3("conv", 32, 64, 16, 16);
  halved.attrs["sh"] = halved.attrs["sw"] = 2;
  KernelSpec image = resnetc::test::spec3x3("conv", 3, 16, 32, 32);
  image.attrs["nchw_input"] = 1;
  for (const KernelSpec &spec : {resnetc::test::spec3x3("conv", 64, 64, 8, 8), halved, image,
                                 resnetc::test::spec3x3("conv_grad_input", 64, 64, 8, 8)})
    EXPECT_GE(tasksOf(spec, native), 2) << spec.key();
  EXPECT_LE(tasksOf(resnetc::test::spec3x3("conv", 16, 16, 8, 8), native), 1);
}

/// Every kernel of ResNet-18 that is no convolution, and passes over maps that other networks have.
std::vector<KernelSpec> streamingKernels() {
  std::vector<KernelSpec> specs;
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/resnet18.shapes"))
    if (shape.spec.kernelClass.rfind("conv", 0) != 0)
      specs.push_back(shape.spec);
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/cores.shapes"))
    specs.push_back(shape.spec);
  return specs;
}

/// One call on the inputs of a problem: its outputs, and its tasks.
std::pair<std::vector<std::string>, int64_t> outputsAndTasks(const Problem &problem,
                                                             const X86Target &target) {
  std::vector<Memory> memory = memoryOf(problem, Memory::Flush::Start);
  std::vector<void *> buffers;
  for (const Memory &one : memory)
    buffers.push_back(one.data());
  LoadedKernel kernel(problem.spec, chooseSchedule(problem.spec, target, 1), target);
  takeTasks();
  EXPECT_EQ(kernel.call(static_cast<int32_t>(problem.n), buffers), 0) << problem.spec.key();
  std::vector<std::string> outputs;
  for (const Memory &one : memory)
    outputs.emplace_back(static_cast<const char *>(one.data()), one.bytes());
  return {outputs, takeTasks()};
}

/// A pass over 3 MB, which takes one core 100 us and more, is shared by most of 64 cores: by so many
/// that the rest would gain less than an eighth. The values stay the same, to the bit.
TEST(Cores, mostGetATaskOfEveryPassOverAMap) {
  int passes = 0;
  const X86Target &few = *findTarget("x86-64-v3"), &many = *withCores(few, 64);
  for (const KernelSpec &spec : streamingKernels()) {
    bool isUpdate = spec.kernelClass == "sgd"; // its n counts vectors
    Problem problem(spec, few, isUpdate ? 1 << 17 : 1);
    int64_t bytes = 0;
    for (const Memory &one : memoryOf(problem, Memory::Flush::Start))
      bytes += one.bytes();
    if (bytes < 3 << 20)
      continue;
    ++passes;
    auto [expected, tasksOfFew] = outputsAndTasks(problem, few);
    auto [outputs, tasks] = outputsAndTasks(problem, many);
    EXPECT_GE(tasks, 56) << spec.key() << ", for few cores " << tasksOfFew;
    EXPECT_TRUE(outputs == expected) << spec.key();
  }
  EXPECT_GE(passes, 10);
}

/// As in a library: by Winograd's algorithm where that is chosen.
KernelSpec chosen(const KernelSpec &conv, const X86Target &target) {
  std::optional<WinogradForm> form = chooseWinograd(conv, target, 1, FilterTransform::Prepared);
  if (!form)
    return conv;
  return winogradProduct(conv, *form);
}

TEST(Cores, eachGetsATaskWhereWinogradIsChosen) {
  for (const char *name : {"x86-64-v3", "x86-64-v4"}) {
    const X86Target &many = *withCores(*findTarget(name), 64), *native = findTarget("native");
    bool isHere = native && native->channelBlock >= many.channelBlock;
    for (int64_t c : {64, 128, 256, 512, 1024, 2048})
      for (int64_t side : {7, 14, 28, 56}) {
        KernelSpec conv = resnetc::test::spec3x3("conv", c, c, side, side);
        KernelSpec spec = chosen(conv, many);
        if (spec.kernelClass != "conv_winograd")
          continue;
        if (spec.get("taps"))
          EXPECT_GE(winogradTapsCost({spec, many, 1})->tasks, 64) << spec.key();
        else {
          WinogradSchedule first = winogradSchedules({spec, many, 1}).front();
          EXPECT_GE(winogradTasks(spec, many, first), 64) << spec.key();
          if (isHere && c * side <= 256 * 14) {
            EXPECT_EQ(tasksOf(spec, many), winogradTasks(spec, many, first)) << spec.key();
          }
        }
      }
  }
}

/// Winograd's algorithm makes a task of a row of tiles, which for one image are few: on a large machine
/// all cores do more multiplications in less time.
TEST(Cores, winogradIsTakenWhereItGivesEachATask) {
  const X86Target &few = *findTarget("x86-64-v3"), &many = *withCores(few, 64);
  KernelSpec conv = resnetc::test::spec3x3("conv", 32, 32, 56, 56);
  EXPECT_TRUE(chooseWinograd(conv, few, 1, FilterTransform::Prepared));
  EXPECT_FALSE(chooseWinograd(conv, many, 1, FilterTransform::Prepared));
  EXPECT_TRUE(chooseWinograd(conv, many, 64, FilterTransform::Prepared));
}

} // namespace
} // namespace resnetc::x86::test
