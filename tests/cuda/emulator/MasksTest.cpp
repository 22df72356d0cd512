//===- MasksTest.cpp - masks of real kernels, taken away ------------------------------------===//
//
// A mask keeps a kernel from what is not there: a branch around accesses, a choice between a value and
// zero, the bytes of a copy that are to be read. Each one of every kernel class that ever masks
// something on an odd shape is taken away in turn: the emulator must find something, or what the kernel
// writes must differ.
//
//===----------------------------------------------------------------------===//
#include "tests/cuda/emulator/RealKernel.h"

#include "compiler/Kernels/ShapeList.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

#include <gtest/gtest.h>

#include <map>

namespace resnetc::cuda::test {

using namespace kernels;
using namespace llvm;

namespace {

constexpr StringLiteral copyPrefix = "llvm.nvvm.cp.async.";
constexpr unsigned copySize = 2; ///< operand of a copy that says how many bytes are to be read

bool isSizedCopy(const Instruction &each) {
  auto *call = dyn_cast<CallInst>(&each);
  return call && call->getCalledFunction() &&
         call->getCalledFunction()->getName().starts_with(copyPrefix) &&
         call->getCalledFunction()->getName().ends_with(".s") &&
         !isa<Constant>(call->getArgOperand(copySize));
}

/// The side of a branch that rejoins the other: 0, 1, or -1 where neither does.
int guardedSide(const BranchInst &branch) {
  if (!branch.isConditional() || isa<Constant>(branch.getCondition()))
    return -1;
  for (int side : {0, 1})
    if (branch.getSuccessor(side)->getSingleSuccessor() == branch.getSuccessor(1 - side) &&
        branch.getSuccessor(side)->getSinglePredecessor())
      return side;
  return -1;
}

/// The operand of a choice whose other is zero, counted from its condition; 0 where there is none.
unsigned chosenOperand(const SelectInst &select) {
  auto isZero = [](const Value *value) {
    auto *constant = dyn_cast<Constant>(value);
    return constant && constant->isNullValue();
  };
  if (!select.getCondition()->getType()->isIntegerTy(1))
    return 0;
  return isZero(select.getFalseValue()) ? 1 : isZero(select.getTrueValue()) ? 2 : 0;
}

std::vector<Instruction *> masksOf(Module &module) {
  std::vector<Instruction *> masks;
  for (Function &function : module)
    for (Instruction &each : instructions(function)) {
      auto *branch = dyn_cast<BranchInst>(&each);
      auto *select = dyn_cast<SelectInst>(&each);
      if ((branch && guardedSide(*branch) >= 0) || (select && chosenOperand(*select)) ||
          isSizedCopy(each))
        masks.push_back(&each);
    }
  return masks;
}

Constant *wholeSize(CallInst &copy) {
  StringRef name = copy.getCalledFunction()->getName().drop_back(StringRef(".s").size());
  uint64_t bytes = 0;
  name.substr(name.rfind('.') + 1).getAsInteger(10, bytes);
  return ConstantInt::get(copy.getArgOperand(copySize)->getType(), bytes);
}

void removeMask(Instruction &mask) {
  if (auto *branch = dyn_cast<BranchInst>(&mask))
    branch->setCondition(ConstantInt::getBool(mask.getContext(), guardedSide(*branch) == 0));
  else if (auto *select = dyn_cast<SelectInst>(&mask))
    select->replaceAllUsesWith(select->getOperand(chosenOperand(*select)));
  else
    cast<CallInst>(mask).setArgOperand(copySize, wholeSize(cast<CallInst>(mask)));
}

/// Writes nowhere when the mask does mask something, which the emulator finds.
void trapMask(Instruction &mask) {
  IRBuilder<> b(&mask);
  Value *open = nullptr;
  if (auto *branch = dyn_cast<BranchInst>(&mask))
    open = guardedSide(*branch) == 0 ? branch->getCondition() : b.CreateNot(branch->getCondition());
  else if (auto *select = dyn_cast<SelectInst>(&mask))
    open =
        chosenOperand(*select) == 1 ? select->getCondition() : b.CreateNot(select->getCondition());
  else
    open = b.CreateICmpEQ(cast<CallInst>(mask).getArgOperand(copySize),
                          wholeSize(cast<CallInst>(mask)));
  IRBuilder<> entry(&*mask.getFunction()->getEntryBlock().getFirstInsertionPt());
  Value *own = entry.CreateAlloca(entry.getInt8Ty());
  constexpr uint64_t nowhere = 16;
  Value *outside = b.CreateIntToPtr(b.getInt64(nowhere), own->getType());
  b.CreateStore(b.getInt8(0), b.CreateSelect(open, own, outside));
}

/// An edit of mask `number`; `count` becomes their number, `text` what the mask is.
ImageEdit changing(size_t number, void (*change)(Instruction &), size_t &count, std::string &text) {
  return editing([=, &count, &text](Module &module) {
    std::vector<Instruction *> masks = masksOf(module);
    count = masks.size();
    if (number >= count)
      return;
    text.clear();
    raw_string_ostream(text) << *masks[number];
    change(*masks[number]);
  });
}

/// A case's parameter, which GoogleTest would print byte by byte.
struct Case {
  KernelSpec spec;
};
void PrintTo(const Case &one, std::ostream *stream) { *stream << one.spec.key(); }

/// The smallest shape of each class that the backend has, in each format that changes the code.
std::vector<Case> smallSpecs() {
  std::map<std::string, KernelSpec> smallest;
  for (const ListedShape &shape : readShapes(RESNETC_SHAPES_DIR "/odd.shapes")) {
    if (candidateSchedules(shape.spec, *findTarget("emulated"), 1).empty())
      continue;
    auto [known, isNew] = smallest.try_emplace(shape.spec.kernelClass, shape.spec);
    if (!isNew && multiplyAdds(shape.spec) < multiplyAdds(known->second))
      known->second = shape.spec;
  }
  std::vector<Case> specs;
  for (auto &[name, spec] : smallest) {
    specs.push_back({spec});
    spec.formats.compute = NumberFormat::TF32;
    if ((name.starts_with("conv") || name.starts_with("linear")) &&
        !candidateSchedules(spec, *findTarget("emulated"), 1).empty())
      specs.push_back({spec});
  }
  return specs;
}

/// Masks whose removal changes nothing, for what they hide is zero: lanes beyond the channels of bytes, whose scale and
/// shift are zero; neighbours of a channel in the padding lanes of maps; a variance that rounding does not make negative.
int spareMasks(const std::string &kernelClass) {
  static const std::map<std::string, int> spare = {
      {"bn_finalize", 1}, {"from_bytes", 3}, {"lrn_grad", 8}};
  auto found = spare.find(kernelClass);
  return found == spare.end() ? 0 : found->second;
}

class CudaMasks : public testing::TestWithParam<Case> {};

TEST_P(CudaMasks, areNeeded) {
  const KernelSpec &spec = GetParam().spec;
  const KernelChoice choice = defaultSchedule(spec);
  const CallResult whole = resultOf(spec, choice), special = resultOf(spec, choice, {}, true);
  ASSERT_EQ(whole.found + special.found, "");
  size_t count = 1, needed = 0;
  int unnoticed = 0;
  std::string text;
  for (size_t number = 0; number < count; ++number) {
    if (resultOf(spec, choice, changing(number, trapMask, count, text)).found.empty())
      continue; // on this shape it masks nothing
    const ImageEdit removed = changing(number, removeMask, count, text);
    auto isNoticed = [&](const CallResult &before, bool isSpecial) {
      const CallResult after = resultOf(spec, choice, removed, isSpecial);
      return !after.found.empty() || after.memory != before.memory;
    };
    unnoticed += !isNoticed(whole, false) && !isNoticed(special, true);
    EXPECT_LE(unnoticed, spareMasks(spec.kernelClass))
        << choice.key() << ", mask " << number << " of " << count << ":" << text;
    ++needed;
  }
  RecordProperty("masks", static_cast<int>(needed));
}

std::string nameOf(const testing::TestParamInfo<Case> &info) {
  const bool isFast = info.param.spec.formats.compute == NumberFormat::TF32;
  return info.param.spec.kernelClass + (isFast ? "_tf32" : "");
}

INSTANTIATE_TEST_SUITE_P(odd, CudaMasks, testing::ValuesIn(smallSpecs()), nameOf);

} // namespace

} // namespace resnetc::cuda::test
