//===- Evaluable.h - the evaluation interface and its models ---------------------===//
//
// A model reads operands and fills results of one op through a `Frame`. The models live in this
// folder, one file per op family, and are attached to the ops from outside: the dialect does not
// know of them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Reference/Tensor.h"

#include "mlir/IR/OpDefinition.h"
#include "llvm/ADT/DenseMap.h"

namespace resnetc::rn {

/// The values of one running function.
class Frame {
public:
  /// The value's tensor; it must have been defined.
  const Tensor &operator[](mlir::Value value) const { return values.find(value)->second; }
  /// The same, or null for an absent optional operand.
  const Tensor *find(mlir::Value value) const {
    return value ? &values.find(value)->second : nullptr;
  }
  /// A result to fill.
  Tensor &result(mlir::Value value) { return values.find(value)->second; }
  /// The same, or null for an absent optional result.
  Tensor *findResult(mlir::Value value) { return value ? &values.find(value)->second : nullptr; }

  void define(mlir::Value value, Tensor tensor) { values[value] = std::move(tensor); }

private:
  llvm::DenseMap<mlir::Value, Tensor> values;
};

} // namespace resnetc::rn

#include "compiler/Reference/Evaluable.h.inc"

namespace resnetc::rn {

/// What bn_stats gathers, [N, 3, C], of activations [N, C, H, W].
Tensor channelStatistics(const Tensor &activations);

/// Attaches the model of every op to the dialect.
void registerReferenceModels(mlir::DialectRegistry &registry);

// One per family; called by registerReferenceModels.
void attachActivationReferences(mlir::MLIRContext &context);
void attachConvReferences(mlir::MLIRContext &context);
void attachElementwiseReferences(mlir::MLIRContext &context);
void attachJoinReferences(mlir::MLIRContext &context);
void attachLossReferences(mlir::MLIRContext &context);
void attachNormReferences(mlir::MLIRContext &context);
void attachPoolReferences(mlir::MLIRContext &context);

/// Base of all models: an external model of `EvaluableOpInterface` for `OpTy` that calls
/// `Model::compute(OpTy, Frame &)`.
template <typename Model, typename OpTy>
struct ReferenceModel : EvaluableOpInterface::ExternalModel<ReferenceModel<Model, OpTy>, OpTy> {
  llvm::LogicalResult evaluate(mlir::Operation *op, Frame &frame) const {
    return Model::compute(mlir::cast<OpTy>(op), frame);
  }
};

/// The channel of element i of an [N, C, H, W] tensor.
inline int64_t channelOf(const Tensor &t, int64_t i) {
  return i / (t.dim(2) * t.dim(3)) % t.dim(1);
}

/// max(x, 0), and NaN of NaN.
inline double reluOf(double x) { return x < 0 ? 0.0 : x; }

/// True where the gradient of a ReLU passes that gave y: also where that is NaN.
inline bool passesRelu(double y) { return !(y <= 0); }

/// [in_relu](x * scale + shift) of one element of channel c; x itself without scale and shift.
struct Prologue {
  const Tensor *scale, *shift;
  bool relu;

  double operator()(double x, int64_t c) const {
    if (!scale)
      return x;
    double y = x * (*scale)[c] + (*shift)[c];
    return relu ? reluOf(y) : y;
  }
};

} // namespace resnetc::rn
