//===- Declines.h - why an op stays a pass over memory of its own -------------------===//
//
// A fusion pattern that looks at an op and leaves it says why. What is said of an op that is still
// there when its pass ends stays on it as `rn.declined`, for the report.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/PatternMatch.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <string>

namespace resnetc::rn {

/// The attribute: an array of strings, one for each pattern that left the op alone.
inline constexpr llvm::StringLiteral declinedName = "rn.declined";

/// What patterns said last of each op.
class Declines final : public mlir::RewriterBase::Listener {
public:
  /// Notes why `pattern` leaves `op` alone, in place of what it said before.
  void note(mlir::Operation *op, llvm::StringRef pattern, const llvm::Twine &reason) {
    reasons[op][pattern.str()] = reason.str();
  }
  void notifyOperationErased(mlir::Operation *op) override { reasons.erase(op); }

  /// Adds the reasons to the ops they are about.
  void attach();

private:
  llvm::MapVector<mlir::Operation *, std::map<std::string, std::string>> reasons;
};

/// A fusion rooted at an OpTy.
template <typename OpTy> struct FusionPattern : mlir::OpRewritePattern<OpTy> {
  FusionPattern(mlir::MLIRContext *context, Declines &declines)
      : mlir::OpRewritePattern<OpTy>(context), declines(declines) {}

  /// Leaves `op`, with the reason for the report.
  mlir::LogicalResult decline(OpTy op, const llvm::Twine &reason) const {
    declines.note(op, this->getDebugName(), reason);
    return mlir::failure();
  }

  Declines &declines;
};

/// Applies the patterns that `add` gives until none fits, and attaches what they declined.
/// `inspect` may add reasons of the pass as a whole for what is left.
mlir::LogicalResult
applyFusions(mlir::func::FuncOp function,
             llvm::function_ref<void(mlir::RewritePatternSet &, Declines &)> add,
             llvm::function_ref<void(Declines &)> inspect = {});

/// "rn.conv", "rn.conv, which has other readers" or "the caller": what makes a value.
std::string makerText(mlir::Value value);

/// "rn.avg_pool, rn.conv": what reads a value, each kind once.
std::string readersText(mlir::Value value);

} // namespace resnetc::rn
