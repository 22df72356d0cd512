//===- LossMapping.cpp - which kernels the loss and the update are ----------------===//
//
// Rows of logits, and parameters as flat vectors whatever their layout.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {

int64_t storedVectors(Value value) {
  RankedTensorType type = typeOf(value);
  auto packed = dyn_cast<PackedAttr>(type.getEncoding());
  return storedElements(type) /
         (packed ? packed.getK() : cast<BlockedAttr>(type.getEncoding()).getBlock());
}

namespace {

MapBuilder map(SoftmaxCrossEntropyOp op) {
  MapBuilder m("softmax_cross_entropy");
  if (!op.getWeight().isExactlyValue(1.0))
    m.real("weight", op.getWeight());
  return m.attr("k", typeOf(op.getLogits()).getDimSize(1))
      .flag("scaled", bool(op.getScale()))
      .in(op.getLogits(), op.getLabels(), op.getScale())
      .out(op.getGradient(), op.getRows());
}
MapBuilder map(ReduceLossOp op) {
  return MapBuilder("reduce_loss")
      .unless("parts", op.getRows().size(), 1)
      .inputs(op.getRows())
      .out(op.getResult());
}

/// A map is cast image by image, a weight as one; the caller's map on its way into blocks.
MapBuilder map(CastOp op) {
  if (ToBlockedOp blocked = blockedForCast(op.getInput()))
    return MapBuilder("to_blocked").map(op.getInput()).in(blocked.getInput()).out(op.getOutput());
  RankedTensorType type = typeOf(op.getInput());
  MapBuilder m("cast");
  m.attr("size", storedElements(type));
  if (!type.isDynamicDim(0))
    m.kernel.n = 1;
  m.flag("widen", typeOf(op.getOutput()).getElementType().isF32());
  return m.in(op.getInput()).out(op.getOutput());
}
MapBuilder map(SgdOp op) {
  MapBuilder m("sgd");
  m.kernel.n = storedVectors(op.getParameter());
  return m.flag("scaled", bool(op.getFactor()))
      .inOut(op.getParameter(), op.getNewParameter())
      .inOut(op.getVelocity(), op.getNewVelocity())
      .in(op.getGradient(), op.getHyper(), op.getFactor());
}
MapBuilder map(ZerosOp op) {
  return MapBuilder("zeros").channels(op.getResult()).out(op.getResult());
}
MapBuilder map(FindNonfiniteOp op) {
  MapBuilder m("find_nonfinite");
  m.kernel.n = storedVectors(op.getInput());
  return m.in(op.getInput()).inOut(op.getFound(), op.getNewFound());
}
MapBuilder map(NextLossScaleOp op) {
  return MapBuilder("next_loss_scale")
      .attr("interval", static_cast<int64_t>(op.getInterval()))
      .real("growth", op.getGrowth())
      .real("backoff", op.getBackoff())
      .inOut(op.getScale(), op.getNewScale())
      .inOut(op.getGoodSteps(), op.getNewGoodSteps())
      .in(op.getFound())
      .out(op.getFactor());
}

} // namespace

void attachLossMappings(MLIRContext &context) {
  attachMappings<CastOp, SoftmaxCrossEntropyOp, ReduceLossOp, SgdOp, ZerosOp, FindNonfiniteOp,
                 NextLossScaleOp>(context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
