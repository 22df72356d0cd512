//===- PlanGradients.cpp - a place for what the backward pass leaves ---------------===//
//
// The arenas of @grad and @update begin alike: with the gradients, in the order in which @grad
// completes them, then the observations of running statistics. So whoever sums gradients of several
// machines can do it bucket by bucket, in place, while the rest is still computed: Li et al.,
// "PyTorch Distributed" (2020), section 3.2.3. Plan phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNPLANGRADIENTS
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// A bucket is full before it has more bytes than this; the first has less, as nothing runs beside
/// the communication of the last. The limits are those of PyTorch's DistributedDataParallel.
constexpr int64_t firstBucketBytes = 1 << 20, bucketBytes = 25 << 20;

/// A buffer that @grad leaves behind.
struct Left {
  unsigned argument;
  int64_t completed; ///< number of the last launch that has it among its arguments
  int64_t bytes;
};

class PlanGradientsPass : public impl::RNPlanGradientsBase<PlanGradientsPass> {
  void runOnOperation() override {
    auto grad = getOperation().lookupSymbol<func::FuncOp>("grad");
    if (!grad)
      return;
    symbols.emplace(getOperation());
    SmallVector<Left> gradients = left(grad, gradientOfName);
    llvm::stable_sort(gradients,
                      [](const Left &a, const Left &b) { return a.completed < b.completed; });
    place(grad, gradients, gradientOfName);
    SmallVector<int64_t> ends = bucketEnds(gradients);
    SmallVector<Left> observations = left(grad, observationOfName);
    llvm::stable_sort(observations, [&](const Left &a, const Left &b) {
      return roleOf(grad, a) < roleOf(grad, b);
    });
    place(grad, observations, observationOfName);
    if (failed(setOffsets(grad)))
      return signalPassFailure();
    OpBuilder b(&getContext());
    getOperation()->setAttr(bucketEndsName, b.getDenseI64ArrayAttr(ends));
    getOperation()->setAttr(leftBytesName, b.getI64IntegerAttr(bytes));
    SmallVector<func::FuncOp> others = copiesOf(getOperation(), "grad");
    others.erase(others.begin());
    if (auto update = getOperation().lookupSymbol<func::FuncOp>("update"))
      others.push_back(update);
    for (func::FuncOp function : others)
      if (failed(setOffsets(function)))
        return signalPassFailure();
  }

  /// Of the statistic that an observation is for: means come before variances.
  Role roleOf(func::FuncOp grad, const Left &observation) {
    auto names = grad.getArgAttrOfType<ArrayAttr>(observation.argument, observationOfName);
    auto variable = symbols->lookup<VariableOp>(cast<StringAttr>(names[0]).getValue());
    return variable ? variable.getRole() : Role::RunningVar;
  }

  /// The arguments under an attribute, in their order.
  static SmallVector<Left> left(func::FuncOp grad, StringRef attribute) {
    DenseMap<Value, int64_t> last;
    int64_t time = 0;
    for (auto launch : grad.getOps<LaunchOp>()) {
      for (Value arg : launch.getArgs())
        last[arg] = time;
      ++time;
    }
    SmallVector<Left> buffers;
    for (BlockArgument arg : grad.getArguments())
      if (grad.getArgAttr(arg.getArgNumber(), attribute))
        buffers.push_back({arg.getArgNumber(), last.lookup(arg),
                           bufferBytes(cast<BufferType>(arg.getType()).getTensor()).fixed});
    return buffers;
  }

  /// Puts buffers behind those that have their place.
  void place(func::FuncOp grad, ArrayRef<Left> buffers, StringRef attribute) {
    for (const Left &buffer : buffers) {
      auto names = grad.getArgAttrOfType<ArrayAttr>(buffer.argument, attribute);
      for (auto name : names.getAsRange<StringAttr>())
        offsets[(attribute + name.getValue()).str()] = bytes;
      bytes += buffer.bytes;
    }
  }

  static SmallVector<int64_t> bucketEnds(ArrayRef<Left> gradients) {
    SmallVector<int64_t> ends;
    int64_t begin = 0, end = 0;
    for (const Left &gradient : gradients) {
      int64_t limit = ends.empty() ? firstBucketBytes : bucketBytes;
      if (end > begin && end - begin + gradient.bytes > limit) {
        ends.push_back(end);
        begin = end;
      }
      end += gradient.bytes;
    }
    if (end > begin)
      ends.push_back(end);
    return ends;
  }

  /// Writes the places down: @update and the copies of @grad find each of their arguments where the first
  /// leaves it. All at once, as each list of a function's attributes lives as long as the context.
  LogicalResult setOffsets(func::FuncOp function) {
    Builder b(&getContext());
    SmallVector<DictionaryAttr> attrs;
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      NamedAttrList list(function.getArgAttrDict(i));
      for (StringRef attribute : {gradientOfName, observationOfName})
        if (auto names = function.getArgAttrOfType<ArrayAttr>(i, attribute)) {
          StringRef name = cast<StringAttr>(names[0]).getValue();
          auto offset = offsets.find((attribute + name).str());
          if (offset == offsets.end())
            return function.emitError("takes ")
                   << attribute << " '" << name << "', which @grad does not leave";
          list.set(offsetName, b.getI64IntegerAttr(offset->second));
        }
      attrs.push_back(list.getDictionary(&getContext()));
    }
    function.setAllArgAttrs(attrs);
    return success();
  }

  std::optional<SymbolTable> symbols; ///< of the module, while the pass runs
  int64_t bytes = 0;
  llvm::StringMap<int64_t> offsets; ///< by attribute and name
};

} // namespace
} // namespace resnetc::rn
