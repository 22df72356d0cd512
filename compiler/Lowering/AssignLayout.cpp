//===- AssignLayout.cpp - memory layouts for the whole graph ---------------------===//
//
// Layouts follow from what a tensor is, so there is nothing to search: activations are blocked by
// channel, filters are packed for the register tile, vectors are padded to whole blocks. Reorders
// stand only at the borders: a convolution reads a narrow image as it is. Gradients by data read
// their filter transposed, however it is packed, so a transposition is put before each. Choose
// phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNASSIGNLAYOUT
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// True for a convolution's input that it can read as the caller's rows. One in groups does not:
/// its groups would start in the middle of a block.
bool readsNchw(Operation *op, Value input, const Target &target) {
  if (!isa<BlockArgument>(input) ||
      cast<RankedTensorType>(input.getType()).getDimSize(1) > target.nchwChannels)
    return false;
  if (auto conv = dyn_cast<ConvOp>(op))
    return conv.getInput() == input && conv.getGroups() == 1;
  if (auto grad = dyn_cast<ConvGradWeightOp>(op))
    return grad.getInput() == input && grad.getGroups() == 1;
  return false;
}

/// How a weight is packed: its dims (K, C, H, W), whether C stays one block, as image readers want
/// it, and the groups of its convolution, of which C counts the channels of those merged.
struct WeightUse {
  SmallVector<int64_t> dims;
  bool image = false;
  int64_t groups = 1;
};

/// Packing of every weight. A use at a convolution or linear layer decides; the decision spreads
/// over the ops and variables that hold the same weight (folding, gradients, velocities, derived
/// copies).
class WeightUses {
public:
  WeightUses(ModuleOp module, const Target &target) : target(target) {
    module.walk([&](Operation *op) { seed(op); });
    for (bool changed = true; changed;) {
      changed = false;
      module.walk([&](Operation *op) { changed |= spread(op); });
    }
  }

  const WeightUse *find(Value value) const {
    auto it = values.find(value);
    return it == values.end() ? nullptr : &it->second;
  }
  const WeightUse *find(StringRef variable) const {
    auto it = variables.find(variable);
    return it == variables.end() ? nullptr : &it->second;
  }

  /// True for a convolution, or its gradient by the weight, that reads the caller's rows.
  bool isNchw(Operation *op) const {
    const WeightUse *use = nullptr;
    if (auto conv = dyn_cast<ConvOp>(op))
      use = find(conv.getFilter());
    else if (auto grad = dyn_cast<ConvGradWeightOp>(op))
      use = find(grad.getResult());
    return use && use->image;
  }

private:
  /// One more use of a weight. Where only some of them are of the caller's rows, none is.
  void add(Value weight, const WeightUse &use) {
    auto [known, isNew] = values.try_emplace(weight, use);
    if (!isNew)
      known->second.image &= use.image;
  }
  WeightUse filterUse(Value filter, bool image, int64_t groups) {
    WeightUse use{SmallVector<int64_t>(cast<RankedTensorType>(filter.getType()).getShape()), image,
                  groups};
    int64_t k = use.dims[0], c = use.dims[1] * groups;
    use.dims[1] *= kernels::mergedGroups(c, k, groups, target.channelBlock);
    return use;
  }
  void setLinear(Value weight, Value input) {
    auto in = cast<RankedTensorType>(input.getType()).getShape();
    int64_t k = cast<RankedTensorType>(weight.getType()).getDimSize(0);
    add(weight, WeightUse{{k, in[1], in[2], in[3]}});
  }
  void seed(Operation *op) {
    if (auto transform = dyn_cast<WinogradFilterOp>(op))
      add(transform.getFilter(),
          WeightUse{SmallVector<int64_t>(transform.getFilter().getType().getShape())});
    else if (auto conv = dyn_cast<ConvOp>(op))
      add(conv.getFilter(),
          filterUse(conv.getFilter(), readsNchw(op, conv.getInput(), target), conv.getGroups()));
    else if (auto grad = dyn_cast<ConvGradWeightOp>(op))
      add(grad.getResult(),
          filterUse(grad.getResult(), readsNchw(op, grad.getInput(), target), grad.getGroups()));
    else if (auto grad =
                 dyn_cast<ConvGradInputOp>(op)) // transposes the filter however it is packed
      values.try_emplace(grad.getFilter(), filterUse(grad.getFilter(), false, grad.getGroups()));
    else if (auto linear = dyn_cast<LinearOp>(op))
      setLinear(linear.getWeight(), linear.getInput());
    else if (auto grad = dyn_cast<LinearGradWeightOp>(op))
      setLinear(grad.getResult(), grad.getInput());
    else if (auto grad = dyn_cast<LinearGradInputOp>(op))
      setLinear(grad.getWeight(), grad.getResult());
  }

  /// Gives two values one packing; true when one learned it from the other. Where a function reads
  /// the caller's rows and another does not (dropout stands between), none does.
  bool unify(Value a, Value b) { return unify(values, a, values, b); }
  bool unify(StringRef variable, Value value) { return unify(variables, variable, values, value); }
  bool unify(StringRef slot, StringRef variable) {
    return unify(variables, slot, variables, variable);
  }

  template <typename MapA, typename A, typename MapB, typename B>
  static bool unify(MapA &uses, A a, MapB &others, B b) {
    auto use = uses.find(a);
    auto other = others.find(b);
    if (use == uses.end() && other == others.end())
      return false;
    if (other == others.end())
      return others.try_emplace(b, WeightUse(use->second)).second;
    if (use == uses.end())
      return uses.try_emplace(a, WeightUse(other->second)).second;
    if (use->second.image == other->second.image)
      return false;
    use->second.image = other->second.image = false;
    return true;
  }
  bool spread(Operation *op) {
    if (auto rounded = dyn_cast<CastOp>(op))
      return unify(rounded.getInput(), rounded.getOutput());
    if (auto fold = dyn_cast<FoldBnOp>(op))
      return unify(fold.getFilter(), fold.getFolded());
    if (auto variable = dyn_cast<VariableOp>(op); variable && variable.getSlotOf())
      return unify(variable.getSymName(), *variable.getSlotOf());
    if (auto read = dyn_cast<ReadOp>(op))
      return unify(read.getVariable(), read.getValue());
    if (auto write = dyn_cast<WriteOp>(op))
      return unify(write.getVariable(), write.getValue());
    if (isa<func::ReturnOp>(op))
      return spreadGradients(op);
    if (auto sgd = dyn_cast<SgdOp>(op))
      return unify(sgd.getParameter(), sgd.getVelocity()) |
             unify(sgd.getParameter(), sgd.getGradient()) |
             unify(sgd.getParameter(), sgd.getNewParameter()) |
             unify(sgd.getParameter(), sgd.getNewVelocity());
    return false;
  }

  /// A gradient lies as its variable does, for the update reads both.
  bool spreadGradients(Operation *end) {
    auto function = cast<func::FuncOp>(end->getParentOp());
    bool changed = false;
    for (OpOperand &result : end->getOpOperands())
      if (auto of =
              function.getResultAttrOfType<StringAttr>(result.getOperandNumber(), gradientOfName))
        changed |= unify(of.getValue(), result.get());
    return changed;
  }

  const Target &target;
  DenseMap<Value, WeightUse> values;
  llvm::StringMap<WeightUse> variables;
};

class AssignLayoutPass : public impl::RNAssignLayoutBase<AssignLayoutPass> {
public:
  using RNAssignLayoutBase::RNAssignLayoutBase;

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    target = requireTarget(module, march);
    if (!target)
      return signalPassFailure();
    module->setAttr("rn.target", StringAttr::get(&getContext(), target->key()));
    WeightUses uses(module, *target);
    for (auto variable : module.getOps<VariableOp>())
      variable.setType(layoutOf(variable.getTensorType(), uses.find(variable.getSymName())));
    for (auto function : module.getOps<func::FuncOp>()) {
      insertReorders(function, uses);
      assignTypes(function, uses);
      if (failed(assignPartials(function)))
        return signalPassFailure();
      transposeFilters(function);
    }
  }

  /// The layout of a tensor, by what it is: rank, and whether its first dimension is the batch.
  RankedTensorType layoutOf(RankedTensorType type, const WeightUse *weight) {
    if (type.getEncoding()) // chosen before, by rn-use-winograd
      return type;
    int64_t v = target->channelBlock;
    MLIRContext *context = &getContext();
    Attribute layout;
    bool batched = type.getRank() > 0 && type.isDynamicDim(0);
    if (batched && type.getRank() == 4)
      layout = BlockedAttr::get(context, v);
    else if (batched && type.getRank() == 3)
      layout = PartialsAttr::get(context, v, 1);
    else if (!batched && type.getRank() == 1)
      layout = BlockedAttr::get(context, v);
    else if (!batched && weight)
      layout = PackedAttr::get(context, weight->dims, v, weight->image ? weight->dims[1] : v,
                               /*transposed=*/false, weight->groups);
    return RankedTensorType::get(type.getShape(), type.getElementType(), layout);
  }

  /// True for what the caller gives or gets: plain rows, as an image, labels and the loss are.
  static bool isCallers(func::FuncOp function, unsigned argument) {
    return bool(function.getArgAttr(argument, bindingName));
  }

  /// The caller's arguments and results keep their plain rows.
  void insertReorders(func::FuncOp function, const WeightUses &uses) {
    Block &body = function.getBody().front();
    OpBuilder b = OpBuilder::atBlockBegin(&body);
    for (BlockArgument arg : body.getArguments()) {
      auto type = cast<RankedTensorType>(arg.getType());
      if (type.getRank() != 4 || !isCallers(function, arg.getArgNumber()))
        continue;
      SmallVector<OpOperand *> wide;
      for (OpOperand &use : arg.getUses())
        if (use.getOperandNumber() != 0 || !uses.isNchw(use.getOwner()))
          wide.push_back(&use);
      if (wide.empty())
        continue;
      Value blocked = ToBlockedOp::create(b, arg.getLoc(), type, arg);
      for (OpOperand *use : wide)
        use->set(blocked);
    }
    Operation *end = body.getTerminator();
    b.setInsertionPoint(end);
    for (OpOperand &result : end->getOpOperands()) {
      auto type = cast<RankedTensorType>(result.get().getType());
      if (type.getRank() == 4 && type.isDynamicDim(0))
        result.set(ToNchwOp::create(b, end->getLoc(), type, result.get()));
    }
  }

  void assignTypes(func::FuncOp function, const WeightUses &uses) {
    function.walk([&](Operation *op) {
      if (isa<func::FuncOp, ToNchwOp, ReduceLossOp>(op))
        return;
      for (Value result : op->getResults())
        result.setType(layoutOf(cast<RankedTensorType>(result.getType()), uses.find(result)));
      if (auto constant = dyn_cast<ConstantOp>(op))
        constant.setValueAttr(
            cast<DenseElementsAttr>(constant.getValue()).reshape(constant.getResult().getType()));
    });
    Block &body = function.getBody().front();
    for (BlockArgument arg : body.getArguments())
      if (!isCallers(function, arg.getArgNumber()))
        arg.setType(layoutOf(cast<RankedTensorType>(arg.getType()), uses.find(arg)));
    function.setType(FunctionType::get(&getContext(), body.getArgumentTypes(),
                                       body.getTerminator()->getOperandTypes()));
  }

  /// Kernels decide into how many partial sums per image they gather statistics.
  LogicalResult assignPartials(func::FuncOp function) {
    WalkResult walked = function.walk([&](Operation *op) {
      for (Value result : op->getResults()) {
        auto type = cast<RankedTensorType>(result.getType());
        if (!isa_and_nonnull<PartialsAttr>(type.getEncoding()))
          continue;
        FailureOr<int64_t> count = partialsOf(op);
        if (failed(count))
          return WalkResult::interrupt();
        auto layout = PartialsAttr::get(&getContext(), target->channelBlock, *count);
        result.setType(RankedTensorType::get(type.getShape(), type.getElementType(), layout));
      }
      return WalkResult::advance();
    });
    return failure(walked.wasInterrupted());
  }

  void transposeFilters(func::FuncOp function) {
    function.walk([&](Operation *op) {
      if (!isa<ConvGradInputOp, LinearGradInputOp>(op))
        return;
      OpOperand &weight = op->getOpOperand(1);
      auto type = cast<RankedTensorType>(weight.get().getType());
      auto packed = cast<PackedAttr>(type.getEncoding());
      int64_t v = target->channelBlock;
      auto transposed =
          RankedTensorType::get(type.getShape(), type.getElementType(),
                                PackedAttr::get(&getContext(), packed.getDims(), v, v,
                                                /*transposed=*/true, packed.getGroups()));
      OpBuilder b(op);
      weight.set(TransposeFilterOp::create(b, op->getLoc(), transposed, weight.get()));
    });
  }

  const Target *target = nullptr;
};

} // namespace
} // namespace resnetc::rn
