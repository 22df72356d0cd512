//===- Verify.h - checks that the verifiers of all op families share --------------===//
//
// Each helper reports one located error, "expects X, got Y", and returns failure. A null value
// stands for an absent optional operand and passes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Dialect/RN/Geometry.h"

#include "mlir/IR/Operation.h"

namespace resnetc::rn {

/// The batch, where a shape is expected.
inline constexpr int64_t anyBatch = mlir::ShapedType::kDynamic;

/// Places of a maximum pool's window that its index, of eight bits, can tell apart.
inline constexpr int64_t maxPlaces = 255;

/// "[?, 16, 8, 8]".
std::string shapeText(llvm::ArrayRef<int64_t> shape);

/// The value has that shape, whatever its layout.
mlir::LogicalResult expectShape(mlir::Operation *op, llvm::StringRef what, mlir::Value value,
                                llvm::ArrayRef<int64_t> shape);

/// The vector has that many elements.
mlir::LogicalResult expectLength(mlir::Operation *op, llvm::StringRef what, mlir::Value vector,
                                 int64_t length);

/// The value has that type, layout included.
mlir::LogicalResult expectType(mlir::Operation *op, llvm::StringRef what, mlir::Value value,
                               mlir::Type type);

/// Both types have one shape and one element type.
mlir::LogicalResult expectSameButLayout(mlir::Operation *op, mlir::Type operand, mlir::Type result);

/// Scale and shift are both there or both absent, with one element per channel; in_relu needs them.
mlir::LogicalResult expectAffine(mlir::Operation *op, mlir::Value scale, mlir::Value shift,
                                 int64_t channels, bool inRelu = false);

/// Bytes, where the type is of such, have their channels last, at most maxByteChannels, and are read in
/// one group.
mlir::LogicalResult expectBytes(mlir::Operation *op, mlir::RankedTensorType type, int64_t groups);

/// Two positive numbers within range.
mlir::LogicalResult expectStrides(mlir::Operation *op, llvm::StringRef what,
                                  llvm::ArrayRef<int64_t> strides);
/// Four non-negative numbers within range.
mlir::LogicalResult expectPads(mlir::Operation *op, llvm::ArrayRef<int64_t> pads);

/// Some window fits; reports the sizes that leave no place.
mlir::LogicalResult expectRoom(mlir::Operation *op, mlir::RankedTensorType input,
                               llvm::ArrayRef<int64_t> window, llvm::ArrayRef<int64_t> pads);

} // namespace resnetc::rn
