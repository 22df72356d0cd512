//===- MergeLaunches.cpp - one launch for neighbours in memory ----------------------===//
//
// The update of a parameter is a pass over some vectors; a network has hundreds of such parameters,
// and most are small. The plan puts parameters, velocities and gradients in one and the same order,
// and likewise running statistics, so that one launch over the sum of their vectors does it all.
// Where a gap lies between two of them (a vector shorter than a line of the cache), another launch
// begins. Plan phase, when variables and gradients have their places.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/DenseSet.h"

#include <limits>
#include <optional>

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNMERGELAUNCHES
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// Where a buffer lies, in bytes from the start of the state or of the arena.
struct Place {
  enum Space { State, Arena } space;
  int64_t begin;
  bool operator==(const Place &) const = default;
};

/// One pass over vectors: of each operand that is as long as the pass, its place.
struct VectorPass {
  Operation *launch;
  SmallVector<Place> places;

  LaunchOp op() const { return cast<LaunchOp>(launch); }
};

class MergeLaunchesPass : public impl::RNMergeLaunchesBase<MergeLaunchesPass> {
  void runOnOperation() override {
    const Target *target = requireTarget(getOperation());
    if (!target)
      return signalPassFailure();
    block = target->channelBlock;
    symbols.emplace(getOperation());
    if (auto update = getOperation().lookupSymbol<func::FuncOp>("update"))
      merge(update);
  }

  /// Takes the launches of one kernel that follow each other, with no other launch between.
  void merge(func::FuncOp function) {
    SmallVector<LaunchOp> launches(function.getOps<LaunchOp>());
    for (ArrayRef<LaunchOp> rest = launches; !rest.empty();) {
      LaunchOp first = rest.front();
      auto sameKernel = [&](LaunchOp launch) {
        return launch.getKernelAttr() == first.getKernelAttr();
      };
      ArrayRef<LaunchOp> same = rest.take_while(sameKernel);
      rest = rest.drop_front(same.size());
      mergeSame(function, same);
    }
  }

  void mergeSame(func::FuncOp function, ArrayRef<LaunchOp> launches) {
    LaunchOp first = launches.front();
    auto args =
        kernels::kernelInterface(specOf(symbols->lookup<KernelOp>(first.getKernel())), block).args;
    SmallVector<VectorPass> passes;
    for (LaunchOp launch : launches)
      if (std::optional<VectorPass> pass = passOf(function, launch, args))
        passes.push_back(std::move(*pass));
    if (passes.size() != launches.size() || !areIndependent(passes, args))
      return;
    llvm::stable_sort(passes, [](const VectorPass &a, const VectorPass &b) {
      return a.places.front().begin < b.places.front().begin;
    });
    for (ArrayRef<VectorPass> rest = passes; !rest.empty();) {
      size_t count = 1;
      int64_t vectors = vectorsOf(rest.front());
      while (count < rest.size() && follows(rest[count - 1], rest[count], args) &&
             (vectors + vectorsOf(rest[count])) * block <= std::numeric_limits<int32_t>::max())
        vectors += vectorsOf(rest[count++]);
      if (count > 1)
        join(rest.take_front(count), vectors, args);
      rest = rest.drop_front(count);
    }
  }

  static int64_t vectorsOf(const VectorPass &pass) {
    return static_cast<int64_t>(*pass.op().getN());
  }

  static bool isLong(const kernels::KernelArg &arg) { return arg.perImage != 0; }

  /// A launch over a number of vectors, whose long operands have places that are known by now.
  std::optional<VectorPass> passOf(func::FuncOp function, LaunchOp launch,
                                   ArrayRef<kernels::KernelArg> args) {
    if (!launch.getN() || args.empty() || !isLong(args.front()))
      return std::nullopt;
    VectorPass pass{launch, {}};
    for (auto [value, arg] : llvm::zip_equal(launch.getArgs(), args))
      if (isLong(arg)) {
        std::optional<Place> place = placeOf(function, value);
        if (!place)
          return std::nullopt;
        pass.places.push_back(*place);
      }
    return pass;
  }

  std::optional<Place> placeOf(func::FuncOp function, Value buffer) {
    if (auto variable = buffer.getDefiningOp<VariableBufferOp>()) {
      auto symbol = symbols->lookup<VariableOp>(variable.getVariable());
      if (!symbol.getOffset())
        return std::nullopt;
      return Place{Place::State, static_cast<int64_t>(*symbol.getOffset())};
    }
    auto argument = dyn_cast<BlockArgument>(buffer);
    auto offset = argument
                      ? function.getArgAttrOfType<IntegerAttr>(argument.getArgNumber(), offsetName)
                      : IntegerAttr();
    if (!offset)
      return std::nullopt;
    return Place{Place::Arena, offset.getInt()};
  }

  /// Short operands are the same for all, and nothing long that one writes is another's.
  static bool areIndependent(ArrayRef<VectorPass> passes, ArrayRef<kernels::KernelArg> args) {
    DenseSet<Value> written, read;
    for (const VectorPass &pass : passes)
      for (auto [i, arg] : llvm::enumerate(args)) {
        Value value = pass.op().getArgs()[i];
        if (!isLong(arg)) {
          if (value != passes.front().op().getArgs()[i])
            return false;
          continue;
        }
        if (written.contains(value) || (arg.output && read.contains(value)))
          return false;
        (arg.output ? written : read).insert(value);
      }
    return true;
  }

  /// Whether each long operand of `b` begins where that of `a` ends.
  static bool follows(const VectorPass &a, const VectorPass &b, ArrayRef<kernels::KernelArg> args) {
    size_t next = 0;
    for (const kernels::KernelArg &arg : args)
      if (isLong(arg)) {
        const int64_t bytes = vectorsOf(a) * arg.perImage * kernels::elementBytes(arg.type);
        const Place from = a.places[next], to = b.places[next];
        ++next;
        if (to != Place{from.space, from.begin + bytes})
          return false;
      }
    return true;
  }

  void join(ArrayRef<VectorPass> passes, int64_t vectors, ArrayRef<kernels::KernelArg> args) {
    OpBuilder b(passes.front().launch);
    for (const VectorPass &pass : passes) // operands of all stand before each of them
      if (pass.launch->isBeforeInBlock(&*b.getInsertionPoint()))
        b.setInsertionPoint(pass.launch);
    Location loc = NameLoc::get(b.getStringAttr(Twine(passes.size()) + " tensors"));
    SmallVector<Value> operands;
    for (auto [i, arg] : llvm::enumerate(args)) {
      if (!isLong(arg)) {
        operands.push_back(passes.front().launch->getOperand(i));
        continue;
      }
      SmallVector<Value> parts;
      for (const VectorPass &pass : passes)
        parts.push_back(pass.launch->getOperand(i));
      auto type = RankedTensorType::get({vectors * block}, b.getF32Type(),
                                        BlockedAttr::get(&getContext(), block));
      operands.push_back(JoinedOp::create(b, loc, BufferType::get(&getContext(), type), parts));
    }
    LaunchOp::create(b, loc, passes.front().op().getKernelAttr(), operands,
                     b.getI64IntegerAttr(vectors));
    for (const VectorPass &pass : passes)
      pass.launch->erase();
  }

  int64_t block = 0;
  std::optional<SymbolTable> symbols;
};

} // namespace
} // namespace resnetc::rn
