//===- SplitPrepare.cpp - weights folded once, not at every inference ------------===//
//
// Whatever @infer computes from variables alone gives the same result at every call. It moves to
// @prepare, which writes it to derived variables; the runtime calls @prepare after weights have
// changed.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSPLITPREPARE
#include "compiler/Transforms/Passes.h.inc"

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

/// Gives prepared values derived variables, from which @infer reads them.
class Publisher {
public:
  Publisher(func::FuncOp infer, SymbolTable &symbols) : infer(infer), symbols(symbols) {
    for (auto variable : cast<ModuleOp>(symbols.getOp()).getOps<VariableOp>())
      last = variable;
  }

  /// Writes `prepared`, the twin of `result` that `b` stands behind, to a variable of its own.
  void publish(OpResult result, Value prepared, OpBuilder &b) {
    Location loc = result.getLoc();
    std::string name = derivedName(result, symbols, taken);
    OpBuilder top = OpBuilder::atBlockBegin(cast<ModuleOp>(symbols.getOp()).getBody());
    if (last)
      top.setInsertionPointAfter(last);
    last = VariableOp::create(top, loc, name, cast<RankedTensorType>(result.getType()));
    symbols.insert(last);
    WriteOp::create(b, loc, name, prepared);
    OpBuilder reader = OpBuilder::atBlockBegin(&infer.getBody().front());
    Value read = ReadOp::create(reader, loc, result.getType(), name);
    result.replaceAllUsesWith(read);
  }

private:
  func::FuncOp infer;
  SymbolTable &symbols;
  VariableOp last; ///< of the module; null when it has none
  llvm::StringMap<unsigned> taken;
};

class SplitPreparePass : public impl::RNSplitPrepareBase<SplitPreparePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto infer = module.lookupSymbol<func::FuncOp>("infer");
    if (!infer || module.lookupSymbol("prepare"))
      return;
    SymbolTable symbols(module);
    OpBuilder b(infer);
    auto prepare = func::FuncOp::create(b, infer.getLoc(), "prepare", b.getFunctionType({}, {}));
    b.setInsertionPointToEnd(prepare.addEntryBlock());
    IRMapping mapping;
    SmallVector<Operation *> moved = findPrepared(infer);
    DenseSet<Operation *> movedSet(moved.begin(), moved.end());
    for (Operation *op : moved) {
      for (Value operand : op->getOperands())
        if (!mapping.contains(operand))
          b.clone(*operand.getDefiningOp(), mapping);
      b.clone(*op, mapping);
    }
    Publisher publisher(infer, symbols);
    for (Operation *op : moved)
      for (OpResult result : op->getResults())
        if (llvm::any_of(result.getUsers(), [&](Operation *u) { return !movedSet.contains(u); }))
          publisher.publish(result, mapping.lookup(result), b);
    func::ReturnOp::create(b, infer.getLoc());
    for (Operation *op : llvm::reverse(moved))
      op->erase();
    eraseUnreadSources(infer);
  }

  static void eraseUnreadSources(func::FuncOp infer) {
    for (Operation &op : llvm::make_early_inc_range(infer.getBody().front()))
      if (isa<ReadOp, ConstantOp>(op) && op.use_empty())
        op.erase();
  }
};

} // namespace
} // namespace resnetc::rn
