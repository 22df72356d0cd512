//===- JoinMapping.cpp - which kernels joins of paths are -------------------------===//
//
// Maxima, gates, concatenation, and its gradient, the slice.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

MapBuilder map(MaxOp op) {
  return MapBuilder("max").map(op.getLhs()).in(op.getLhs(), op.getRhs()).out(op.getOutput());
}
MapBuilder map(MaxGradOp op) {
  return MapBuilder("max_grad")
      .map(op.getLhs())
      .flag("right", op.getRight())
      .in(op.getGradient(), op.getLhs(), op.getRhs())
      .out(op.getResult());
}

/// One gate for a whole channel; a gate of the map's own size is one for each element.
bool isChannelwise(Value gate, Value map) {
  return typeOf(gate).getShape() != typeOf(map).getShape();
}
MapBuilder map(GateOp op) {
  return MapBuilder("gate")
      .map(op.getValue())
      .flag("channelwise", isChannelwise(op.getGate(), op.getValue()))
      .flag("carry", bool(op.getCarry()))
      .in(op.getValue(), op.getGate(), op.getCarry())
      .out(op.getOutput());
}
MapBuilder map(GateGradCarryOp op) {
  return MapBuilder("gate_grad_carry")
      .map(op.getGradient())
      .flag("channelwise", isChannelwise(op.getGate(), op.getGradient()))
      .in(op.getGradient(), op.getGate())
      .out(op.getResult());
}
MapBuilder map(GateGradGateOp op) {
  return MapBuilder("gate_grad_gate")
      .map(op.getGradient())
      .flag("channelwise", isChannelwise(op.getResult(), op.getGradient()))
      .flag("carry", bool(op.getCarry()))
      .in(op.getGradient(), op.getValue(), op.getCarry())
      .out(op.getResult());
}

MapBuilder map(ConcatOp op) {
  ArrayRef<int64_t> shape = op.getOutput().getType().getShape();
  MapBuilder m("concat");
  m.attr("parts", op.getInputs().size()).attr("h", shape[2]).attr("w", shape[3]);
  for (auto [i, input] : llvm::enumerate(op.getInputs()))
    m.attr("c" + std::to_string(i), typeOf(input).getDimSize(1));
  return m.inputs(op.getInputs()).out(op.getOutput());
}
MapBuilder map(SliceOp op) {
  return MapBuilder("slice")
      .map(op.getInput())
      .attr("k", op.getOutput().getType().getDimSize(1))
      .attr("start", op.getStart())
      .in(op.getInput())
      .out(op.getOutput());
}

} // namespace

void attachJoinMappings(MLIRContext &context) {
  attachMappings<MaxOp, MaxGradOp, GateOp, GateGradCarryOp, GateGradGateOp, ConcatOp, SliceOp>(
      context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
