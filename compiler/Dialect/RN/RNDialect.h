//===- RNDialect.h - the rn dialect: attributes, types, shape rules ------------===//
//
// `rn` is the language of the graph, gradient, fused, choose, layout, kernels and plan phases. This header
// holds what the ops are made of; RNOps.h holds the ops.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/Attributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/TensorEncoding.h"
#include "mlir/IR/Types.h"

namespace resnetc::rn {

/// Sizes, strides and pads stay at or below this, so that sums and products of two of them fit 64
/// bits.
inline constexpr int64_t maxSize = (int64_t(1) << 31) - 1;

/// Channels of an image of bytes, as decoders give them.
inline constexpr int64_t maxByteChannels = 4;

/// True if `type` is a ranked tensor [?, d1, d2 ...] of that rank, its other sizes within 1 and
/// maxSize.
bool isBatchShape(mlir::Type type, int64_t rank);

/// True if `type` is a ranked tensor, of that rank unless it is negative, with all sizes within 1
/// and maxSize.
bool isFixedShape(mlir::Type type, int64_t rank = -1);

/// True if `type` is a ranked tensor [1].
bool isOneNumber(mlir::Type type);

} // namespace resnetc::rn

#include "compiler/Dialect/RN/RNDialect.h.inc"
#include "compiler/Dialect/RN/RNEnums.h.inc"

namespace resnetc::rn {

/// Trait of ops that do little arithmetic for the memory they move.
template <typename ConcreteOp>
class MemoryBound : public mlir::OpTrait::TraitBase<ConcreteOp, MemoryBound> {};

/// Attributes of a function's arguments and results: what they are to the caller (`#rn.binding`), or
/// what the backward pass leaves for the update of a variable, of which they hold the name: its
/// gradient, or what the batch gives for a running statistic. On buffers, where one value may be
/// left for several variables, the names of all of them.
inline constexpr llvm::StringLiteral bindingName = "rn.binding";
inline constexpr llvm::StringLiteral gradientOfName = "rn.gradient_of";
inline constexpr llvm::StringLiteral observationOfName = "rn.observation_of";
/// Attribute of a buffer that is left for the update: bytes from the start of the arena.
inline constexpr llvm::StringLiteral offsetName = "rn.offset";

/// Attributes of a function of which there is a copy for each batch that is named: the batch that its
/// algorithms and schedules are chosen for (every other size runs, too), and of all copies but the
/// first the name of that.
inline constexpr llvm::StringLiteral batchName = "rn.batch";
inline constexpr llvm::StringLiteral copyOfName = "rn.copy_of";

/// Attribute of an op with a kernel, once it is chosen how that is computed: `#rn.schedule`.
inline constexpr llvm::StringLiteral scheduleName = "rn.schedule";
/// On an op whose maps are f32: the narrower type that its kernel multiplies in.
inline constexpr llvm::StringLiteral computeName = "rn.compute";

/// Attributes of a module, once what is left for the update has its place: the ends in bytes of the
/// buckets of gradients, which begin at 0 and follow each other in the order in which the backward
/// pass completes them, and the bytes of all with the observations behind them.
inline constexpr llvm::StringLiteral bucketEndsName = "rn.bucket_ends";
inline constexpr llvm::StringLiteral leftBytesName = "rn.left_bytes";

/// Attribute of a module: bytes of all its variables, once they are placed.
inline constexpr llvm::StringLiteral stateBytesName = "rn.state_bytes";

} // namespace resnetc::rn

#define GET_ATTRDEF_CLASSES
#include "compiler/Dialect/RN/RNAttributes.h.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/Dialect/RN/RNTypes.h.inc"
