//===- PoolMapping.cpp - which kernels pools are ----------------------------------===//
//
// Windows by the names that the convolution's have.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Pools share the convolution's attribute names; k stays out, it is c.
template <typename OpTy> MapBuilder poolAttrs(StringRef kernelClass, OpTy op, Value input) {
  ArrayRef<int64_t> window = op.getWindow(), strides = op.getStrides(), pads = op.getPads();
  return MapBuilder(kernelClass)
      .map(input)
      .attr("kh", window[0])
      .attr("kw", window[1])
      .attr("sh", strides[0])
      .attr("sw", strides[1])
      .attr("pt", pads[0])
      .attr("pl", pads[1])
      .attr("pb", pads[2])
      .attr("pr", pads[3]);
}

MapBuilder map(MaxPoolOp op) {
  return poolAttrs("maxpool", op, op.getInput())
      .pre(op.getScale(), op.getInRelu())
      .flag("index", bool(op.getIndex()))
      .in(op.getInput(), op.getScale(), op.getShift())
      .out(op.getOutput(), op.getIndex());
}
MapBuilder map(MaxPoolGradOp op) {
  return poolAttrs("maxpool_grad", op, op.getResult())
      .in(op.getGradient(), op.getIndex())
      .out(op.getResult());
}
MapBuilder map(AvgPoolOp op) {
  return poolAttrs("avgpool", op, op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(AvgPoolGradOp op) {
  return poolAttrs("avgpool_grad", op, op.getResult()).in(op.getGradient()).out(op.getResult());
}

} // namespace

void attachPoolMappings(MLIRContext &context) {
  attachMappings<MaxPoolOp, MaxPoolGradOp, AvgPoolOp, AvgPoolGradOp>(
      context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
