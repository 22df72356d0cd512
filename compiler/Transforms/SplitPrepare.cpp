//===- SplitPrepare.cpp - weights folded once, not at every inference ------------===//
//
// Whatever @infer computes from variables alone gives the same result at every call. It moves to
// @prepare, which writes it to derived variables; the runtime calls @prepare after weights have
// changed.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNSPLITPREPARE
#include "compiler/Transforms/Passes.h.inc"

namespace {

/// Ops that depend on variables alone, in order. Constants count only by their readers.
SmallVector<Operation *> findVariableOnly(func::FuncOp infer) {
  DenseSet<Value> fixed;
  SmallVector<Operation *> ops;
  for (Operation &op : infer.getBody().front().without_terminator()) {
    bool isSource = isa<ReadOp, ConstantOp>(op);
    if (!isSource && llvm::all_of(op.getOperands(), [&](Value v) { return fixed.contains(v); }))
      ops.push_back(&op);
    else if (!isSource)
      continue;
    fixed.insert(op.result_begin(), op.result_end());
  }
  return ops;
}

/// A variable's name for a value derived from others: the first variable it reads, and which
/// result. `taken` holds the last number tried behind each name.
std::string derivedName(Operation *op, unsigned result, SymbolTable &symbols,
                        llvm::StringMap<unsigned> &taken) {
  std::string base = "prepared";
  for (Value operand : op->getOperands())
    if (auto read = operand.getDefiningOp<ReadOp>()) {
      base = "prepared." + read.getVariable().str();
      break;
    }
  base += "." + std::to_string(result);
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
    std::string name = derivedName(result.getOwner(), result.getResultNumber(), symbols, taken);
    OpBuilder top = OpBuilder::atBlockBegin(cast<ModuleOp>(symbols.getOp()).getBody());
    if (last)
      top.setInsertionPointAfter(last);
    last = VariableOp::create(top, loc, name, Role::Derived,
                              cast<RankedTensorType>(result.getType()), FloatAttr());
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
    SmallVector<Operation *> moved = findVariableOnly(infer);
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
