//===- AssignLayout.cpp - memory layouts for the whole graph ---------------------===//
//
// Layouts follow from what a tensor is (ValueKind.h), so there is nothing to search: activations are
// blocked by channel, filters are packed for the register tile, vectors are padded to whole blocks.
// Reorders stand only at the borders: a convolution reads an NCHW input of few channels as it is. Gradients by data read
// their filter transposed, however it is packed, so a transposition is put before each. Choose
// phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Lowering/CallersMap.h"
#include "compiler/Lowering/MapBuilder.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNASSIGNLAYOUT
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// How a weight is packed: its dims (K, C, H, W), whether C stays one block, as readers of NCHW want
/// it, and the groups of its convolution, of which C counts the channels of those merged.
struct WeightUse {
  SmallVector<int64_t> dims;
  bool nchw = false;
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

  /// True for a convolution, or its gradient by the weight, that reads the caller's map as it is.
  bool readsNchw(Operation *op) const {
    const WeightUse *use = nullptr;
    if (auto conv = dyn_cast<ConvOp>(op); conv && isInPhases(conv.getFilter()))
      return true;
    if (auto conv = dyn_cast<ConvOp>(op))
      use = find(conv.getFilter());
    else if (auto grad = dyn_cast<ConvGradWeightOp>(op))
      use = find(grad.getResult());
    return use && use->nchw;
  }

private:
  /// One more use of a weight. Where only some of them are of the caller's map, none is.
  void add(Value weight, const WeightUse &use) {
    auto [known, isNew] = values.try_emplace(weight, use);
    if (!isNew)
      known->second.nchw &= use.nchw;
  }
  static bool isInPhases(Value filter) {
    auto layout = dyn_cast_or_null<WinogradAttr>(typeOf(filter).getEncoding());
    return layout && isPhaseSide(layout.getSide());
  }
  WeightUse filterUse(Value filter, bool nchw, int64_t groups) {
    WeightUse use{SmallVector<int64_t>(cast<RankedTensorType>(filter.getType()).getShape()), nchw,
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
          WeightUse{SmallVector<int64_t>(transform.getFilter().getType().getShape()),
                    isInPhases(transform.getResult())});
    else if (auto conv = dyn_cast<ConvOp>(op))
      add(conv.getFilter(),
          filterUse(conv.getFilter(), canReadCallersMap(op, conv.getInput(), target),
                    conv.getGroups()));
    else if (auto grad = dyn_cast<ConvGradWeightOp>(op))
      add(grad.getResult(),
          filterUse(grad.getResult(), canReadCallersMap(op, grad.getInput(), target),
                    grad.getGroups()));
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
  /// the caller's map and another does not (dropout stands between), none does.
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
    if (use->second.nchw == other->second.nchw)
      return false;
    use->second.nchw = other->second.nchw = false;
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
    kinds.emplace(module);
    for (auto variable : module.getOps<VariableOp>())
      variable.setType(layoutOf(variable.getTensorType(), kinds->of(variable),
                                uses.find(variable.getSymName())));
    for (auto function : module.getOps<func::FuncOp>()) {
      insertReorders(function, uses);
      if (failed(assignTypes(function, uses)) || failed(assignPartials(function)))
        return signalPassFailure();
      transposeFilters(function);
    }
  }

  /// The layout of a tensor, by what it is. What the caller gives and gets is row-major.
  RankedTensorType layoutOf(RankedTensorType type, ValueKind kind, const WeightUse *weight) {
    if (type.getEncoding()) // chosen before, by rn-use-winograd, or of bytes
      return type;
    return RankedTensorType::get(type.getShape(), type.getElementType(), layoutOf(kind, weight));
  }

  /// Null for row-major.
  Attribute layoutOf(ValueKind kind, const WeightUse *weight) {
    int64_t v = target->channelBlock;
    switch (kind) {
    case ValueKind::Map:
    case ValueKind::Vector:
      return BlockedAttr::get(&getContext(), v);
    case ValueKind::Partials:
      return PartialsAttr::get(&getContext(), v, 1);
    case ValueKind::Weight:
      if (!weight) // that no layer reads
        return {};
      return PackedAttr::get(&getContext(), weight->dims, v, weight->nchw ? weight->dims[1] : v,
                             /*transposed=*/false, weight->groups);
    case ValueKind::Nchw:
    case ValueKind::Rows:
    case ValueKind::Numbers:
    case ValueKind::Any:
      return {};
    }
    llvm_unreachable("all kinds are handled");
  }

  /// The caller's arguments and results stay row-major.
  void insertReorders(func::FuncOp function, const WeightUses &uses) {
    Block &body = function.getBody().front();
    OpBuilder b = OpBuilder::atBlockBegin(&body);
    for (BlockArgument arg : body.getArguments()) {
      if (!isCallersMap(arg) || isBytes(arg))
        continue;
      SmallVector<OpOperand *> wide;
      for (OpOperand &use : arg.getUses())
        if (use.getOperandNumber() != 0 || !uses.readsNchw(use.getOwner()))
          wide.push_back(&use);
      if (wide.empty())
        continue;
      Value blocked = ToBlockedOp::create(b, arg.getLoc(), arg.getType(), arg);
      for (OpOperand *use : wide)
        use->set(blocked);
    }
    Operation *end = body.getTerminator();
    b.setInsertionPoint(end);
    for (OpOperand &result : end->getOpOperands())
      if (kinds->of(result.get()) == ValueKind::Map) {
        auto type = cast<RankedTensorType>(result.get().getType());
        auto rows = RankedTensorType::get(type.getShape(), type.getElementType());
        result.set(ToNchwOp::create(b, end->getLoc(), rows, result.get()));
      }
  }

  LogicalResult assignTypes(func::FuncOp function, const WeightUses &uses) {
    Block &body = function.getBody().front();
    for (BlockArgument arg : body.getArguments())
      if (failed(assignType(arg, uses)))
        return failure();
    for (Operation &op : body) {
      for (Value result : op.getResults())
        if (failed(assignType(result, uses)))
          return failure();
      if (auto constant = dyn_cast<ConstantOp>(op))
        constant.setValueAttr(
            cast<DenseElementsAttr>(constant.getValue()).reshape(constant.getResult().getType()));
    }
    function.setType(FunctionType::get(&getContext(), body.getArgumentTypes(),
                                       body.getTerminator()->getOperandTypes()));
    return success();
  }

  LogicalResult assignType(Value value, const WeightUses &uses) {
    ValueKind kind = kinds->of(value);
    auto type = cast<RankedTensorType>(value.getType());
    if (kind == ValueKind::Any && !type.getEncoding())
      return emitError(value.getLoc(),
                       "expects a value of which the module says what it is, got a ")
             << type << "; an argument says it by " << bindingName << ", " << gradientOfName
             << " or " << observationOfName;
    value.setType(layoutOf(type, kind, uses.find(value)));
    return success();
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
  std::optional<ValueKinds> kinds; ///< of the module, while the pass runs
};

} // namespace
} // namespace resnetc::rn
