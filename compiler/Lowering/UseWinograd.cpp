//===- UseWinograd.cpp - inference convolutions with fewer multiplications -------===//
//
// Winograd's algorithm reads its filter transformed. The filters of @infer are variables (of the
// user, or folded by @prepare), so the transform is one more step of @prepare, and @infer reads a
// derived variable. Where the kernels say that it pays, by shape and target. First of the layout
// phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNUSEWINOGRAD
#include "compiler/Transforms/Passes.h.inc"

namespace {

class UseWinogradPass : public impl::RNUseWinogradBase<UseWinogradPass> {
public:
  using RNUseWinogradBase::RNUseWinogradBase;

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    target = findTarget(march);
    if (!target) {
      module.emitError("expects an instruction set with AVX2 or AVX-512, got '") << march << "'";
      return signalPassFailure();
    }
    auto infer = module.lookupSymbol<func::FuncOp>("infer");
    prepare = module.lookupSymbol<func::FuncOp>("prepare");
    if (!infer || !prepare)
      return;
    transformed.clear();
    prepared.clear();
    for (auto write : prepare.getBody().front().getOps<WriteOp>())
      prepared[write.getVariable()] = write.getValue();
    SymbolTable symbols(module);
    for (auto conv : llvm::to_vector(infer.getBody().front().getOps<ConvOp>()))
      if (std::optional<kernels::WinogradForm> form = formOf(conv))
        rewrite(conv, *form, symbols);
    eraseUnread(module, infer);
  }

  /// How the convolution should be done; nothing where directly.
  std::optional<kernels::WinogradForm> formOf(ConvOp conv) {
    // A narrow image is read as it is, in rows; see rn-assign-layout.
    if (!conv.getFilter().getDefiningOp<ReadOp>() || isa<BlockArgument>(conv.getInput()) ||
        conv.getGroups() != 1)
      return std::nullopt;
    FailureOr<MappedKernel> kernel = mapToKernel(conv);
    if (failed(kernel))
      return std::nullopt;
    kernel->spec.attrs.erase("in_image"); // nothing has a layout yet, so all looks like rows
    return kernels::chooseWinograd(kernel->spec, *target, batch);
  }

  void rewrite(ConvOp conv, kernels::WinogradForm form, SymbolTable &symbols) {
    int64_t side = form.tile + 2, block = target->vectorWidth;
    auto withLayout = [](RankedTensorType type, Attribute layout) {
      return RankedTensorType::get(type.getShape(), type.getElementType(), layout);
    };
    OpBuilder b(conv);
    RankedTensorType filter =
        withLayout(conv.getFilter().getType(), WinogradAttr::get(&getContext(), side, block));
    StringRef variable = conv.getFilter().getDefiningOp<ReadOp>().getVariable();
    StringRef name = transformedVariable(variable, filter, conv.getLoc(), symbols);
    conv.getFilterMutable().assign(ReadOp::create(b, conv.getLoc(), filter, name));
    if (!form.transformInput)
      return;
    Geometry g = geometryOfConv(conv);
    auto tiles = WinogradTilesAttr::get(&getContext(), side, llvm::divideCeil(g.oh, form.tile),
                                        llvm::divideCeil(g.ow, form.tile), block);
    conv.getInputMutable().assign(
        WinogradInputOp::create(b, conv.getLoc(), withLayout(conv.getInput().getType(), tiles),
                                conv.getInput(), conv.getPads()));
  }

  /// The derived variable that holds the transformed filter; @prepare writes it.
  StringRef transformedVariable(StringRef variable, RankedTensorType type, Location loc,
                                SymbolTable &symbols) {
    StringAttr &known = transformed[{variable, type}];
    if (known)
      return known;
    auto original = symbols.lookup<VariableOp>(variable);
    OpBuilder top(&getContext());
    top.setInsertionPointAfter(original);
    std::string name = (original.getRole() == Role::Derived ? "" : "prepared.") + variable.str();
    known = symbols.insert(
        VariableOp::create(top, loc, name + ".winograd", Role::Derived, type, FloatAttr()));
    OpBuilder b(prepare.getBody().front().getTerminator());
    Value filter = preparedValue(original, b, loc);
    WriteOp::create(b, loc, known, WinogradFilterOp::create(b, loc, type, filter));
    return known;
  }

  /// What @prepare writes to a derived variable; otherwise the variable itself.
  Value preparedValue(VariableOp variable, OpBuilder &b, Location loc) {
    if (Value written = prepared.lookup(variable.getSymName()))
      return written;
    return ReadOp::create(b, loc, variable.getTensorType(), variable.getSymName());
  }

  void eraseUnread(ModuleOp module, func::FuncOp infer) {
    for (auto read : llvm::make_early_inc_range(infer.getBody().front().getOps<ReadOp>()))
      if (read.use_empty())
        read.erase();
    SymbolTable symbols(module);
    DenseSet<StringRef> read;
    module.walk([&](ReadOp op) { read.insert(op.getVariable()); });
    auto isDead = [&](VariableOp variable) {
      return variable.getRole() == Role::Derived && !read.contains(variable.getSymName());
    };
    for (auto write : llvm::make_early_inc_range(prepare.getBody().front().getOps<WriteOp>()))
      if (isDead(symbols.lookup<VariableOp>(write.getVariable())))
        write.erase();
    for (auto variable : llvm::make_early_inc_range(module.getOps<VariableOp>()))
      if (isDead(variable))
        variable.erase();
  }

  const Target *target = nullptr;
  func::FuncOp prepare;
  llvm::StringMap<Value> prepared; ///< what @prepare writes, by variable
  llvm::MapVector<std::pair<StringRef, Type>, StringAttr> transformed;
};

} // namespace
} // namespace resnetc::rn
