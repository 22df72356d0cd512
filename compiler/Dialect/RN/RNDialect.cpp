//===- RNDialect.cpp - registration of the rn dialect, checks of its layouts -----===//
//
// Registers ops, attributes and types. A layout is verified when it is put on a tensor type, so no
// pass meets a blocked or packed tensor of the wrong rank.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNDialect.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/WinogradPhaseSides.h"
#include "compiler/Dialect/RN/WinogradSides.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace resnetc::rn;

#include "compiler/Dialect/RN/RNDialect.cpp.inc"
#include "compiler/Dialect/RN/RNEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/Dialect/RN/RNAttributes.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/Dialect/RN/RNTypes.cpp.inc"

void RNDialect::initialize() {
  addActivationOps();
  addConvOps();
  addElementwiseOps();
  addJoinOps();
  addKernelOps();
  addLossOps();
  addModuleOps();
  addNormOps();
  addPoolOps();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "compiler/Dialect/RN/RNAttributes.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "compiler/Dialect/RN/RNTypes.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// A binding stands once among the arguments or results, whose attributes `attrOf` gives.
static LogicalResult verifyBinding(Operation *op, unsigned index, NamedAttribute attribute,
                                   StringRef what,
                                   function_ref<Attribute(FunctionOpInterface, unsigned)> attrOf) {
  if (attribute.getName() != bindingName)
    return success();
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function || !isa<BindingAttr>(attribute.getValue()))
    return op->emitError() << "expects #rn.binding<...> on a function's " << what << " as "
                           << bindingName << ", got " << attribute.getValue();
  for (unsigned i = 0; i < index; ++i)
    if (attrOf(function, i) == attribute.getValue())
      return op->emitError() << "expects each binding once among its " << what << "s, got "
                             << attribute.getValue() << " for " << i << " and " << index;
  return success();
}

LogicalResult RNDialect::verifyRegionArgAttribute(Operation *op, unsigned, unsigned index,
                                                  NamedAttribute attribute) {
  return verifyBinding(op, index, attribute, "argument", [](FunctionOpInterface f, unsigned i) {
    return f.getArgAttr(i, bindingName);
  });
}

LogicalResult RNDialect::verifyRegionResultAttribute(Operation *op, unsigned, unsigned index,
                                                     NamedAttribute attribute) {
  return verifyBinding(op, index, attribute, "result", [](FunctionOpInterface f, unsigned i) {
    return f.getResultAttr(i, bindingName);
  });
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

static bool areFixedSizes(ArrayRef<int64_t> sizes) {
  return llvm::all_of(sizes, [](int64_t size) { return size >= 1 && size <= maxSize; });
}

bool resnetc::rn::isBatchShape(Type type, int64_t rank) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() == rank && rank >= 1 && tensor.isDynamicDim(0) &&
         areFixedSizes(tensor.getShape().drop_front());
}

bool resnetc::rn::isFixedShape(Type type, int64_t rank) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && (rank < 0 || tensor.getRank() == rank) && areFixedSizes(tensor.getShape());
}

bool resnetc::rn::isOneNumber(Type type) {
  return isFixedShape(type, 1) && cast<RankedTensorType>(type).getDimSize(0) == 1;
}

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

using EmitError = function_ref<InFlightDiagnostic()>;

static LogicalResult verifyBlock(EmitError emitError, StringRef what, int64_t value) {
  if (value >= 1 && value <= maxSize)
    return success();
  return emitError() << "expects " << what << " within 1 and " << maxSize << ", got " << value;
}

LogicalResult BlockedAttr::verify(EmitError emitError, int64_t block) {
  return verifyBlock(emitError, "block", block);
}

LogicalResult BlockedAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                          EmitError emitError) const {
  if (shape.size() == 1 || shape.size() == 4)
    return success();
  return emitError() << "expects a blocked tensor of rank 1 or 4, got rank " << shape.size();
}

LogicalResult ChannelsLastAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                               EmitError emitError) const {
  if (shape.size() == 4)
    return success();
  return emitError() << "expects a tensor of rank 4 with its channels last, got rank "
                     << shape.size();
}

LogicalResult PackedAttr::verify(EmitError emitError, ArrayRef<int64_t> dims, int64_t k, int64_t c,
                                 bool transposed, int64_t groups) {
  if (dims.size() != 4)
    return emitError() << "expects 4 dims, got " << dims.size();
  for (int64_t dim : dims)
    if (failed(verifyBlock(emitError, "each of dims", dim)))
      return failure();
  if (failed(verifyBlock(emitError, "k", k)) || failed(verifyBlock(emitError, "c", c)) ||
      failed(verifyBlock(emitError, "groups", groups)))
    return failure();
  if (dims[0] % groups == 0)
    return success();
  return emitError() << "expects groups that divide the " << dims[0] << " outputs, got " << groups;
}

LogicalResult PackedAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                         EmitError emitError) const {
  ArrayRef<int64_t> dims = getDims();
  if (shape.size() == 4 && shape == dims)
    return success();
  if (getGroups() > 1) {
    bool merged = shape.size() == 4 && shape[0] == dims[0] && shape[2] == dims[2] &&
                  shape[3] == dims[3] && shape[1] >= 1 && dims[1] % shape[1] == 0 &&
                  getGroups() % (dims[1] / shape[1]) == 0;
    return merged ? success()
                  : emitError() << "expects a packed tensor whose groups make up [" << dims
                                << "], got [" << shape << "]";
  }
  std::optional<int64_t> columns = checkedProduct(dims.drop_front());
  if (shape.size() == 2 && shape[0] == dims[0] && columns && shape[1] == *columns)
    return success();
  return emitError() << "expects a packed tensor of shape [" << dims
                     << "] or its first size by the "
                     << "product of the others, got [" << shape << "]";
}

static LogicalResult verifySide(EmitError emitError, int64_t side) {
  for (int64_t tile : {2, 4})
    for (int64_t stride : {1, 2})
      if (side == winogradSide(tile, stride))
        return success();
  return emitError() << "expects side 4, 5, 6 or 9, got " << side;
}

LogicalResult WinogradAttr::verify(EmitError emitError, int64_t side, int64_t block) {
  if ((side > maxSize || !isPhaseSide(side)) && failed(verifySide(emitError, side)))
    return failure();
  return verifyBlock(emitError, "block", block);
}

LogicalResult WinogradAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                           EmitError emitError) const {
  if (isPhaseSide(getSide())) {
    auto taps = [&](int64_t size) { return llvm::divideCeilSigned(size, phaseStride(getSide())); };
    if (shape.size() == 4 && taps(shape[2]) == taps(shape[3]) && taps(shape[2]) > 1 &&
        taps(shape[2]) < phasePositions)
      return success();
    return emitError() << "expects a filter [K, C, H, W] whose phases of stride "
                       << phaseStride(getSide()) << " are as high as wide, of 2 to "
                       << phasePositions - 1 << " taps, got [" << shape << "]";
  }
  if (shape.size() == 4 && shape[2] == 3 && shape[3] == 3)
    return success();
  return emitError() << "expects a filter [K, C, 3, 3], got [" << shape << "]";
}

LogicalResult WinogradTilesAttr::verify(EmitError emitError, int64_t side, int64_t down,
                                        int64_t across, int64_t block, bool gradient) {
  if (failed(verifySide(emitError, side)) || failed(verifyBlock(emitError, "down", down)) ||
      failed(verifyBlock(emitError, "across", across)))
    return failure();
  return verifyBlock(emitError, "block", block);
}

LogicalResult WinogradTilesAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                                EmitError emitError) const {
  if (shape.size() == 4 && ShapedType::isDynamic(shape[0]))
    return success();
  return emitError() << "expects activations [?, C, H, W], got rank " << shape.size();
}

LogicalResult PartialsAttr::verify(EmitError emitError, int64_t block, int64_t count) {
  if (failed(verifyBlock(emitError, "block", block)))
    return failure();
  return verifyBlock(emitError, "count", count);
}

LogicalResult PartialsAttr::verifyEncoding(ArrayRef<int64_t> shape, Type elementType,
                                           EmitError emitError) const {
  if (shape.size() == 3)
    return success();
  return emitError() << "expects partial sums of rank 3, got rank " << shape.size();
}
