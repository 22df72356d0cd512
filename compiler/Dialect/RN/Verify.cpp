//===- Verify.cpp - checks that the verifiers of all op families share ------------===//
#include "compiler/Dialect/RN/Verify.h"
#include "compiler/Dialect/RN/RNDialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace resnetc::rn {

std::string shapeText(ArrayRef<int64_t> shape) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << '[';
  llvm::interleaveComma(shape, out, [&](int64_t size) {
    if (ShapedType::isDynamic(size))
      out << '?';
    else
      out << size;
  });
  out << ']';
  return text;
}

LogicalResult expectShape(Operation *op, StringRef what, Value value, ArrayRef<int64_t> shape) {
  if (!value)
    return success();
  auto type = cast<ShapedType>(value.getType());
  if (type.getShape() == shape)
    return success();
  return op->emitOpError() << "expects " << what << " of shape " << shapeText(shape) << ", got "
                           << shapeText(type.getShape());
}

LogicalResult expectLength(Operation *op, StringRef what, Value vector, int64_t length) {
  if (!vector)
    return success();
  int64_t got = cast<ShapedType>(vector.getType()).getDimSize(0);
  if (got == length)
    return success();
  return op->emitOpError() << "expects " << what << " of " << length << " elements, got " << got;
}

LogicalResult expectType(Operation *op, StringRef what, Value value, Type type) {
  if (!value || value.getType() == type)
    return success();
  return op->emitOpError() << "expects " << what << " of type " << type << ", got "
                           << value.getType();
}

LogicalResult expectSameButLayout(Operation *op, Type operand, Type result) {
  auto from = cast<RankedTensorType>(operand), to = cast<RankedTensorType>(result);
  if (from.getShape() == to.getShape() && from.getElementType() == to.getElementType())
    return success();
  return op->emitOpError() << "expects a result that differs in its layout alone from " << operand
                           << ", got " << result;
}

LogicalResult expectAffine(Operation *op, Value scale, Value shift, int64_t channels, bool inRelu) {
  if (bool(scale) != bool(shift))
    return op->emitOpError() << "expects scale and shift together, got only "
                             << (scale ? "scale" : "shift");
  if (inRelu && !scale)
    return op->emitOpError() << "expects scale and shift with in_relu, got none";
  if (failed(expectLength(op, "scale", scale, channels)))
    return failure();
  return expectLength(op, "shift", shift, channels);
}

LogicalResult expectBytes(Operation *op, RankedTensorType type, int64_t groups) {
  if (!type.getElementType().isUnsignedInteger(8))
    return success();
  if (!isa_and_nonnull<ChannelsLastAttr>(type.getEncoding()))
    return op->emitOpError() << "expects bytes in #rn.channels_last layout, got " << type;
  if (type.getDimSize(1) > maxByteChannels || groups != 1)
    return op->emitOpError() << "expects bytes of at most " << maxByteChannels
                             << " channels in one group, got " << type.getDimSize(1) << " in "
                             << groups;
  return success();
}

LogicalResult expectStrides(Operation *op, StringRef what, ArrayRef<int64_t> strides) {
  if (areStrides(strides))
    return success();
  return op->emitOpError() << "expects two " << what << " within 1 and " << maxSize << ", got "
                           << shapeText(strides);
}

LogicalResult expectPads(Operation *op, ArrayRef<int64_t> pads) {
  if (arePads(pads))
    return success();
  return op->emitOpError() << "expects four pads within 0 and " << maxSize << ", got "
                           << shapeText(pads);
}

LogicalResult expectRoom(Operation *op, RankedTensorType input, ArrayRef<int64_t> window,
                         ArrayRef<int64_t> pads) {
  int64_t height = input.getDimSize(2) + pads[0] + pads[2];
  int64_t width = input.getDimSize(3) + pads[1] + pads[3];
  if (window[0] <= height && window[1] <= width)
    return success();
  return op->emitOpError() << "expects a window within the padded map of " << height << "x" << width
                           << ", got " << window[0] << "x" << window[1];
}

} // namespace resnetc::rn
