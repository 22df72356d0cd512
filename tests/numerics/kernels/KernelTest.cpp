//===- KernelTest.cpp - every kernel class against plain loops ---------------------------===//
//
// For each shape of odd.shapes, on each target, with the candidate schedules of the class's
// variants: values within a few roundings of the reference, zeros in the padding lanes, nothing
// read or written outside the arguments, the same bits for any number of threads and for an output
// upon its input, and no calls to anything but the few functions that kernels may use.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Kernels/ShapeList.h"
#include "tests/numerics/kernels/Compare.h"
#include "tests/numerics/kernels/Fault.h"
#include "tests/numerics/kernels/Problem.h"
#include "tests/numerics/kernels/StackUse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <set>

namespace resnetc::x86::test {

/// How a kernel is called.
struct Call {
  int threads;
  Memory::Flush flush; ///< the end of each argument that lies at a page without access
  bool alias;          ///< outputs that may lie upon an input do
};

/// Calls the kernel on copies of the problem's inputs; nothing where it read or wrote outside of
/// its arguments.
static std::optional<Results> run(const LoadedKernel &kernel, const Problem &problem,
                                  const std::string &what, const Call &call) {
  std::vector<Memory> memory = memoryOf(problem, call.flush);
  std::vector<void *> buffers(memory.size());
  std::vector<size_t> place(buffers.size());
  for (size_t i = 0; i < buffers.size(); ++i) {
    place[i] = i;
    for (size_t j = 0; call.alias && j < buffers.size(); ++j)
      if (problem.operands[i].output && problem.operands[j].name == problem.operands[i].aliasOf)
        place[i] = j;
    buffers[i] = memory[place[i]].data();
  }
  int status = 0;
  auto fault = faultOf(
      what, [&] { status = kernel.call(static_cast<int32_t>(problem.n), buffers, call.threads); });
  if (fault) {
    ADD_FAILURE() << "reads or writes " << placeOf(*fault, problem, memory);
    return std::nullopt;
  }
  EXPECT_EQ(status, 0);
  Results results;
  for (size_t i = 0; i < buffers.size(); ++i) {
    const Operand &operand = problem.operands[i];
    EXPECT_TRUE(memory[i].intact()) << "wrote beside " << operand.name;
    const unsigned char *data = static_cast<unsigned char *>(memory[place[i]].data());
    if (operand.output) {
      results[operand.name].assign(data, data + memory[i].bytes());
    } else if (!call.alias) {
      EXPECT_EQ(std::memcmp(data, problem.initial.at(operand.name).data(), memory[i].bytes()), 0)
          << "changed its input " << operand.name;
    }
  }
  return results;
}

static void checkUndefined(const LoadedKernel &kernel) {
  const std::vector<std::string> allowed = {"halide_do_par_for",
                                            "halide_error_out_of_memory",
                                            "halide_free",
                                            "halide_malloc",
                                            "memcpy",
                                            "memset"};
  for (const std::string &name : kernel.undefinedSymbols())
    EXPECT_TRUE(std::binary_search(allowed.begin(), allowed.end(), name)) << "calls " << name;
}

/// A caller's thread may have little stack, and the runtime has as much scratch as was promised.
static void checkMemory(const LoadedKernel &kernel, const Problem &problem,
                        const std::string &what) {
  constexpr int64_t stackLimit = 64 << 10, scratchLimit = 1 << 20;
  takeScratchPeak();
  EXPECT_LT(stackUseOf([&] {
              run(kernel, problem, what, {1, Memory::Flush::End, false});
            }),
            stackLimit);
  EXPECT_LE(takeScratchPeak(), kernel.scratchBytes()) << "more scratch than compileKernel said";
  EXPECT_LE(kernel.scratchBytes(), scratchLimit);
}

static std::vector<int64_t> batchesOf(const KernelSpec &spec) {
  if (spec.kernelClass == "sgd" || spec.kernelClass == "bn_running")
    return {1, 125, 6251}; // vectors
  if (multiplyAdds(spec) < 100'000)
    return {1, 3, 19}; // more than one task where a task takes several images
  return {1, 3};
}

/// The same bits, whatever the threads, the place in memory, and which outputs lie upon inputs.
static void checkCalls(const LoadedKernel &kernel, const Problem &problem,
                       const std::string &what) {
  using Flush = Memory::Flush;
  std::optional<Results> one = run(kernel, problem, what, {1, Flush::End, false});
  if (!one)
    return;
  for (const Operand &operand : problem.operands)
    if (operand.output)
      compare(problem, operand, *one);
  if (problem.isSpecial)
    return;
  for (const Call &call :
       {Call{1, Flush::Start, true}, Call{2, Flush::Start, false}, Call{3, Flush::End, true}}) {
    if (testing::Test::HasFailure())
      return;
    std::optional<Results> other = run(kernel, problem, what, call);
    EXPECT_TRUE(one == other) << call.threads << " threads, outputs "
                              << (call.alias ? "upon inputs" : "of their own")
                              << ": other bits than the first call's";
  }
}

static void checkSchedule(const std::vector<Problem> &problems, const X86Target &target,
                          const KernelChoice &choice) {
  const KernelSpec &spec = problems.front().spec;
  std::string what = target.name + ": " + spec.key() + " | " + choice.key();
  SCOPED_TRACE(what);
  LoadedKernel kernel(spec, choice, target);
  checkUndefined(kernel);
  checkMemory(kernel, problems.front(), what);
  for (const Problem &problem : problems) {
    SCOPED_TRACE("n = " + std::to_string(problem.n) +
                 (problem.isSpecial ? ", special values" : ""));
    checkCalls(kernel, problem, what);
    if (testing::Test::HasFailure())
      return;
  }
}

struct Case {
  KernelSpec spec;
  const X86Target *target;
};

void PrintTo(const Case &one, std::ostream *stream) {
  *stream << one.target->name << ": " << one.spec.key();
}

class KernelTest : public testing::TestWithParam<Case> {};

TEST_P(KernelTest, matchesReference) {
  const auto &[spec, target] = GetParam();
  const X86Target *native = findTarget("native");
  if (!native || native->channelBlock < target->channelBlock)
    GTEST_SKIP() << "this CPU lacks " << target->name;
  std::vector<KernelChoice> choices = candidateSchedules(spec, *target, 1);
  EXPECT_EQ(choices.front().key(), chooseSchedule(spec, *target, 1).key());
  std::vector<Problem> problems;
  for (int64_t n : batchesOf(spec)) {
    problems.emplace_back(spec, *target, n);
    references().at(spec.kernelClass)(problems.back());
  }
  // Special values alone, last: they say little about ordinary ones.
  problems.emplace_back(spec, *target, batchesOf(spec)[1], Problem::Values::Special);
  references().at(spec.kernelClass)(problems.back());
  // The default, the one least like it, and the defaults for large batches and for many cores.
  std::vector<KernelChoice> tried = {choices.front()};
  for (const KernelChoice &other : {choices.back(), chooseSchedule(spec, *target, 16),
                                    chooseSchedule(spec, *withCores(*target, 64), 1)})
    if (std::none_of(tried.begin(), tried.end(),
                     [&](const KernelChoice &one) { return one.key() == other.key(); }))
      tried.push_back(other);
  for (const KernelChoice &choice : tried)
    checkSchedule(problems, *target, choice);
}

static std::vector<Case> cases() {
  std::vector<Case> all;
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/odd.shapes"))
    for (const X86Target &target : allTargets())
      if (!candidateSchedules(shape.spec, target, 1).empty())
        all.push_back({shape.spec, &target});
  return all;
}

static std::string caseName(const testing::TestParamInfo<Case> &info) {
  std::string name = info.param.target->name + "_" + info.param.spec.key();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(odd, KernelTest, testing::ValuesIn(cases()), caseName);

static std::string objectBytes(const KernelSpec &spec, const X86Target &target) {
  std::string path = testing::TempDir() + "resnetc_kernel_bytes.o";
  compileKernel(spec, chooseSchedule(spec, target, 3), target, "kernel", KernelOutput::Object,
                path);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::remove(path.c_str());
  return bytes;
}

/// What a process compiled before leaves no trace in an object.
TEST(KernelClasses, refuseWrongSpecs) {
  const X86Target &target = *allTargets().begin();
  KernelSpec spec{"prelu", {{"c", 16}, {"h", 8}, {"w", 8}, {"slopes", 1}}, {}};
  EXPECT_THROW(chooseSchedule(spec, target, 1), std::invalid_argument);
  EXPECT_THROW(compileKernel(spec, {"flat", {}, ""}, target, "kernel", KernelOutput::Object, ""),
               std::invalid_argument);
  EXPECT_TRUE(backend().schedules(spec, target, 1).empty());
  EXPECT_THROW(chooseSchedule({"convolve", {}, {}}, target, 1), std::invalid_argument);
}

TEST(KernelClasses, sameInputGivesSameBytes) {
  std::map<std::string, KernelSpec> specs;
  const X86Target &target = allTargets().back();
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/odd.shapes"))
    if (!candidateSchedules(shape.spec, target, 1).empty())
      specs[shape.spec.kernelClass] = shape.spec;
  std::map<std::string, std::string> first;
  for (const auto &[name, spec] : specs)
    first[name] = objectBytes(spec, target);
  for (const auto &[name, spec] : specs) {
    EXPECT_FALSE(first[name].empty()) << name;
    EXPECT_TRUE(first[name] == objectBytes(spec, target)) << name;
  }
}

/// A masked access may have lanes beyond its argument, where no page is mapped: slow, though it
/// cannot fault.
TEST(KernelClasses, haveNoMaskedAccess) {
  std::string path = testing::TempDir() + "resnetc_kernel_tails.stmt";
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/odd.shapes")) {
    static const std::set<std::string> rowsOfAnyLength = {"linear", "sgd", "softmax_cross_entropy",
                                                          "to_nchw", "linear_grad_weight"};
    if (!rowsOfAnyLength.count(shape.spec.kernelClass))
      continue;
    for (const X86Target &target : allTargets()) {
      if (candidateSchedules(shape.spec, target, 1).empty())
        continue;
      compileKernel(shape.spec, chooseSchedule(shape.spec, target, 1), target, "kernel",
                    KernelOutput::Loops, path);
      std::ifstream file(path);
      std::string text{std::istreambuf_iterator<char>(file), {}};
      EXPECT_NE(text.find("external func kernel"), std::string::npos);
      EXPECT_EQ(text.find("predicate ("), std::string::npos) << shape.spec.key();
      EXPECT_EQ(text.find("] if ("), std::string::npos) << shape.spec.key();
    }
  }
  std::remove(path.c_str());
}

/// Every class has a reference and a shape here, so that a new one cannot go untested.
TEST(KernelClasses, allAreTested) {
  std::map<std::string, int> shapes;
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/odd.shapes"))
    ++shapes[shape.spec.kernelClass];
  for (const auto &[name, kernelClass] : allContracts()) {
    if (variants().of(name).empty()) // another backend's
      continue;
    EXPECT_TRUE(references().count(name)) << name;
    EXPECT_GT(shapes[name], 0) << name;
  }
}

} // namespace resnetc::x86::test
