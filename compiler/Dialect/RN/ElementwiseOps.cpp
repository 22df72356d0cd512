//===- ElementwiseOps.cpp - verifiers of per-element layers, shortcuts, layouts ---===//
//
// The tags are those of RNElementwiseOps.td; each has a test in
// tests/lit/Dialect/invalid_elementwise.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

#include <cmath>

using namespace mlir;
using namespace resnetc::rn;

LogicalResult CastOp::verify() {
  // cast_c1
  auto from = cast<RankedTensorType>(getInput().getType());
  auto to = cast<RankedTensorType>(getOutput().getType());
  if (from.getElementType() == to.getElementType() || to.clone(from.getElementType()) != from)
    return emitOpError() << "expects to change the element type alone, got " << from << " to "
                         << to;
  return success();
}

LogicalResult FromBytesOp::verify() {
  // from_bytes_c1
  auto type = getInput().getType();
  if (failed(expectShape(*this, "a result", getOutput(), type.getShape())) ||
      failed(expectBytes(*this, type, /*groups=*/1)))
    return failure();
  // from_bytes_c2
  return expectAffine(*this, getScale(), getShift(), type.getDimSize(1));
}

LogicalResult NormalizeOp::verify() {
  // normalize_c1
  int64_t channels = getInput().getType().getDimSize(1);
  if (int64_t(getMean().size()) != channels || int64_t(getStd().size()) != channels)
    return emitOpError() << "expects mean and std of " << channels << " elements, got "
                         << getMean().size() << " and " << getStd().size();
  for (double deviation : getStd())
    if (!(deviation > 0) || !std::isfinite(deviation))
      return emitOpError() << "expects positive std, got " << deviation;
  for (double mean : getMean())
    if (!std::isfinite(mean))
      return emitOpError() << "expects finite mean, got " << mean;
  return success();
}

LogicalResult ReluGradOp::verify() {
  // relu_grad_c1
  Type type = getResult().getType();
  if (failed(expectType(*this, "gradient", getGradient(), type)) ||
      failed(expectType(*this, "output", getOutput(), type)))
    return failure();
  return expectType(*this, "gradient2", getGradient2(), type);
}

LogicalResult ScaleShiftAddReluOp::verify() {
  // scale_shift_add_relu_c1
  Type type = getOutput().getType();
  if (failed(expectType(*this, "a", getA(), type)) || failed(expectType(*this, "b", getB(), type)))
    return failure();
  // scale_shift_add_relu_c2
  int64_t channels = getOutput().getType().getDimSize(1);
  if (failed(expectAffine(*this, getAScale(), getAShift(), channels)) ||
      failed(expectAffine(*this, getBScale(), getBShift(), channels)))
    return failure();
  if (getBScale() && !getB())
    return emitOpError() << "expects b with its scale and shift, got none";
  return success();
}

/// `output` is the subsampled and padded `input`.
static LogicalResult verifySubsamplePad(Operation *op, Value input, Value output, StringRef narrow,
                                        StringRef wide, ArrayRef<int64_t> strides) {
  if (failed(expectStrides(op, "strides", strides)))
    return failure();
  auto inputType = cast<RankedTensorType>(input.getType());
  int64_t channels = cast<RankedTensorType>(output.getType()).getDimSize(1);
  auto expected = inferSubsamplePadType(inputType, channels, strides);
  if (!expected)
    return op->emitOpError() << "expects at least the " << inputType.getDimSize(1)
                             << " channels of " << narrow << " in " << wide << ", got " << channels;
  return expectShape(op, wide, output, expected.getShape());
}

LogicalResult SubsamplePadOp::verify() {
  // subsample_pad_c1, subsample_pad_c2
  return verifySubsamplePad(*this, getInput(), getOutput(), "the input", "the result",
                            getStrides());
}

LogicalResult SubsamplePadGradOp::verify() {
  // subsample_pad_grad_c1
  if (failed(verifySubsamplePad(*this, getResult(), getGradient(), "the result", "the gradient",
                                getStrides())))
    return failure();
  // subsample_pad_grad_c2
  return expectType(*this, "addend", getAddend(), getResult().getType());
}

/// `rows` are the maps, flattened.
static LogicalResult verifyFlat(Operation *op, StringRef what, Value rows, Value map) {
  auto shape = cast<RankedTensorType>(map.getType()).getShape();
  auto columns = checkedProduct(shape.drop_front());
  int64_t got = cast<RankedTensorType>(rows.getType()).getDimSize(1);
  if (columns && *columns == got)
    return success();
  return op->emitOpError() << "expects " << what << " with one column per element of "
                           << shapeText(shape) << ", got " << got;
}

LogicalResult FlattenOp::verify() {
  // flatten_c1
  return verifyFlat(*this, "a result", getOutput(), getInput());
}

LogicalResult UnflattenOp::verify() {
  // unflatten_c1
  return verifyFlat(*this, "an input", getInput(), getOutput());
}

LogicalResult ToBlockedOp::verify() {
  // to_blocked_c1
  return expectSameButLayout(*this, getInput().getType(), getOutput().getType());
}

LogicalResult ToNchwOp::verify() {
  // to_nchw_c1
  return expectSameButLayout(*this, getInput().getType(), getOutput().getType());
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNElementwiseOps.cpp.inc"

void RNDialect::addElementwiseOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNElementwiseOps.cpp.inc"
      >();
}
