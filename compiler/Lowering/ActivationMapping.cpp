//===- ActivationMapping.cpp - which kernels activations and dropout are ----------===//
//
// Each is the kernel of its own name on maps of one size; by kind, that of the kind's.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

MapBuilder map(PreluOp op) {
  return MapBuilder("prelu")
      .map(op.getInput())
      .in(op.getInput(), op.getSlope())
      .out(op.getOutput());
}
MapBuilder map(PreluGradOp op) {
  return MapBuilder("prelu_grad")
      .map(op.getInput())
      .in(op.getGradient(), op.getInput(), op.getSlope())
      .out(op.getResult());
}
MapBuilder map(PreluGradSlopeOp op) {
  return MapBuilder("prelu_grad_slope")
      .map(op.getInput())
      .in(op.getGradient(), op.getInput())
      .out(op.getResult());
}
MapBuilder map(SigmoidOp op) {
  return MapBuilder("sigmoid").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(SigmoidGradOp op) {
  return MapBuilder("sigmoid_grad")
      .map(op.getOutput())
      .in(op.getGradient(), op.getOutput())
      .out(op.getResult());
}
/// The kernel of a kind's name, with the numbers that the op has.
template <typename OpTy> MapBuilder kindAttrs(OpTy op, StringRef suffix) {
  MapBuilder m((stringifyActivationKind(op.getKind()) + suffix).str());
  for (NamedAttribute attr : op->getAttrs())
    if (auto number = dyn_cast<FloatAttr>(attr.getValue()))
      m.real(attr.getName(), number.getValue());
  return m.map(op.getInput());
}
MapBuilder map(ActivationOp op) { return kindAttrs(op, "").in(op.getInput()).out(op.getOutput()); }
MapBuilder map(ActivationGradOp op) {
  return kindAttrs(op, "_grad").in(op.getGradient(), op.getInput()).out(op.getResult());
}
MapBuilder map(DropoutOp op) {
  return MapBuilder("dropout")
      .map(op.getInput())
      .attr("layer", op.getLayer())
      .real("rate", op.getRate())
      .in(op.getInput(), op.getKey())
      .out(op.getOutput());
}

} // namespace

void attachActivationMappings(MLIRContext &context) {
  attachMappings<PreluOp, PreluGradOp, PreluGradSlopeOp, SigmoidOp, SigmoidGradOp, ActivationOp,
                 ActivationGradOp, DropoutOp>(context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
