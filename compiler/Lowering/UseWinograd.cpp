//===- UseWinograd.cpp - inference convolutions with fewer multiplications -------===//
//
// Winograd's algorithm reads its filter transformed. What @infer computes from variables alone
// costs nothing, as rn-split-prepare moves it to @prepare: so filters that come from variables (of
// the user, or folded with a batch norm) are transformed right where they are read. Where the
// source of schedules says that it pays, by shape, target and batch. Before layouts, in the layout phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNUSEWINOGRAD
#include "compiler/Lowering/Passes.h.inc"

namespace {

class UseWinogradPass : public impl::RNUseWinogradBase<UseWinogradPass> {
public:
  UseWinogradPass(StringRef march, const ScheduleSource &source) : source(&source) {
    this->march = march.str();
  }

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    target = requireTarget(module, march);
    if (!target)
      return signalPassFailure();
    for (func::FuncOp infer : copiesOf(module, "infer")) {
      llvm::DenseSet<Value> fromVariables = valuesFromVariables(infer);
      for (auto conv : llvm::to_vector(infer.getBody().front().getOps<ConvOp>()))
        if (fromVariables.contains(conv.getFilter()))
          if (std::optional<kernels::WinogradForm> form = formOf(conv, batchOf(infer)))
            rewrite(conv, *form);
    }
  }

  /// How the convolution should be done; nothing where directly.
  std::optional<kernels::WinogradForm> formOf(ConvOp conv, int64_t batch) {
    // A narrow image is read as it is, in rows; see rn-assign-layout.
    if (isa<BlockArgument>(conv.getInput()) || conv.getGroups() != 1)
      return std::nullopt;
    FailureOr<MappedKernel> kernel = mapToKernel(conv);
    if (failed(kernel))
      return std::nullopt;
    kernel->spec.attrs.erase("in_image"); // nothing has a layout yet, so all looks like rows
    return source->winograd(kernel->spec, *target, batch);
  }

  void rewrite(ConvOp conv, kernels::WinogradForm form) {
    int64_t side = form.tile + 2, block = target->channelBlock;
    auto withLayout = [](RankedTensorType type, Attribute layout) {
      return RankedTensorType::get(type.getShape(), type.getElementType(), layout);
    };
    OpBuilder b(conv);
    auto filter =
        withLayout(conv.getFilter().getType(), WinogradAttr::get(&getContext(), side, block));
    conv.getFilterMutable().assign(
        WinogradFilterOp::create(b, conv.getLoc(), filter, conv.getFilter()));
    if (!form.transformInput)
      return;
    Geometry g = geometryOfConv(conv);
    auto tiles = WinogradTilesAttr::get(&getContext(), side, llvm::divideCeil(g.oh, form.tile),
                                        llvm::divideCeil(g.ow, form.tile), block);
    conv.getInputMutable().assign(
        WinogradInputOp::create(b, conv.getLoc(), withLayout(conv.getInput().getType(), tiles),
                                conv.getInput(), conv.getPads()));
  }

  const ScheduleSource *source;
  const Target *target = nullptr;
};

} // namespace

std::unique_ptr<Pass> createRNUseWinograd(StringRef target, const ScheduleSource &source) {
  return std::make_unique<UseWinogradPass>(target, source);
}

} // namespace resnetc::rn
