//===- SplitPrepare.cpp - weights folded once, not at every inference ------------===//
//
// Whatever @infer computes from variables alone gives the same result at every call. It moves to
// @prepare, which writes it to derived variables; the runtime calls @prepare after weights have
// changed. Layout phase: layouts are chosen, and schedules noted on the ops, which keep them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSPLITPREPARE
#include "compiler/Lowering/Passes.h.inc"

namespace {

/// Ops that compute something from variables alone, in order.
SmallVector<Operation *> findPrepared(func::FuncOp infer) {
  llvm::DenseSet<Value> fromVariables = valuesFromVariables(infer);
  SmallVector<Operation *> ops;
  for (Operation &op : infer.getBody().front().without_terminator())
    if (!isa<ReadOp, ConstantOp>(op) && op.getNumResults() > 0 &&
        fromVariables.contains(op.getResult(0)))
      ops.push_back(&op);
  return ops;
}

/// The first variable that a value follows from; empty when it is made of constants.
StringRef firstVariable(Value value) {
  Operation *op = value.getDefiningOp();
  if (auto read = dyn_cast<ReadOp>(op))
    return read.getVariable();
  for (Value operand : op->getOperands())
    if (StringRef name = firstVariable(operand); !name.empty())
      return name;
  return "";
}

/// A variable's name for a value derived from others: the first variable it follows from, and which
/// result. `taken` holds the last number tried behind each name.
std::string derivedName(OpResult result, SymbolTable &symbols, llvm::StringMap<unsigned> &taken) {
  StringRef source = firstVariable(result);
  std::string base = (source.empty() ? "prepared" : "prepared." + source.str()) + "." +
                     std::to_string(result.getResultNumber());
  std::string name = base;
  for (unsigned &i = taken.try_emplace(base, 1).first->second; symbols.lookup(name);)
    name = base + "." + std::to_string(++i);
  return name;
}

/// Compares ops by what they compute, as the elimination of common subexpressions does.
struct SameComputation : llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(const Operation *op) {
    return OperationEquivalence::computeHash(
        const_cast<Operation *>(op), OperationEquivalence::directHashValue,
        OperationEquivalence::ignoreHashValue, OperationEquivalence::IgnoreLocations);
  }
  static bool isEqual(const Operation *a, const Operation *b) {
    if (a == b || a == getTombstoneKey() || a == getEmptyKey() || b == getTombstoneKey() ||
        b == getEmptyKey())
      return a == b;
    return OperationEquivalence::isEquivalentTo(const_cast<Operation *>(a),
                                                const_cast<Operation *>(b),
                                                OperationEquivalence::IgnoreLocations);
  }
};

/// Fills @prepare from functions that infer, each for another batch. What several of them ask for is
/// computed once, and has one variable.
class Preparation {
public:
  Preparation(ModuleOp module, func::FuncOp first) : symbols(module) {
    for (auto variable : module.getOps<VariableOp>())
      lastVariable = variable;
    b = OpBuilder(first);
    auto prepare = func::FuncOp::create(b, first.getLoc(), "prepare", b.getFunctionType({}, {}));
    b.setInsertionPointToEnd(prepare.addEntryBlock());
  }

  /// Takes over what the function computes from variables alone.
  void take(func::FuncOp infer) {
    SmallVector<Operation *> moved = findPrepared(infer);
    DenseSet<Operation *> movedSet(moved.begin(), moved.end());
    IRMapping mapping;
    for (Operation *op : moved) {
      for (Value operand : op->getOperands())
        if (!mapping.contains(operand))
          compute(operand.getDefiningOp(), mapping);
      compute(op, mapping);
    }
    for (Operation *op : moved)
      for (OpResult result : op->getResults())
        if (llvm::any_of(result.getUsers(), [&](Operation *u) { return !movedSet.contains(u); }))
          readInstead(infer, result, mapping.lookup(result));
    for (Operation *op : llvm::reverse(moved))
      op->erase();
    eraseUnreadSources(infer);
  }

  void end(Location loc) { func::ReturnOp::create(b, loc); }

private:
  /// The op's twin in @prepare: a new one, or one that computes the same.
  void compute(Operation *op, IRMapping &mapping) {
    Operation *clone = b.clone(*op, mapping);
    auto [known, isNew] = computed.insert(clone);
    if (isNew)
      return;
    mapping.map(op->getResults(), (*known)->getResults());
    clone->erase();
  }

  /// Reads a variable in place of a result, which @prepare writes as `prepared`.
  void readInstead(func::FuncOp infer, OpResult result, Value prepared) {
    std::string &name = published[prepared];
    if (name.empty())
      name = publish(result, prepared);
    OpBuilder reader = OpBuilder::atBlockBegin(&infer.getBody().front());
    result.replaceAllUsesWith(
        ReadOp::create(reader, result.getLoc(), result.getType(), name).getValue());
  }

  std::string publish(OpResult result, Value prepared) {
    Location loc = result.getLoc();
    std::string name = derivedName(result, symbols, taken);
    OpBuilder top = OpBuilder::atBlockBegin(cast<ModuleOp>(symbols.getOp()).getBody());
    if (lastVariable)
      top.setInsertionPointAfter(lastVariable);
    lastVariable = VariableOp::create(top, loc, name, cast<RankedTensorType>(result.getType()));
    symbols.insert(lastVariable);
    WriteOp::create(b, loc, name, prepared);
    return name;
  }

  static void eraseUnreadSources(func::FuncOp infer) {
    for (Operation &op : llvm::make_early_inc_range(infer.getBody().front()))
      if (isa<ReadOp, ConstantOp>(op) && op.use_empty())
        op.erase();
  }

  SymbolTable symbols;
  OpBuilder b{symbols.getOp()->getContext()}; ///< at the end of @prepare
  VariableOp lastVariable;                    ///< of the module; null when it has none
  llvm::StringMap<unsigned> taken;
  llvm::DenseSet<Operation *, SameComputation> computed;
  DenseMap<Value, std::string> published; ///< values of @prepare, and their variables
};

class SplitPreparePass : public impl::RNSplitPrepareBase<SplitPreparePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<func::FuncOp> copies = copiesOf(module, "infer");
    if (copies.empty() || module.lookupSymbol("prepare"))
      return;
    Preparation preparation(module, copies.front());
    for (func::FuncOp infer : copies)
      preparation.take(infer);
    preparation.end(copies.front().getLoc());
  }
};

} // namespace
} // namespace resnetc::rn
