//===- Gradient.cpp - build the backward pass and the update -------------------===//
//
// Reverse-mode differentiation of @loss. Walks the function backwards from the loss, asks each op's
// rule for the gradients of its operands, and sums where a value has several readers. Only what
// depends on a trainable variable is differentiated, so the first convolution never computes its
// input's gradient. Runs on the graph phase; its result is the gradient phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"
#include "compiler/Gradient/Passes.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNGRADIENT
#include "compiler/Gradient/Passes.h.inc"

namespace {

/// Values of a function that depend on a trainable variable.
DenseSet<Value> findActive(func::FuncOp function, SymbolTable &symbols) {
  DenseSet<Value> active;
  function.walk([&](Operation *op) {
    bool reaches = llvm::any_of(op->getOperands(), [&](Value v) { return active.contains(v); });
    if (auto read = dyn_cast<ReadOp>(op))
      if (auto variable = symbols.lookup<VariableOp>(read.getVariable()))
        reaches = variable.getTrainable();
    if (reaches)
      active.insert(op->result_begin(), op->result_end());
  });
  return active;
}

/// The gradient of the loss by each value, filled from the end of the function to its start.
class Backward {
public:
  Backward(func::FuncOp function, SymbolTable &symbols)
      : function(function), active(findActive(function, symbols)),
        builder(function.getBody().front().getTerminator()) {}

  /// Appends the backward pass before the terminator.
  LogicalResult run() {
    SmallVector<Operation *> ops;
    for (Operation &op : function.getBody().front().without_terminator())
      ops.push_back(&op);
    bool sawLoss = false;
    for (Operation *op : llvm::reverse(ops)) {
      auto rule = dyn_cast<DifferentiableOpInterface>(op);
      bool isLoss = rule && rule.isLoss();
      sawLoss |= isLoss;
      if (!isLoss && !isReached(op))
        continue;
      if (isa<ReadOp>(op))
        continue;
      if (!rule)
        return op->emitOpError(
            "lies between a trainable variable and the loss but has no gradient rule");
      if (failed(differentiate(rule)))
        return failure();
    }
    if (!sawLoss)
      return function.emitError("expects a loss to differentiate, got none");
    return success();
  }

  /// The gradient by what a read gives, null when the loss does not depend on it.
  Value gradientOf(Value value) const { return gradients.lookup(value); }

private:
  bool isReached(Operation *op) const {
    return llvm::any_of(op->getResults(), [&](Value v) { return gradients.count(v) != 0; });
  }

  LogicalResult differentiate(DifferentiableOpInterface op) {
    SmallVector<Value> results, operands(op->getNumOperands());
    for (Value result : op->getResults())
      results.push_back(gradients.lookup(result));
    SmallVector<bool> wanted;
    for (Value operand : op->getOperands())
      wanted.push_back(active.contains(operand));
    if (llvm::none_of(wanted, [](bool w) { return w; }))
      return success();
    if (failed(op.buildGradient(builder, results, wanted, operands)))
      return failure();
    for (auto [operand, gradient] : llvm::zip_equal(op->getOperands(), operands))
      if (gradient && failed(accumulate(operand, gradient)))
        return failure();
    return success();
  }

  LogicalResult accumulate(Value value, Value gradient) {
    Value &sum = gradients[value];
    if (!sum) {
      sum = gradient;
      return success();
    }
    if (cast<RankedTensorType>(value.getType()).getRank() != 4)
      return emitError(value.getLoc(), "expects one reader of a vector or matrix that is trained");
    sum = AddGradientsOp::create(builder, value.getLoc(), value.getType(), sum, gradient);
    return success();
  }

  func::FuncOp function;
  DenseSet<Value> active;
  OpBuilder builder;
  DenseMap<Value, Value> gradients;
};

/// A trainable variable with its read and its gradient in one function.
struct Trained {
  VariableOp variable;
  Value value, gradient;
};

class GradientPass : public impl::RNGradientBase<GradientPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto loss = module.lookupSymbol<func::FuncOp>("loss");
    if (!loss)
      return;
    if (loss.getNumResults() != 1 || loss.getBody().empty()) {
      loss.emitError("expects @loss to return the loss alone");
      return signalPassFailure();
    }
    SymbolTable symbols(module);
    OpBuilder builder(loss);
    auto grad = cast<func::FuncOp>(builder.clone(*loss));
    auto train = cast<func::FuncOp>(builder.clone(*loss));
    grad.setName("grad");
    train.setName("train");
    if (failed(buildGrad(grad, symbols)) || failed(buildTrain(train, symbols)))
      return signalPassFailure();
    loss.erase();
  }

  /// The function's trained variables, in the order of their definition.
  static FailureOr<SmallVector<Trained>> differentiate(func::FuncOp function,
                                                       SymbolTable &symbols) {
    mergeReads(function);
    Backward backward(function, symbols);
    if (failed(backward.run()))
      return failure();
    llvm::StringMap<Value> reads;
    function.walk([&](ReadOp read) { reads[read.getVariable()] = read.getValue(); });
    SmallVector<Trained> trained;
    for (auto variable : cast<ModuleOp>(symbols.getOp()).getOps<VariableOp>())
      if (Value value = reads.lookup(variable.getSymName()); value && variable.getTrainable())
        if (Value gradient = backward.gradientOf(value))
          trained.push_back({variable, value, gradient});
    return trained;
  }

  /// One read per variable, so that every reader's share ends in one gradient.
  static void mergeReads(func::FuncOp function) {
    llvm::StringMap<ReadOp> first;
    for (ReadOp read : llvm::make_early_inc_range(function.getOps<ReadOp>())) {
      auto [entry, inserted] = first.try_emplace(read.getVariable(), read);
      if (inserted)
        continue;
      read.replaceAllUsesWith(entry->second.getValue());
      read.erase();
    }
  }

  static LogicalResult buildGrad(func::FuncOp function, SymbolTable &symbols) {
    for (WriteOp write : llvm::make_early_inc_range(function.getOps<WriteOp>()))
      write.erase();
    auto trained = differentiate(function, symbols);
    if (failed(trained))
      return failure();
    // Attributes live as long as the context: types and names of all results are made once, not
    // anew for each of them.
    Builder b(function.getContext());
    SmallVector<Value> gradients;
    SmallVector<Type> types(function.getResultTypes());
    SmallVector<DictionaryAttr> names = {function.getResultAttrDict(0)};
    for (Trained &t : *trained) {
      gradients.push_back(t.gradient);
      types.push_back(t.gradient.getType());
      names.push_back(
          b.getDictionaryAttr(b.getNamedAttr(gradientOfName, t.variable.getSymNameAttr())));
    }
    Operation *end = function.getBody().front().getTerminator();
    end->insertOperands(end->getNumOperands(), gradients);
    function.setType(FunctionType::get(function.getContext(), function.getArgumentTypes(), types));
    function.setAllResultAttrs(names);
    return success();
  }

  static LogicalResult buildTrain(func::FuncOp function, SymbolTable &symbols) {
    auto trained = differentiate(function, symbols);
    if (failed(trained))
      return failure();
    Block &body = function.getBody().front();
    Builder attrs(function.getContext());
    auto binding =
        attrs.getNamedAttr(bindingName, BindingAttr::get(function.getContext(), Binding::Hyper));
    unsigned index = function.getNumArguments();
    (void)function.insertArgument(index, RankedTensorType::get({4}, attrs.getF32Type()),
                                  attrs.getDictionaryAttr(binding), function.getLoc());
    Value hyper = function.getArgument(index);
    // Writes end the function: every read sees the values from before the step.
    for (WriteOp write : llvm::to_vector(function.getOps<WriteOp>()))
      write->moveBefore(body.getTerminator());
    OpBuilder b(body.getTerminator());
    VariableOp last = lastVariable(symbols);
    for (Trained &t : *trained) {
      VariableOp velocity = getVelocity(t.variable, symbols, last);
      Location loc = t.variable.getLoc();
      Value old = ReadOp::create(b, loc, t.value.getType(), velocity.getSymName());
      auto step = SgdOp::create(b, loc, t.value.getType(), t.value.getType(), t.value, old,
                                t.gradient, hyper);
      WriteOp::create(b, loc, t.variable.getSymName(), step.getNewParameter());
      WriteOp::create(b, loc, velocity.getSymName(), step.getNewVelocity());
    }
    return success();
  }

  static VariableOp lastVariable(SymbolTable &symbols) {
    VariableOp last;
    for (auto variable : cast<ModuleOp>(symbols.getOp()).getOps<VariableOp>())
      last = variable;
    return last;
  }

  /// The variable's velocity, defined behind `last` when the module has none yet.
  static VariableOp getVelocity(VariableOp variable, SymbolTable &symbols, VariableOp &last) {
    std::string name = "momentum." + variable.getSymName().str();
    if (auto existing = symbols.lookup<VariableOp>(name))
      return existing;
    OpBuilder b(variable.getContext());
    b.setInsertionPointAfter(last);
    last = VariableOp::create(b, variable.getLoc(), name, Role::Momentum, variable.getType(),
                              /*trainable=*/false, SymbolRefAttr::get(variable), APFloat(0.0),
                              variable.getUserShapeAttr(), IntegerAttr());
    symbols.insert(last);
    return last;
  }
};

} // namespace
} // namespace resnetc::rn
