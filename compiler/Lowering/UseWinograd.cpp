//===- UseWinograd.cpp - convolutions with fewer multiplications ------------------===//
//
// Winograd's algorithm reads its filter transformed. What @infer computes from variables alone
// costs nothing, as rn-split-prepare moves it to @prepare: so filters that come from variables (of
// the user, or folded with a batch norm) are transformed right where they are read, or, where they are
// too large to be read so, on the way in each call. In @grad they
// are transformed at every step, and the gradient by the input goes the same way: it is a
// convolution of the gradient by the output with the filter turned round; the gradient by the
// filter meets both of its operands transformed, before or on the way. A convolution of the caller's map
// in strides reads its filter transformed in phases. Where the source of schedules
// says that it pays, by shape, target and batch. Before layouts, in the choose phase.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Dialect/RN/FromVariables.h"
#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Dialect/RN/WinogradSides.h"
#include "compiler/Lowering/CallersMap.h"
#include "compiler/Lowering/MapBuilder.h"
#include "compiler/Lowering/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc::rn {

#define GEN_PASS_DEF_RNUSEWINOGRAD
#include "compiler/Lowering/Passes.h.inc"

namespace {

using kernels::FilterTransform;
using kernels::WinogradForm;

RankedTensorType withLayout(RankedTensorType type, Attribute layout) {
  return RankedTensorType::get(type.getShape(), type.getElementType(), layout);
}

/// The convolution of the output's gradient that is the gradient by the input; nothing where it
/// would need less than no padding.
std::optional<Geometry> turnedRound(ConvGradInputOp op) {
  Geometry g = *getConvGeometry(op.getResult().getType(), op.getFilter().getType(), op.getStrides(),
                                op.getPads(), op.getGroups());
  if (g.kh != 3 || g.kw != 3 || g.sh != 1 || g.sw != 1 || g.groups != 1 ||
      std::max({g.pt, g.pl, g.pb, g.pr}) > 2)
    return std::nullopt;
  std::swap(g.c, g.k);
  std::swap(g.h, g.oh);
  std::swap(g.w, g.ow);
  g.pt = 2 - g.pt, g.pl = 2 - g.pl, g.pb = 2 - g.pb, g.pr = 2 - g.pr;
  return g;
}

/// Rewrites the convolutions of one function.
class WinogradRewriter {
public:
  WinogradRewriter(func::FuncOp function, FilterTransform when, const Target &target,
                   const ScheduleSource &source)
      : function(function), when(when), target(target), source(source) {}

  void run() {
    llvm::DenseSet<Value> fromVariables = valuesFromVariables(function);
    for (Operation &op : llvm::make_early_inc_range(function.getBody().front())) {
      if (auto conv = dyn_cast<ConvOp>(op); conv && fromVariables.contains(conv.getFilter()))
        visit(conv);
      else if (auto grad = dyn_cast<ConvGradInputOp>(op))
        visit(grad);
      else if (auto grad = dyn_cast<ConvGradWeightOp>(op))
        visit(grad);
    }
  }

private:
  void visit(ConvOp conv) {
    std::optional<WinogradForm> form = formOfReader(conv);
    if (!form)
      return;
    if (form->taps)
      return conv.setWinogradTile(form->tile);
    OpBuilder b(conv);
    if (isCallersMap(conv.getInput()))
      return conv.getFilterMutable().assign(transformPhases(b, conv));
    conv.getFilterMutable().assign(transformFilter(b, conv.getLoc(), conv.getFilter(), *form,
                                                   conv.getStrides()[0], /*transposed=*/false));
    if (!form->transformInput)
      return;
    conv.getInputMutable().assign(transformInput(b, conv, geometryOfConv(conv), *form));
    conv.getScaleMutable().clear();
    conv.getShiftMutable().clear();
    conv.setInRelu(false);
  }

  void visit(ConvGradInputOp grad) {
    std::optional<Geometry> g = turnedRound(grad);
    if (!g)
      return;
    MapBuilder map = MapBuilder("conv").geometry(*g).flag("residual", bool(grad.getAddend()));
    std::optional<WinogradForm> form = formOf(map.kernel.spec, FilterTransform::TurnedRound);
    if (!form)
      return;
    OpBuilder b(grad);
    Location loc = grad.getLoc();
    Value filter =
        transformFilter(b, loc, grad.getFilter(), *form, /*stride=*/1, /*transposed=*/true);
    int64_t pads[] = {g->pt, g->pl, g->pb, g->pr};
    auto conv = ConvOp::create(b, loc, grad.getResult().getType(), /*sums=*/Type(),
                               grad.getGradient(), filter, /*scale=*/Value(), /*shift=*/Value(),
                               /*bias=*/Value(), grad.getAddend(), grad.getStridesAttr(),
                               b.getDenseI64ArrayAttr(pads), /*in_relu=*/UnitAttr(),
                               /*relu=*/UnitAttr(), grad.getGroupsAttr(),
                               /*winograd_tile=*/IntegerAttr());
    if (form->transformInput) {
      b.setInsertionPoint(conv);
      conv.getInputMutable().assign(transformInput(b, conv, *g, *form));
    }
    grad.getResult().replaceAllUsesWith(conv.getOutput());
    grad.erase();
  }

  void visit(ConvGradWeightOp grad) {
    std::optional<WinogradForm> form = formOfReader(grad);
    if (!form)
      return;
    OpBuilder b(grad);
    if (!form->transformInput)
      return grad.setWinogradTile(form->tile);
    Geometry g = *getConvGeometry(grad.getInput().getType(), grad.getResult().getType(),
                                  grad.getStrides(), grad.getPads(), grad.getGroups());
    Value input = transformInput(b, grad, g, *form);
    auto type = grad.getGradient().getType();
    Value gradient = WinogradGradientOp::create(
        b, grad.getLoc(), withLayout(type, tilesOf(g, *form, /*gradient=*/true)),
        grad.getGradient());
    auto twin = ConvGradWeightOp::create(b, grad.getLoc(), grad.getType(), input, Value(), Value(),
                                         gradient, grad.getStridesAttr(), grad.getPadsAttr(),
                                         /*in_relu=*/UnitAttr(), grad.getGroupsAttr(),
                                         /*winograd_tile=*/IntegerAttr());
    grad.getResult().replaceAllUsesWith(twin.getResult());
    grad.erase();
  }

  /// How a convolution should be done; nothing where directly.
  std::optional<WinogradForm> formOf(const kernels::KernelSpec &conv, FilterTransform filter) {
    return source.winograd(conv, target, batchOf(function), filter);
  }

  /// The same for an op that reads the convolution's input.
  template <typename ConvLike> std::optional<WinogradForm> formOfReader(ConvLike op) {
    // The caller's map is read as it is or not at all; see rn-assign-layout.
    if (op.getGroups() != 1 ||
        (isCallersMap(op.getInput()) && !canReadCallersMap(op, op.getInput(), target)))
      return std::nullopt;
    FailureOr<MappedKernel> kernel = mapToKernel(op);
    if (failed(kernel))
      return std::nullopt;
    return formOf(kernel->spec, when);
  }

  Value transformFilter(OpBuilder &b, Location loc, Value filter, WinogradForm form, int64_t stride,
                        bool transposed) {
    auto type = cast<RankedTensorType>(filter.getType());
    SmallVector<int64_t> shape(type.getShape());
    if (transposed)
      std::swap(shape[0], shape[1]);
    auto layout =
        WinogradAttr::get(b.getContext(), winogradSide(form.tile, stride), target.channelBlock);
    return WinogradFilterOp::create(
        b, loc, RankedTensorType::get(shape, type.getElementType(), layout), filter, transposed);
  }

  Value transformPhases(OpBuilder &b, ConvOp conv) {
    auto layout =
        WinogradAttr::get(b.getContext(), phaseSide(conv.getStrides()[0]), target.channelBlock);
    return WinogradFilterOp::create(b, conv.getLoc(),
                                    withLayout(conv.getFilter().getType(), layout),
                                    conv.getFilter(), /*transposed=*/false);
  }

  /// The input of a convolution or of its gradient by the filter, transformed after what the op
  /// does to it on the way in.
  template <typename ConvLike>
  Value transformInput(OpBuilder &b, ConvLike conv, const Geometry &g, WinogradForm form) {
    return WinogradInputOp::create(
        b, conv.getLoc(), withLayout(conv.getInput().getType(), tilesOf(g, form)), conv.getInput(),
        conv.getScale(), conv.getShift(), conv.getPads(), conv.getInRelu());
  }

  WinogradTilesAttr tilesOf(const Geometry &g, WinogradForm form, bool gradient = false) {
    return WinogradTilesAttr::get(function.getContext(), winogradSide(form.tile, g.sh),
                                  llvm::divideCeil(g.oh, form.tile),
                                  llvm::divideCeil(g.ow, form.tile), target.channelBlock, gradient);
  }

  func::FuncOp function;
  FilterTransform when;
  const Target &target;
  const ScheduleSource &source;
};

/// Bytes of the filters of a function's convolutions, each once.
int64_t filterBytes(func::FuncOp function) {
  llvm::DenseSet<Value> filters;
  int64_t bytes = 0;
  function.walk([&](ConvOp conv) {
    auto type = conv.getFilter().getType();
    if (filters.insert(conv.getFilter()).second)
      bytes += type.getNumElements() * type.getElementTypeBitWidth() / 8;
  });
  return bytes;
}

class UseWinogradPass : public impl::RNUseWinogradBase<UseWinogradPass> {
public:
  UseWinogradPass(StringRef march, const ScheduleSource &source) : source(&source) {
    this->march = march.str();
  }

private:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    const Target *target = requireTarget(module, march);
    if (!target)
      return signalPassFailure();
    for (func::FuncOp infer : copiesOf(module, "infer")) {
      bool inCache = target->backend->keepsInCache(*target, filterBytes(infer));
      WinogradRewriter(infer,
                       inCache ? FilterTransform::PreparedInCache : FilterTransform::Prepared,
                       *target, *source)
          .run();
    }
    for (func::FuncOp grad : copiesOf(module, "grad"))
      WinogradRewriter(grad, FilterTransform::EachCall, *target, *source).run();
  }

  const ScheduleSource *source;
};

} // namespace

std::unique_ptr<Pass> createRNUseWinograd(StringRef target, const ScheduleSource &source) {
  return std::make_unique<UseWinogradPass>(target, source);
}

} // namespace resnetc::rn
