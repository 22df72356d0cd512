//===- LossMapping.cpp - which kernels the loss and the update are ----------------===//
//
// Rows of logits, and parameters as flat vectors whatever their layout.
//
//===----------------------------------------------------------------------===//
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

MapBuilder map(SoftmaxCrossEntropyOp op) {
  MapBuilder m("softmax_cross_entropy");
  if (!op.getWeight().isExactlyValue(1.0))
    m.real("weight", op.getWeight());
  return m.attr("k", typeOf(op.getLogits()).getDimSize(1))
      .in(op.getLogits(), op.getLabels())
      .out(op.getGradient(), op.getRows());
}
MapBuilder map(ReduceLossOp op) {
  return MapBuilder("reduce_loss")
      .unless("parts", op.getRows().size(), 1)
      .inputs(op.getRows())
      .out(op.getResult());
}

/// A map is cast image by image, a weight as one.
MapBuilder map(CastOp op) {
  RankedTensorType type = typeOf(op.getInput());
  MapBuilder m("cast");
  m.attr("size", storedElements(type));
  if (!type.isDynamicDim(0))
    m.kernel.n = 1;
  m.flag("widen", typeOf(op.getOutput()).getElementType().isF32());
  return m.in(op.getInput()).out(op.getOutput());
}
MapBuilder map(SgdOp op) {
  RankedTensorType type = typeOf(op.getParameter());
  auto packed = dyn_cast<PackedAttr>(type.getEncoding());
  int64_t lanes = packed ? packed.getK() : cast<BlockedAttr>(type.getEncoding()).getBlock();
  MapBuilder m("sgd");
  m.kernel.n = storedElements(type) / lanes;
  return m.inOut(op.getParameter(), op.getNewParameter())
      .inOut(op.getVelocity(), op.getNewVelocity())
      .in(op.getGradient(), op.getHyper());
}

} // namespace

void attachLossMappings(MLIRContext &context) {
  attachMappings<CastOp, SoftmaxCrossEntropyOp, ReduceLossOp, SgdOp>(
      context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
