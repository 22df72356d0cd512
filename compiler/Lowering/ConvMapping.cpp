//===- ConvMapping.cpp - which kernels convolutions and linear layers are ---------===//
//
// Geometry comes from the types, the algorithm from the filter's layout: one that is transformed
// for Winograd's is multiplied that way; or from an attribute, where the filter is read as it is.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/ValueKind.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Dialect/RN/WinogradSides.h"
#include "compiler/Lowering/CallersMap.h"
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Side of the tiles of outputs.
template <typename Layout> int64_t tileOf(Layout layout) { return winogradTile(layout.getSide()); }

/// Stride of the convolution.
template <typename Layout> int64_t strideOf(Layout layout) {
  return winogradStride(layout.getSide());
}

MapBuilder map(WinogradFilterOp op) {
  auto layout = cast<WinogradAttr>(op.getResult().getType().getEncoding());
  if (isPhaseSide(layout.getSide()))
    return weightAttrs(MapBuilder("winograd_phase_weight"), op.getFilter())
        .attr("s", phaseStride(layout.getSide()))
        .flag("nchw_input", isOhwiWeight(op.getFilter()))
        .in(op.getFilter())
        .out(op.getResult());
  return weightAttrs(MapBuilder("winograd_weight"), op.getFilter())
      .attr("m", tileOf(layout))
      .unless("stride", strideOf(layout), 1)
      .flag("transposed", op.getTransposed())
      .in(op.getFilter())
      .out(op.getResult());
}

MapBuilder map(WinogradInputOp op) {
  auto layout = cast<WinogradTilesAttr>(op.getResult().getType().getEncoding());
  ArrayRef<int64_t> pads = op.getPads();
  return MapBuilder("winograd_input")
      .map(op.getInput())
      .unless("sh", strideOf(layout), 1)
      .unless("sw", strideOf(layout), 1)
      .attr("kh", 3)
      .attr("kw", 3)
      .attr("pt", pads[0])
      .attr("pl", pads[1])
      .attr("pb", pads[2])
      .attr("pr", pads[3])
      .attr("m", tileOf(layout))
      .pre(op.getScale(), op.getInRelu())
      .in(op.getInput(), op.getScale(), op.getShift())
      .out(op.getResult());
}

MapBuilder map(WinogradGradientOp op) {
  auto layout = cast<WinogradTilesAttr>(op.getResult().getType().getEncoding());
  return MapBuilder("winograd_gradient")
      .map(op.getGradient())
      .attr("m", tileOf(layout))
      .unless("stride", strideOf(layout), 1)
      .in(op.getGradient())
      .out(op.getResult());
}

MapBuilder convClass(ConvOp op) {
  auto layout = dyn_cast_or_null<WinogradAttr>(typeOf(op.getFilter()).getEncoding());
  if (std::optional<int64_t> tile = op.getWinogradTile())
    return MapBuilder("conv_winograd").attr("m", *tile).flag("taps", true);
  const bool phases = layout && isPhaseSide(layout.getSide());
  if (!layout || phases)
    return MapBuilder(phases ? "conv_winograd_phases" : "conv")
        .flag("nchw_input", isCallersMap(op.getInput()))
        .flag("bytes", isBytes(op.getInput()));
  bool transformed = isa<WinogradTilesAttr>(typeOf(op.getInput()).getEncoding());
  return MapBuilder("conv_winograd").attr("m", tileOf(layout)).flag("transformed", transformed);
}

MapBuilder map(ConvOp op) {
  return convClass(op)
      .geometry(geometryOfConv(op))
      .pre(op.getScale(), op.getInRelu())
      .flag("bias", bool(op.getBias()))
      .flag("residual", bool(op.getResidual()))
      .flag("relu", op.getRelu())
      .flag("stats", bool(op.getSums()))
      .unless("across", pixelsAcross(op.getSums()), 0)
      .in(op.getInput(), op.getFilter(), op.getScale(), op.getShift(), op.getBias(),
          op.getResidual())
      .out(op.getOutput(), op.getSums());
}

MapBuilder map(ConvGradInputOp op) {
  auto g = *getConvGeometry(op.getResult().getType(), op.getFilter().getType(), op.getStrides(),
                            op.getPads(), op.getGroups());
  return MapBuilder("conv_grad_input")
      .geometry(g)
      .flag("addend", bool(op.getAddend()))
      .in(op.getGradient(), op.getFilter(), op.getAddend())
      .out(op.getResult());
}

MapBuilder map(ConvGradWeightOp op) {
  auto g = *getConvGeometry(op.getInput().getType(), op.getResult().getType(), op.getStrides(),
                            op.getPads(), op.getGroups());
  if (auto tiles = dyn_cast_or_null<WinogradTilesAttr>(typeOf(op.getInput()).getEncoding()))
    return MapBuilder("conv_winograd_grad_weight")
        .geometry(g)
        .attr("m", tileOf(tiles))
        .flag("transformed", true)
        .in(op.getInput(), op.getGradient())
        .out(op.getResult());
  std::optional<int64_t> tile = op.getWinogradTile();
  MapBuilder kernel = tile ? MapBuilder("conv_winograd_grad_weight").attr("m", *tile)
                           : MapBuilder("conv_grad_weight")
                                 .flag("nchw_input", isCallersMap(op.getInput()))
                                 .flag("bytes", isBytes(op.getInput()));
  return kernel.geometry(g)
      .pre(op.getScale(), op.getInRelu())
      .in(op.getInput(), op.getScale(), op.getShift(), op.getGradient())
      .out(op.getResult());
}

MapBuilder map(ConvGradBiasOp op) {
  return MapBuilder("conv_grad_bias")
      .map(op.getGradient())
      .in(op.getGradient())
      .out(op.getResult());
}

MapBuilder map(TransposeFilterOp op) {
  // The kernel counts all of the input channels, the layout those of merged groups.
  int64_t groups = cast<PackedAttr>(typeOf(op.getFilter()).getEncoding()).getGroups();
  MapBuilder m = weightAttrs(MapBuilder("transpose_weight"), op.getFilter());
  if (groups > 1)
    m.attr("groups", groups).attr("c", typeOf(op.getFilter()).getDimSize(1) * groups);
  return m.flag("nchw_input", isOhwiWeight(op.getFilter())).in(op.getFilter()).out(op.getResult());
}

MapBuilder linearAttrs(StringRef kernelClass, Value input, Value gradientOrOutput) {
  return MapBuilder(kernelClass).map(input).attr("k", typeOf(gradientOrOutput).getDimSize(1));
}

MapBuilder map(LinearOp op) {
  return linearAttrs("linear", op.getInput(), op.getOutput())
      .flag("bias", bool(op.getBias()))
      .in(op.getInput(), op.getWeight(), op.getBias())
      .out(op.getOutput());
}

MapBuilder map(LinearGradInputOp op) {
  return linearAttrs("linear_grad_input", op.getResult(), op.getGradient())
      .in(op.getGradient(), op.getWeight())
      .out(op.getResult());
}

MapBuilder map(LinearGradWeightOp op) {
  return linearAttrs("linear_grad_weight", op.getInput(), op.getGradient())
      .in(op.getInput(), op.getGradient())
      .out(op.getResult());
}

MapBuilder map(LinearGradBiasOp op) {
  return MapBuilder("linear_grad_bias")
      .attr("k", typeOf(op.getGradient()).getDimSize(1))
      .in(op.getGradient())
      .out(op.getResult());
}

} // namespace

bool canReadCallersMap(Operation *op, Value input, const Target &target) {
  if (isBytes(input)) // which has no other layout; what reads it is verified to fit
    return true;
  if (!isCallersMap(input) || typeOf(input).getDimSize(1) > target.nchwChannels)
    return false;
  if (auto conv = dyn_cast<ConvOp>(op))
    return conv.getInput() == input && conv.getGroups() == 1;
  if (auto grad = dyn_cast<ConvGradWeightOp>(op))
    return grad.getInput() == input && grad.getGroups() == 1;
  return false;
}

void attachConvMappings(MLIRContext &context) {
  attachMappings<ConvOp, ConvGradInputOp, ConvGradWeightOp, ConvGradBiasOp, TransposeFilterOp,
                 WinogradFilterOp, WinogradGradientOp, WinogradInputOp, LinearOp, LinearGradInputOp,
                 LinearGradWeightOp, LinearGradBiasOp>(context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
