//===- PlanMemory.cpp - a place in the arena for every buffer ----------------------===//
//
// Functions are straight lines, so a buffer lives from its first launch to its last. Buffers are
// placed from large to small, each at the lowest offset where it meets no living neighbour (the
// "greedy by size" of Pisarchyk and Lee, 2020, arXiv:2001.03288). Buffers of the batch grow
// together: offset and size are both times N, so one plan holds for every batch. Plan phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/AddressSpace.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/EquivalenceClasses.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNPLANMEMORY
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// Memory for one or more buffers that share it in turn: bytes, and the launches between which it
/// is used.
struct Slot {
  SmallVector<AllocOp> allocs;
  int64_t bytes = 0;
  int64_t first = 0, last = 0;
  int64_t offset = 0;
};

/// Places slots in an address space of their own, from large to small; returns its size.
int64_t place(SmallVectorImpl<Slot *> &slots, int64_t launches) {
  llvm::stable_sort(slots, [](Slot *a, Slot *b) { return a->bytes > b->bytes; });
  AddressSpace space(launches);
  for (Slot *slot : slots)
    slot->offset = space.place(slot->bytes, slot->first, slot->last);
  return space.size();
}

/// What the launches of a function run, found once for each kernel.
class LaunchedKernels {
public:
  LaunchedKernels(func::FuncOp function, const Target &target)
      : symbols(function->getParentOfType<ModuleOp>()), target(target) {}

  /// The kernel's arguments; the launch has to have been checked.
  ArrayRef<kernels::KernelArg> argsOf(LaunchOp launch) { return factsOf(launch).args; }

  /// A launch runs a kernel that exists, on as many buffers as it has arguments.
  LogicalResult check(LaunchOp launch) {
    const Facts &facts = factsOf(launch);
    if (!facts.problem.empty())
      return launch.emitOpError("runs the kernel '") << facts.key << "', which " << facts.problem;
    if (launch.getArgs().size() != facts.args.size())
      return launch.emitOpError("runs the kernel '")
             << facts.key << "', which expects " << facts.args.size() << " buffers, got "
             << launch.getArgs().size();
    return success();
  }

private:
  struct Facts {
    std::string key, problem;
    std::vector<kernels::KernelArg> args;
  };
  const Facts &factsOf(LaunchOp launch) {
    auto [it, isNew] = known.try_emplace(launch.getKernelAttr());
    if (isNew) {
      kernels::KernelSpec spec = specOf(symbols.lookup<KernelOp>(launch.getKernel()));
      it->second = {spec.key(), kernels::problemOf(spec), {}};
      if (it->second.problem.empty())
        it->second.args = kernels::kernelInterface(spec, target.channelBlock).args;
    }
    return it->second;
  }

  SymbolTable symbols;
  const Target &target;
  llvm::DenseMap<Attribute, Facts> known;
};

/// Buffers with the times of their first and last launch; buffers that a kernel lets share are one
/// slot.
class Liveness {
public:
  Liveness(func::FuncOp function, LaunchedKernels &kernels) {
    int64_t time = 0;
    for (auto launch : function.getBody().front().getOps<LaunchOp>()) {
      for (Value arg : launch.getArgs())
        if (auto alloc = arg.getDefiningOp<AllocOp>()) {
          auto [it, isNew] = lives.try_emplace(alloc, Life{time, time});
          it->second.last = time;
        }
      ++time;
    }
    time = 0;
    for (auto launch : function.getBody().front().getOps<LaunchOp>())
      share(launch, kernels.argsOf(launch), time++);
    launches = time;
    buildSlots(function);
  }

  SmallVector<Slot> slots;
  int64_t launches = 0;

private:
  struct Life {
    int64_t first, last;
  };

  /// Lets an output take the place of an input that dies at this launch, where the kernel allows
  /// it.
  void share(LaunchOp launch, ArrayRef<kernels::KernelArg> args, int64_t time) {
    for (auto [i, arg] : llvm::enumerate(args)) {
      if (!arg.output || arg.aliasOf < 0)
        continue;
      auto out = launch.getArgs()[i].getDefiningOp<AllocOp>();
      auto in = launch.getArgs()[arg.aliasOf].getDefiningOp<AllocOp>();
      if (!in || !out || in == out || in.getType() != out.getType())
        continue;
      bool dies = lives[in].last == time && lives[out].first == time;
      if (dies && llvm::count(launch.getArgs(), in.getBuffer()) == 1)
        shared.unionSets(in, out);
    }
  }
  void buildSlots(func::FuncOp function) {
    llvm::DenseMap<Operation *, size_t> slotOf;
    for (auto alloc : function.getBody().front().getOps<AllocOp>()) {
      auto life = lives.find(alloc);
      if (life == lives.end())
        continue;
      Operation *leader = shared.getOrInsertLeaderValue(alloc);
      auto [it, isNew] = slotOf.try_emplace(leader, slots.size());
      if (isNew)
        slots.push_back({{}, 0, life->second.first, life->second.last});
      Slot &slot = slots[it->second];
      BufferBytes bytes = bufferBytes(alloc.getType().getTensor());
      slot.allocs.push_back(alloc);
      slot.bytes = std::max(slot.bytes, bytes.fixed + bytes.perImage);
      slot.first = std::min(slot.first, life->second.first);
      slot.last = std::max(slot.last, life->second.last);
    }
  }

  llvm::DenseMap<Operation *, Life> lives;
  llvm::EquivalenceClasses<Operation *> shared;
};

/// The largest batch with which every tensor of the function has fewer than 2^31 elements, as
/// kernels index in 32 bits. 0 when none grows with the batch.
int64_t maxBatch(func::FuncOp function) {
  int64_t largest = 0;
  function.walk([&](LaunchOp launch) {
    for (Value arg : launch.getArgs()) {
      RankedTensorType tensor = cast<BufferType>(arg.getType()).getTensor();
      int64_t elementBytes = tensor.getElementTypeBitWidth() / 8;
      largest = std::max(largest, bufferBytes(tensor).perImage / elementBytes);
    }
  });
  return largest ? std::numeric_limits<int32_t>::max() / largest : 0;
}

class PlanMemoryPass : public impl::RNPlanMemoryBase<PlanMemoryPass> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    const Target *target = targetOf(function->getParentOfType<ModuleOp>());
    if (!target) {
      function.emitError("expects a module with layouts assigned for a target, got none");
      return signalPassFailure();
    }
    LaunchedKernels kernels(function, *target);
    for (auto launch : function.getOps<LaunchOp>())
      if (failed(kernels.check(launch)))
        return signalPassFailure();
    for (auto alloc : llvm::make_early_inc_range(function.getOps<AllocOp>()))
      if (alloc->use_empty())
        alloc.erase();
    Liveness liveness(function, kernels);
    SmallVector<Slot *> fixed, perImage;
    for (Slot &slot : liveness.slots) {
      bool grows = bufferBytes(slot.allocs.front().getType().getTensor()).perImage != 0;
      (grows ? perImage : fixed).push_back(&slot);
    }
    int64_t begin = leftBytes(function);
    int64_t fixedBytes = begin + place(fixed, liveness.launches);
    int64_t imageBytes = place(perImage, liveness.launches);
    OpBuilder b(&getContext());
    for (Slot *slot : fixed)
      for (AllocOp alloc : slot->allocs)
        setPlace(alloc, begin + slot->offset, 0, b);
    for (Slot *slot : perImage)
      for (AllocOp alloc : slot->allocs)
        setPlace(alloc, fixedBytes, slot->offset, b);
    function->setAttr("rn.arena_fixed", b.getI64IntegerAttr(fixedBytes));
    function->setAttr("rn.arena_per_image", b.getI64IntegerAttr(imageBytes));
    function->setAttr("rn.max_batch", b.getI64IntegerAttr(maxBatch(function)));
  }

  /// Bytes at the start of the arena that hold what @grad leaves for @update.
  static int64_t leftBytes(func::FuncOp function) {
    auto bytes = function->getParentOfType<ModuleOp>()->getAttrOfType<IntegerAttr>(leftBytesName);
    bool holds = llvm::any_of(llvm::seq(function.getNumArguments()),
                              [&](unsigned i) { return bool(function.getArgAttr(i, offsetName)); });
    return bytes && holds ? bytes.getInt() : 0;
  }

  static void setPlace(AllocOp alloc, int64_t fixed, int64_t perImage, OpBuilder &b) {
    alloc.setFixedAttr(b.getI64IntegerAttr(fixed));
    alloc.setPerImageAttr(b.getI64IntegerAttr(perImage));
  }
};

} // namespace
} // namespace resnetc::rn
