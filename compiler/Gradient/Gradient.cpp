//===- Gradient.cpp - build the backward pass ----------------------------------===//
//
// Reverse-mode differentiation of @loss, which becomes @grad; what @loss writes to variables moves to
// @update. Walks the function backwards from the loss, asks each op's
// rule for the gradients of its operands, and sums where a value has several readers. Only what
// depends on a trainable variable is differentiated, so the first convolution never computes its
// input's gradient. Runs on the graph phase; its result is the gradient phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Gradient/Differentiable.h"
#include "compiler/Gradient/Passes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"

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
        kinds(cast<ModuleOp>(symbols.getOp())),
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
    if (kinds.of(value) != ValueKind::Map)
      return emitError(value.getLoc(), "expects one reader of a vector or matrix that is trained");
    sum = AddGradientsOp::create(builder, value.getLoc(), value.getType(), sum, gradient);
    return success();
  }

  func::FuncOp function;
  DenseSet<Value> active;
  const ValueKinds kinds;
  OpBuilder builder;
  DenseMap<Value, Value> gradients;
};

/// Moves what a function writes to @update. A written value is computed by one op, from variables
/// and from values of the batch, which the function then returns and @update takes as arguments;
/// both name the variable that such an observation is for.
class WriteMover {
public:
  WriteMover(func::FuncOp from, func::FuncOp update) : from(from), update(update) {}

  LogicalResult run() {
    for (WriteOp write : from.getOps<WriteOp>())
      if (failed(find(write)))
        return failure();
    takeObservations();
    OpBuilder b(update.getBody().front().getTerminator());
    for (WriteOp write : llvm::make_early_inc_range(from.getOps<WriteOp>())) {
      Value value = write.getValue();
      if (!mapping.contains(value))
        cloneWithReads(b, value.getDefiningOp());
      WriteOp::create(b, write.getLoc(), write.getVariable(), mapping.lookup(value));
      write.erase();
    }
    for (Operation *op : moved)
      op->erase();
    return success();
  }

  /// What @update asks for, and the variable that each is for.
  ArrayRef<std::pair<Value, StringAttr>> observations() const { return observed; }

private:
  /// Notes the op that computes what is written, and what it takes from the batch.
  LogicalResult find(WriteOp write) {
    Operation *op = write.getValue().getDefiningOp();
    if (moved.contains(op))
      return success();
    SmallVector<StringAttr> variables = writtenBy(op);
    if (variables.empty())
      return write.emitOpError("expects a value that an op computes for variables alone");
    moved.insert(op);
    size_t used = 0;
    for (Value operand : op->getOperands()) {
      if (operand.getDefiningOp<ReadOp>())
        continue;
      if (used == variables.size())
        return op->emitOpError() << "takes more values of the batch than the " << variables.size()
                                 << " variables that it is written to";
      observed.push_back({operand, variables[used++]});
    }
    return success();
  }

  /// The variables that an op's results are written to, in their order; none where a result has
  /// another use.
  static SmallVector<StringAttr> writtenBy(Operation *op) {
    SmallVector<StringAttr> variables;
    if (!op)
      return variables;
    for (Value result : op->getResults()) {
      auto write = result.hasOneUse() ? dyn_cast<WriteOp>(*result.user_begin()) : WriteOp();
      if (!write)
        return {};
      variables.push_back(write.getVariableAttr().getAttr());
    }
    return variables;
  }

  /// Gives @update its arguments, all at once: each type of a function lives as long as the context.
  void takeObservations() {
    Builder b(update.getContext());
    SmallVector<Type> types;
    SmallVector<DictionaryAttr> attrs;
    SmallVector<Location> places;
    for (auto [value, variable] : observed) {
      types.push_back(value.getType());
      attrs.push_back(b.getDictionaryAttr(b.getNamedAttr(observationOfName, variable)));
      places.push_back(value.getLoc());
    }
    unsigned first = update.getNumArguments();
    (void)update.insertArguments(SmallVector<unsigned>(types.size(), first), types, attrs, places);
    for (auto [i, entry] : llvm::enumerate(observed))
      mapping.map(entry.first, update.getArgument(first + i));
  }

  void cloneWithReads(OpBuilder &b, Operation *op) {
    for (Value operand : op->getOperands())
      if (!mapping.contains(operand))
        b.clone(*operand.getDefiningOp(), mapping);
    b.clone(*op, mapping);
  }

  func::FuncOp from, update;
  IRMapping mapping;
  llvm::SetVector<Operation *> moved;
  SmallVector<std::pair<Value, StringAttr>> observed;
};

/// Returns more values from a function, under the attribute `name` with a variable's name. Types and
/// attributes of all results are made once, as they live as long as the context.
void addResults(func::FuncOp function, StringRef name,
                ArrayRef<std::pair<Value, StringAttr>> more) {
  Builder b(function.getContext());
  SmallVector<Type> types(function.getResultTypes());
  SmallVector<DictionaryAttr> attrs;
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    attrs.push_back(function.getResultAttrDict(i));
  SmallVector<Value> values;
  for (auto [value, variable] : more) {
    values.push_back(value);
    types.push_back(value.getType());
    attrs.push_back(b.getDictionaryAttr(b.getNamedAttr(name, variable)));
  }
  Operation *end = function.getBody().front().getTerminator();
  end->insertOperands(end->getNumOperands(), values);
  function.setType(FunctionType::get(function.getContext(), function.getArgumentTypes(), types));
  function.setAllResultAttrs(attrs);
}

/// One read per variable, so that every reader's share ends in one gradient.
void mergeReads(func::FuncOp function) {
  llvm::StringMap<ReadOp> first;
  for (ReadOp read : llvm::make_early_inc_range(function.getOps<ReadOp>())) {
    auto [entry, inserted] = first.try_emplace(read.getVariable(), read);
    if (inserted)
      continue;
    read.replaceAllUsesWith(entry->second.getValue());
    read.erase();
  }
}

class GradientPass : public impl::RNGradientBase<GradientPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto function = module.lookupSymbol<func::FuncOp>("loss");
    if (!function)
      return;
    if (function.getNumResults() != 1 || function.getBody().empty()) {
      function.emitError("expects @loss to return the loss alone");
      return signalPassFailure();
    }
    SymbolTable symbols(module);
    function.setName("grad");
    OpBuilder b(&getContext());
    b.setInsertionPointAfter(function);
    auto update = func::FuncOp::create(b, function.getLoc(), "update", b.getFunctionType({}, {}));
    b.setInsertionPointToEnd(update.addEntryBlock());
    func::ReturnOp::create(b, update.getLoc());
    mergeReads(function);
    WriteMover writes(function, update);
    Backward backward(function, symbols);
    if (failed(writes.run()) || failed(backward.run()))
      return signalPassFailure();
    addResults(function, gradientOfName, gradients(function, backward));
    addResults(function, observationOfName, writes.observations());
  }

  /// Of every trained variable, in the order of their definition.
  SmallVector<std::pair<Value, StringAttr>> gradients(func::FuncOp function,
                                                      const Backward &backward) {
    llvm::StringMap<Value> reads;
    for (ReadOp read : function.getOps<ReadOp>())
      reads[read.getVariable()] = read.getValue();
    SmallVector<std::pair<Value, StringAttr>> found;
    for (auto variable : getOperation().getOps<VariableOp>())
      if (Value value = reads.lookup(variable.getSymName()); value && variable.getTrainable())
        if (Value gradient = backward.gradientOf(value))
          found.push_back({gradient, variable.getSymNameAttr()});
    return found;
  }
};

} // namespace
} // namespace resnetc::rn
