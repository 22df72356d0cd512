//===- KernelTest.cpp - every kernel class of CUDA against plain loops -------------------===//
//
// For each shape of odd.shapes and across.shapes, on the emulator: values within a few roundings of the reference, zeros
// in the padding lanes, nothing read or written outside the arguments, the same bits for an output
// upon its input, and nothing that the emulator finds. Convolutions and layers run
// with TF32, too, and whatever has maps in bf16 and in fp16; in bf16 convolutions by warpgroups, too, and those of
// boxes.shapes with factors that come in boxes, in tiles of each size.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Kernels.h"
#include "compiler/Backend/Cuda/Runner/Runner.h"
#include "compiler/Kernels/ShapeList.h"
#include "tests/numerics/kernels/Compare.h"
#include "tests/numerics/kernels/Fault.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace resnetc::cuda {

using namespace kernels;
using x86::Memory;
using x86::test::Problem;
using x86::test::Results;

static const CudaTarget &target() { return *findTarget("emulated"); }

/// How a kernel is called.
struct Arrangement {
  Memory::Flush flush; ///< the end of each argument that lies at a page without access
  bool alias;          ///< outputs that may lie upon an input do
};

/// Which operand's memory each operand gets.
static std::vector<size_t> placesOf(const Problem &problem, bool alias) {
  std::vector<size_t> places;
  for (size_t i = 0; i < problem.operands.size(); ++i) {
    places.push_back(i);
    for (size_t j = 0; alias && j < problem.operands.size(); ++j)
      if (problem.operands[i].output && problem.operands[j].name == problem.operands[i].aliasOf)
        places[i] = j;
  }
  return places;
}

/// Calls the kernel on copies of the problem's inputs; nothing where that failed.
static std::optional<Results> run(const EmulatedKernel &kernel, const Problem &problem,
                                  const std::string &what, const Arrangement &arrangement) {
  std::vector<Memory> memory = x86::test::memoryOf(problem, arrangement.flush);
  std::vector<size_t> places = placesOf(problem, arrangement.alias);
  std::vector<Buffer> buffers;
  for (size_t i = 0; i < memory.size(); ++i)
    buffers.push_back(
        {problem.operands[i].name, memory[places[i]].data(), memory[places[i]].bytes()});
  std::string found;
  auto fault = x86::test::faultOf(what, [&] {
    try {
      kernel.call(static_cast<int32_t>(problem.n), buffers);
    } catch (const std::exception &error) {
      found = error.what();
    }
  });
  EXPECT_EQ(found, "");
  if (fault)
    ADD_FAILURE() << "reads or writes " << x86::test::placeOf(*fault, problem, memory);
  if (fault || !found.empty())
    return std::nullopt;
  Results results;
  for (size_t i = 0; i < memory.size(); ++i) {
    const Operand &operand = problem.operands[i];
    EXPECT_TRUE(memory[i].intact()) << "wrote beside " << operand.name;
    const auto *data = static_cast<const unsigned char *>(buffers[i].data);
    if (operand.output) {
      results[operand.name].assign(data, data + buffers[i].bytes);
    } else if (!arrangement.alias) {
      EXPECT_EQ(std::memcmp(data, problem.initial.at(operand.name).data(),
                            static_cast<size_t>(buffers[i].bytes)),
                0)
          << "changed its input " << operand.name;
    }
  }
  return results;
}

/// Of the sum of magnitudes: both factors of a product in TF32 are rounded to 11 bits, in bf16 one
/// of them and what is written are to 8, in fp16 to 11.
static double relativeError(const KernelSpec &spec) {
  switch (spec.formats.compute) {
  case NumberFormat::TF32:
  case NumberFormat::FP16:
    return 1.0 / (1 << 10);
  case NumberFormat::BF16:
    return 1.0 / (1 << 7);
  default:
    return 0;
  }
}

static void checkProblem(const EmulatedKernel &kernel, const Problem &problem,
                         const std::string &what) {
  SCOPED_TRACE("n = " + std::to_string(problem.n) + (problem.isSpecial ? ", special values" : ""));
  std::optional<Results> one = run(kernel, problem, what, {Memory::Flush::End, false});
  if (!one)
    return;
  for (const Operand &operand : problem.operands)
    if (operand.output)
      x86::test::compare(problem, operand, *one, relativeError(problem.spec));
  auto aliased = [](const Operand &operand) { return !operand.aliasOf.empty(); };
  if (std::any_of(problem.operands.begin(), problem.operands.end(), aliased)) {
    EXPECT_TRUE(one == run(kernel, problem, what, {Memory::Flush::Start, true}))
        << "other bits with outputs upon inputs";
  }
}

/// A case's parameter, which GoogleTest would print byte by byte.
struct Case {
  KernelSpec spec;
  bool byWarpgroups =
      false;            ///< with the schedules of wgmma, else with those of the target without it
  bool inBoxes = false; ///< with those that bring factors in boxes
};
void PrintTo(const Case &one, std::ostream *stream) { *stream << one.spec.key(); }

static const char *targetOf(const Case &one) {
  return one.byWarpgroups ? "emulated_90a" : "emulated";
}

static std::vector<KernelChoice> choicesOf(const Case &one) {
  std::vector<KernelChoice> choices = candidateSchedules(one.spec, *findTarget(targetOf(one)), 1);
  if (one.byWarpgroups)
    std::erase_if(choices, [](const KernelChoice &choice) { return choice.variant != "wgmma"; });
  return choices;
}

class CudaKernelTest : public testing::TestWithParam<Case> {};

/// Schedules beyond the default are tried for kernels of fewer multiply-adds, on one batch each.
constexpr int64_t smallKernel = 100'000;

TEST_P(CudaKernelTest, matchesReference) {
  const KernelSpec &spec = GetParam().spec;
  std::vector<KernelChoice> choices = choicesOf(GetParam());
  if (GetParam().inBoxes)
    std::erase_if(choices,
                  [](const KernelChoice &choice) { return !choice.params.contains("tma"); });
  ASSERT_FALSE(GetParam().inBoxes && choices.empty());
  if (choices.empty())
    GTEST_SKIP() << "no kernel of class " << spec.kernelClass << " for this shape";
  if (multiplyAdds(spec) > smallKernel && !GetParam().inBoxes)
    choices.resize(1);
  std::vector<Problem> problems;
  problems.emplace_back(spec, target(), 1);
  problems.emplace_back(spec, target(), 3);
  problems.emplace_back(spec, target(), 3, Problem::Values::Special);
  for (Problem &problem : problems)
    x86::test::references().at(spec.kernelClass)(problem);
  for (const KernelChoice &choice : choices) {
    std::string what = spec.key() + " | " + choice.key();
    SCOPED_TRACE(what);
    EmulatedKernel kernel(spec, choice, {}, targetOf(GetParam()));
    const bool isDefault = &choice == &choices.front();
    for (const Problem &problem : problems)
      if (!testing::Test::HasFailure() && (isDefault || &problem == &problems[1]))
        checkProblem(kernel, problem, what);
  }
}

/// Whether the class has operands that may be stored in 16 bits.
static bool hasMaps(KernelSpec spec) {
  spec.formats = {NumberFormat::BF16, NumberFormat::BF16};
  std::vector<Operand> operands = kernelOperands(spec, target().channelBlock);
  return std::any_of(operands.begin(), operands.end(),
                     [](const Operand &operand) { return operand.type == ElementType::BF16; });
}

static void addByWarpgroups(const KernelSpec &spec, bool inBoxes, std::vector<Case> &all) {
  Case one{spec, true, inBoxes};
  one.spec.formats = {NumberFormat::BF16, NumberFormat::BF16};
  if (!choicesOf(one).empty())
    all.push_back(one);
}

static std::vector<Case> cases() {
  std::vector<Case> all;
  std::vector<ListedShape> shapes = readShapes(RESNETC_SHAPES_DIR "/odd.shapes");
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/across.shapes"))
    shapes.push_back(shape);
  for (const ListedShape &shape : shapes) {
    all.push_back({shape.spec});
    auto addIn = [&](const Formats &formats) {
      KernelSpec spec = shape.spec;
      spec.formats = formats;
      if (!candidateSchedules(spec, target(), 1).empty())
        all.push_back({spec});
    };
    const std::string &name = shape.spec.kernelClass;
    const bool inEachFormat = !shape.spec.find("across").value_or(0); // sums are f32 in all
    if (inEachFormat && (name.starts_with("conv") || name.starts_with("linear")))
      addIn({NumberFormat::TF32});
    if (hasMaps(shape.spec)) {
      addIn({NumberFormat::BF16, NumberFormat::BF16});
      if (inEachFormat)
        addIn({NumberFormat::FP16, NumberFormat::FP16});
    }
    if (name.starts_with("conv"))
      addByWarpgroups(shape.spec, false, all);
  }
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/boxes.shapes"))
    addByWarpgroups(shape.spec, true, all);
  return all;
}

static std::string nameOf(const testing::TestParamInfo<Case> &info) {
  std::string name = info.param.spec.key() + (info.param.byWarpgroups ? " wgmma" : "") +
                     (info.param.inBoxes ? " tma" : "");
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(odd, CudaKernelTest, testing::ValuesIn(cases()), nameOf);

} // namespace resnetc::cuda
