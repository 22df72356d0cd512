//===- ConvOps.cpp - verifiers of convolution and fully connected layers ----------===//
//
// The tags (conv_c1 ...) are those of RNConvOps.td; each has a test in
// tests/lit/Dialect/invalid_conv.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Dialect/RN/WinogradSides.h"

using namespace mlir;
using namespace resnetc::rn;

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

/// Input, filter, strides, pads and groups make a convolution (conv_c1, conv_c2, conv_c9, the room
/// of conv_c3), and `output` has its shape (conv_c3).
static LogicalResult verifyConvolution(Operation *op, Value input, Value filter, Value output,
                                       StringRef outputName, ArrayRef<int64_t> strides,
                                       ArrayRef<int64_t> pads, IntegerAttr groupsAttr) {
  if (failed(expectStrides(op, "strides", strides)) || failed(expectPads(op, pads)))
    return failure();
  auto inputType = cast<RankedTensorType>(input.getType());
  auto filterType = cast<RankedTensorType>(filter.getType());
  int64_t groups = groupsAttr.getInt(), outChannels = filterType.getDimSize(0);
  if (groups < 1 || groups > maxSize || outChannels % groups != 0)
    return op->emitOpError() << "expects a positive number of groups that divides the "
                             << outChannels << " output channels, got " << groups;
  if (inputType.getDimSize(1) != filterType.getDimSize(1) * groups)
    return op->emitOpError() << "expects " << filterType.getDimSize(1) * groups
                             << " input channels for a filter of " << filterType.getDimSize(1)
                             << " in " << groups << (groups == 1 ? " group" : " groups") << ", got "
                             << inputType.getDimSize(1);
  if (failed(expectRoom(op, inputType, filterType.getShape().drop_front(2), pads)))
    return failure();
  auto expected = inferConvType(inputType, filterType, strides, pads, groups);
  if (!expected)
    return op->emitOpError() << "expects an output map within " << maxSize << ", got a larger one";
  return expectShape(op, outputName, output, expected.getShape());
}

/// Tiles that cover the output of a map padded by `pads`.
static bool coversOutput(WinogradTilesAttr tiles, RankedTensorType input, ArrayRef<int64_t> pads) {
  auto count = [&](int64_t size, int64_t before, int64_t after) {
    int64_t outputs = windowCount(size, before, after, 3, winogradStride(tiles.getSide()));
    return llvm::divideCeilSigned(outputs, winogradTile(tiles.getSide()));
  };
  return tiles.getDown() == count(input.getDimSize(2), pads[0], pads[2]) &&
         tiles.getAcross() == count(input.getDimSize(3), pads[1], pads[3]);
}

static LogicalResult verifyWinograd(ConvOp op) {
  auto filter = dyn_cast_or_null<WinogradAttr>(op.getFilter().getType().getEncoding());
  auto input = dyn_cast_or_null<WinogradTilesAttr>(op.getInput().getType().getEncoding());
  // conv_c11
  if (op.getWinogradTile() && (filter || input))
    return op.emitOpError() << "expects no winograd_tile for operands in Winograd's layouts";
  ArrayRef<int64_t> taps = op.getFilter().getType().getShape().take_back(2);
  if (op.getWinogradTile() && (taps[0] != 3 || taps[1] != 3))
    return op.emitOpError() << "expects a filter of 3 x 3 with a winograd_tile, got " << taps[0]
                            << " x " << taps[1];
  // conv_c7, conv_c11
  const bool byWinograd = filter || op.getWinogradTile();
  const char *what = filter ? "a filter in Winograd's layout" : "a winograd_tile";
  const bool phases = filter && isPhaseSide(filter.getSide());
  int64_t stride = 1;
  if (filter)
    stride = phases ? phaseStride(filter.getSide()) : winogradStride(filter.getSide());
  if (byWinograd && llvm::any_of(op.getStrides(), [&](int64_t each) { return each != stride; }))
    return op.emitOpError() << "expects strides of " << stride << " with " << what << ", got "
                            << op.getStrides()[0] << " and " << op.getStrides()[1];
  if (byWinograd && op.getGroups() != 1)
    return op.emitOpError() << "expects one group with " << what << ", got " << op.getGroups();
  Attribute layout = op.getInput().getType().getEncoding();
  if (phases && layout && !isa<ChannelsLastAttr>(layout))
    return op.emitOpError()
           << "expects a row-major input or one of bytes with a filter in phases, got "
           << op.getInput().getType();
  // conv_c8
  if (!input)
    return success();
  if (!filter || filter.getSide() != input.getSide() || input.getGradient())
    return op.emitOpError() << "expects a filter in Winograd's layout of side " << input.getSide()
                            << " beside an input of such tiles";
  if (!coversOutput(input, op.getInput().getType(), op.getPads()))
    return op.emitOpError() << "expects the tiles of the output, got " << input.getDown() << " x "
                            << input.getAcross();
  if (op.getScale())
    return op.emitOpError() << "expects no scale for an input in Winograd's layout";
  return success();
}

/// An input of bytes is read in one group, with a scale (conv_c10).
template <typename ConvLike> static LogicalResult verifyBytes(ConvLike op) {
  RankedTensorType type = op.getInput().getType();
  if (failed(expectBytes(op, type, op.getGroups())))
    return failure();
  if (type.getElementType().isUnsignedInteger(8) && !op.getScale())
    return op.emitOpError() << "expects scale and shift for an input of bytes, got none";
  return success();
}

LogicalResult ConvOp::verify() {
  // conv_c1, conv_c2, conv_c3, conv_c9
  if (failed(verifyConvolution(*this, getInput(), getFilter(), getOutput(), "a result",
                               getStrides(), getPads(), getGroupsAttr())))
    return failure();
  int64_t inChannels = getInput().getType().getDimSize(1);
  int64_t outChannels = getFilter().getType().getDimSize(0);
  // conv_c4
  if (failed(expectAffine(*this, getScale(), getShift(), inChannels, getInRelu())))
    return failure();
  // conv_c10
  if (failed(verifyBytes(*this)))
    return failure();
  // conv_c5
  if (failed(expectLength(*this, "bias", getBias(), outChannels)) ||
      failed(expectType(*this, "residual", getResidual(), getOutput().getType())))
    return failure();
  // conv_c6
  if (getSums() && (getBias() || getResidual() || getRelu()))
    return emitOpError() << "expects sums of a bare convolution, got "
                         << (getBias()       ? "bias"
                             : getResidual() ? "residual"
                                             : "relu")
                         << " beside them";
  if (failed(expectShape(*this, "sums", getSums(), {anyBatch, 3, outChannels})))
    return failure();
  return verifyWinograd(*this);
}

LogicalResult ConvGradInputOp::verify() {
  // conv_grad_input_c1
  if (failed(verifyConvolution(*this, getResult(), getFilter(), getGradient(), "a gradient",
                               getStrides(), getPads(), getGroupsAttr())))
    return failure();
  // conv_grad_input_c2
  return expectType(*this, "addend", getAddend(), getResult().getType());
}

LogicalResult ConvGradWeightOp::verify() {
  // conv_grad_weight_c1
  if (failed(verifyConvolution(*this, getInput(), getResult(), getGradient(), "a gradient",
                               getStrides(), getPads(), getGroupsAttr())))
    return failure();
  // conv_grad_weight_c2
  if (failed(expectAffine(*this, getScale(), getShift(), getInput().getType().getDimSize(1),
                          getInRelu())))
    return failure();
  // conv_grad_weight_c4
  if (failed(verifyBytes(*this)))
    return failure();
  // conv_grad_weight_c3
  auto input = dyn_cast_or_null<WinogradTilesAttr>(getInput().getType().getEncoding());
  auto gradient = dyn_cast_or_null<WinogradTilesAttr>(getGradient().getType().getEncoding());
  if (!input && !gradient)
    return success();
  // conv_grad_weight_c5
  if (getWinogradTile())
    return emitOpError() << "expects no winograd_tile for operands in Winograd's layouts";
  if (!input || !gradient || input.getGradient() || !gradient.getGradient() ||
      input.getSide() != gradient.getSide() || input.getDown() != gradient.getDown() ||
      input.getAcross() != gradient.getAcross())
    return emitOpError() << "expects input and gradient in Winograd's layouts of the same tiles";
  if (getScale())
    return emitOpError() << "expects no scale for an input in Winograd's layout";
  return success();
}

LogicalResult ConvGradBiasOp::verify() {
  // conv_grad_bias_c1
  return expectLength(*this, "a result", getResult(), getGradient().getType().getDimSize(1));
}

LogicalResult TransposeFilterOp::verify() {
  // transpose_filter_c1
  return expectSameButLayout(*this, getFilter().getType(), getResult().getType());
}

LogicalResult WinogradFilterOp::verify() {
  // winograd_filter_c1
  RankedTensorType filter = getFilter().getType();
  SmallVector<int64_t> shape(filter.getShape());
  if (getTransposed())
    std::swap(shape[0], shape[1]);
  auto expected = RankedTensorType::get(shape, filter.getElementType(), filter.getEncoding());
  if (failed(expectSameButLayout(*this, expected, getResult().getType())))
    return failure();
  // winograd_filter_c2
  auto layout = dyn_cast_or_null<WinogradAttr>(getResult().getType().getEncoding());
  if (!layout || (getTransposed() && isPhaseSide(layout.getSide())))
    return emitOpError() << "expects a result in Winograd's layout of filters, got "
                         << getResult().getType();
  return success();
}

LogicalResult WinogradInputOp::verify() {
  // winograd_input_c1
  if (failed(expectPads(*this, getPads())) ||
      failed(expectSameButLayout(*this, getInput().getType(), getResult().getType())))
    return failure();
  // winograd_input_c2
  auto tiles = dyn_cast_or_null<WinogradTilesAttr>(getResult().getType().getEncoding());
  if (!tiles || tiles.getGradient() || !coversOutput(tiles, getInput().getType(), getPads()))
    return emitOpError() << "expects a result in Winograd's layout with the tiles of its pads, got "
                         << getResult().getType();
  // winograd_input_c3
  return expectAffine(*this, getScale(), getShift(), getInput().getType().getDimSize(1),
                      getInRelu());
}

LogicalResult WinogradGradientOp::verify() {
  // winograd_gradient_c1
  RankedTensorType map = getGradient().getType();
  if (failed(expectSameButLayout(*this, map, getResult().getType())))
    return failure();
  // winograd_gradient_c2
  auto tiles = dyn_cast_or_null<WinogradTilesAttr>(getResult().getType().getEncoding());
  int64_t m = tiles ? winogradTile(tiles.getSide()) : 1;
  if (!tiles || !tiles.getGradient() ||
      tiles.getDown() != llvm::divideCeilSigned(map.getDimSize(2), m) ||
      tiles.getAcross() != llvm::divideCeilSigned(map.getDimSize(3), m))
    return emitOpError() << "expects a result in Winograd's layout of gradients with the tiles of "
                            "its map, got "
                         << getResult().getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Fully connected
//===----------------------------------------------------------------------===//

/// The weight is [K, C*H*W] (linear_c1) and `output` is [N, K] (linear_c3).
static LogicalResult verifyLinear(Operation *op, Value input, Value weight, Value output,
                                  StringRef outputName) {
  auto inputType = cast<RankedTensorType>(input.getType());
  auto weightType = cast<RankedTensorType>(weight.getType());
  if (!inferLinearType(inputType, weightType))
    return op->emitOpError() << "expects a weight with one column per element of "
                             << shapeText(inputType.getShape()) << ", got "
                             << weightType.getDimSize(1);
  return expectShape(op, outputName, output, {anyBatch, weightType.getDimSize(0)});
}

LogicalResult LinearOp::verify() {
  // linear_c1, linear_c3
  if (failed(verifyLinear(*this, getInput(), getWeight(), getOutput(), "a result")))
    return failure();
  // linear_c2
  return expectLength(*this, "bias", getBias(), getWeight().getType().getDimSize(0));
}

LogicalResult LinearGradInputOp::verify() {
  // linear_grad_input_c1
  return verifyLinear(*this, getResult(), getWeight(), getGradient(), "a gradient");
}

LogicalResult LinearGradWeightOp::verify() {
  // linear_grad_weight_c1
  return verifyLinear(*this, getInput(), getResult(), getGradient(), "a gradient");
}

LogicalResult LinearGradBiasOp::verify() {
  // linear_grad_bias_c1
  return expectLength(*this, "a result", getResult(), getGradient().getType().getDimSize(1));
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNConvOps.cpp.inc"

void RNDialect::addConvOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNConvOps.cpp.inc"
      >();
}
