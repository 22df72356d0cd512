//===- PlanMemory.cpp - a place in the arena for every buffer ----------------------===//
//
// Functions are straight lines, so a buffer lives from its first launch to its last. Buffers are
// placed from large to small, each at the lowest offset where it meets no living neighbour (the
// "greedy by size" of Pisarchyk and Lee, 2020, arXiv:2001.03288). Buffers of the batch grow
// together: offset and size are both times N, so one plan holds for every batch. Plan phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
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

/// Places slots in an address space that starts at 0; returns its size. Every slot looks at those
/// already placed, so they lie side by side in memory: quadratic in the slots, at about a
/// nanosecond a pair.
int64_t place(SmallVectorImpl<Slot *> &slots) {
  struct Placed {
    int64_t offset, end, first, last;
  };
  llvm::stable_sort(slots, [](Slot *a, Slot *b) { return a->bytes > b->bytes; });
  int64_t size = 0;
  std::vector<Placed> placed; // by offset
  for (Slot *slot : slots) {
    int64_t offset = 0;
    for (const Placed &other : placed) {
      if (slot->first > other.last || other.first > slot->last)
        continue;
      if (offset + slot->bytes <= other.offset)
        break;
      offset = std::max(offset, other.end);
    }
    slot->offset = offset;
    Placed own = {offset, offset + slot->bytes, slot->first, slot->last};
    size = std::max(size, own.end);
    auto position = llvm::upper_bound(
        placed, own, [](const Placed &a, const Placed &b) { return a.offset < b.offset; });
    placed.insert(position, own);
  }
  return size;
}

/// Buffers with the times of their first and last launch; buffers that a kernel lets share are one
/// slot.
class Liveness {
public:
  explicit Liveness(func::FuncOp function, const Target &target) {
    int64_t time = 0;
    SymbolTable symbols(function->getParentOfType<ModuleOp>());
    for (Operation &op : function.getBody().front()) {
      auto launch = dyn_cast<LaunchOp>(op);
      if (!launch)
        continue;
      for (Value arg : launch.getArgs())
        if (auto alloc = arg.getDefiningOp<AllocOp>()) {
          auto [it, isNew] = lives.try_emplace(alloc, Life{time, time});
          it->second.last = time;
        }
      ++time;
    }
    time = 0;
    for (auto launch : function.getBody().front().getOps<LaunchOp>())
      share(launch, specOf(symbols.lookup<KernelOp>(launch.getKernel())), target, time++);
    buildSlots(function);
  }

  SmallVector<Slot> slots;

private:
  struct Life {
    int64_t first, last;
  };

  /// Lets an output take the place of an input that dies at this launch, where the kernel allows
  /// it.
  void share(LaunchOp launch, const kernels::KernelSpec &spec, const Target &target, int64_t time) {
    for (auto [i, arg] :
         llvm::enumerate(kernels::kernelInterface(spec, target.channelBlock).args)) {
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

/// Every launch runs a kernel that exists, on as many buffers as it has arguments.
LogicalResult checkLaunches(func::FuncOp function, const Target &target) {
  SymbolTable symbols(function->getParentOfType<ModuleOp>());
  for (auto launch : function.getOps<LaunchOp>()) {
    kernels::KernelSpec spec = specOf(symbols.lookup<KernelOp>(launch.getKernel()));
    if (std::string problem = kernels::problemOf(spec); !problem.empty())
      return launch.emitOpError("runs the kernel '") << spec.key() << "', which " << problem;
    size_t count = kernels::kernelInterface(spec, target.channelBlock).args.size();
    if (launch.getArgs().size() != count)
      return launch.emitOpError("runs the kernel '") << spec.key() << "', which expects " << count
                                                     << " buffers, got " << launch.getArgs().size();
  }
  return success();
}

class PlanMemoryPass : public impl::RNPlanMemoryBase<PlanMemoryPass> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    const Target *target = targetOf(function->getParentOfType<ModuleOp>());
    if (!target) {
      function.emitError("expects a module with layouts assigned for a target, got none");
      return signalPassFailure();
    }
    if (failed(checkLaunches(function, *target)))
      return signalPassFailure();
    for (auto alloc : llvm::make_early_inc_range(function.getOps<AllocOp>()))
      if (alloc->use_empty())
        alloc.erase();
    Liveness liveness(function, *target);
    SmallVector<Slot *> fixed, perImage;
    for (Slot &slot : liveness.slots) {
      bool grows = bufferBytes(slot.allocs.front().getType().getTensor()).perImage != 0;
      (grows ? perImage : fixed).push_back(&slot);
    }
    int64_t begin = leftBytes(function);
    int64_t fixedBytes = begin + place(fixed), imageBytes = place(perImage);
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
