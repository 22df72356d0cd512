//===- BatchCopies.h - copies of a function for the batches that are named ----------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace resnetc::rn {

/// Attribute of a function that knows nothing between images: the images that one run takes at most. A larger batch
/// goes in groups, of nearly equal size.
inline constexpr llvm::StringLiteral imagesAtOnceName = "rn.images_at_once";

/// The function of that name, then its copies for other batches, in the order of the module; empty
/// where there is none.
llvm::SmallVector<mlir::func::FuncOp> copiesOf(mlir::ModuleOp module, llvm::StringRef name);

/// The batch that algorithms and schedules of a function are chosen for; 1 where none is named.
int64_t batchOf(mlir::func::FuncOp function);

/// The batch that an op's schedule is chosen for: its function's, or 1 where none of its values has
/// a batch. What is computed from weights alone is so computed in one way for all copies.
int64_t batchOf(mlir::Operation *op);

} // namespace resnetc::rn
