//===- NormOps.cpp - verifiers of batch normalisation, whole and in parts ----------===//
//
// The tags are those of RNNormOps.td; each has a test in tests/lit/Dialect/invalid_norm.mlir.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Dialect/RN/Verify.h"

using namespace mlir;
using namespace resnetc::rn;

namespace {
/// A vector and what an error calls it.
struct NamedVector {
  StringRef name;
  Value value;
};
} // namespace

static LogicalResult expectLengths(Operation *op, int64_t length,
                                   std::initializer_list<NamedVector> vectors) {
  for (const NamedVector &vector : vectors)
    if (failed(expectLength(op, vector.name, vector.value, length)))
      return failure();
  return success();
}

LogicalResult BatchNormOp::verify() {
  // batch_norm_c1
  return expectLengths(*this, getInput().getType().getDimSize(1),
                       {{"weight", getWeight()},
                        {"bias", getBias()},
                        {"mean", getMean()},
                        {"variance", getVariance()}});
}

LogicalResult BatchNormTrainOp::verify() {
  // batch_norm_train_c1
  return expectLengths(*this, getInput().getType().getDimSize(1),
                       {{"weight", getWeight()},
                        {"bias", getBias()},
                        {"mean", getMean()},
                        {"variance", getVariance()}});
}

LogicalResult BatchNormGradOp::verify() {
  // batch_norm_grad_c1
  return expectLengths(*this, getInput().getType().getDimSize(1),
                       {{"mean", getMean()},
                        {"variance", getVariance()},
                        {"weight", getWeight()},
                        {"weight gradient", getWeightGradient()},
                        {"bias gradient", getBiasGradient()}});
}

LogicalResult BnUnbiasedOp::verify() {
  // bn_unbiased_c1
  return expectLengths(*this, getNormalized().getType().getDimSize(1),
                       {{"variance", getVariance()}, {"unbiased variance", getUnbiased()}});
}

LogicalResult BnRunningOp::verify() {
  // bn_running_c2
  if (getFactor() && failed(expectLength(*this, "a factor", getFactor(), 1)))
    return failure();
  // bn_running_c1
  return expectLengths(*this, getMean().getType().getDimSize(0),
                       {{"variance", getVariance()},
                        {"running mean", getRunningMean()},
                        {"running variance", getRunningVariance()},
                        {"new mean", getNewMean()},
                        {"new variance", getNewVariance()}});
}

LogicalResult BnInferenceOp::verify() {
  // bn_inference_c1
  return expectLengths(*this, getWeight().getType().getDimSize(0),
                       {{"bias", getBias()},
                        {"mean", getMean()},
                        {"variance", getVariance()},
                        {"scale", getScale()},
                        {"shift", getShift()}});
}

LogicalResult FoldBnOp::verify() {
  // fold_bn_c1
  if (failed(expectShape(*this, "a folded filter", getFolded(), getFilter().getType().getShape())))
    return failure();
  return expectLengths(*this, getFilter().getType().getDimSize(0),
                       {{"weight", getWeight()},
                        {"bias", getBias()},
                        {"mean", getMean()},
                        {"variance", getVariance()},
                        {"filter bias", getFilterBias()},
                        {"folded bias", getFoldedBias()}});
}

LogicalResult BnStatsOp::verify() {
  // bn_stats_c1
  return expectShape(*this, "sums", getSums(), {anyBatch, 3, getInput().getType().getDimSize(1)});
}

/// The sums are [N, numbers, C] (c1), of at least one position per image (c2).
static LogicalResult verifySums(Operation *op, Value sums, int64_t numbers, int64_t positions) {
  auto type = cast<RankedTensorType>(sums.getType());
  if (failed(expectShape(op, "sums", sums, {anyBatch, numbers, type.getDimSize(2)})))
    return failure();
  if (positions < 1)
    return op->emitOpError() << "expects at least 1 position, got " << positions;
  return success();
}

LogicalResult BnFinalizeOp::verify() {
  // bn_finalize_c1, bn_finalize_c2
  if (failed(verifySums(*this, getSums(), 3, getPositions())))
    return failure();
  return expectLengths(*this, getSums().getType().getDimSize(2),
                       {{"weight", getWeight()},
                        {"bias", getBias()},
                        {"mean", getMean()},
                        {"variance", getVariance()},
                        {"scale", getScale()},
                        {"shift", getShift()}});
}

LogicalResult GradStatsOp::verify() {
  // grad_stats_c1
  Type type = getInput().getType();
  if (failed(expectType(*this, "gradient", getGradient(), type)) ||
      failed(expectType(*this, "gradient2", getGradient2(), type)) ||
      failed(expectType(*this, "output", getOutput(), type)) ||
      failed(expectType(*this, "the masked gradient", getMasked(), type)))
    return failure();
  // grad_stats_c2
  int64_t channels = getInput().getType().getDimSize(1);
  if (failed(expectAffine(*this, getScale(), getShift(), channels)))
    return failure();
  if (getScale() && getOutput())
    return emitOpError() << "expects one mask, got output beside scale and shift";
  // grad_stats_c3
  if (failed(expectLengths(*this, channels, {{"mean", getMean()}})))
    return failure();
  return expectShape(*this, "sums", getSums(), {anyBatch, 2, channels});
}

LogicalResult BnGradFinalizeOp::verify() {
  // bn_grad_finalize_c1, bn_grad_finalize_c2
  if (failed(verifySums(*this, getSums(), 2, getPositions())))
    return failure();
  return expectLengths(*this, getSums().getType().getDimSize(2),
                       {{"mean", getMean()},
                        {"variance", getVariance()},
                        {"weight", getWeight()},
                        {"weight gradient", getWeightGradient()},
                        {"bias gradient", getBiasGradient()},
                        {"a", getA()},
                        {"b", getB()},
                        {"c", getC()}});
}

LogicalResult BnGradApplyOp::verify() {
  // bn_grad_apply_c1
  Type type = getResult().getType();
  if (failed(expectType(*this, "gradient", getGradient(), type)) ||
      failed(expectType(*this, "input", getInput(), type)))
    return failure();
  int64_t channels = getResult().getType().getDimSize(1);
  if (failed(expectLengths(*this, channels, {{"a", getA()}, {"b", getB()}, {"c", getC()}})))
    return failure();
  // bn_grad_apply_c2
  return expectAffine(*this, getScale(), getShift(), channels);
}

/// lrn_c1 and lrn_c2.
template <typename OpTy> static LogicalResult verifyLrn(OpTy op) {
  int64_t size = op.getSizeAttr().getInt();
  if (size < 1 || size > maxSize || size % 2 == 0)
    return op.emitOpError() << "expects an odd size within 1 and " << maxSize << ", got " << size;
  auto isFactor = [](const APFloat &x) { return x.isFinite() && !x.isNegative(); };
  if (!isFactor(op.getAlpha()) || !isFactor(op.getBeta()))
    return op.emitOpError() << "expects alpha and beta of at least 0, got "
                            << op.getAlpha().convertToDouble() << " and "
                            << op.getBeta().convertToDouble();
  if (!isFactor(op.getK()) || op.getK().isZero())
    return op.emitOpError() << "expects a positive k, got " << op.getK().convertToDouble();
  return success();
}

LogicalResult LrnOp::verify() {
  // lrn_c1, lrn_c2
  return verifyLrn(*this);
}

LogicalResult LrnGradOp::verify() {
  // lrn_grad_c1
  return verifyLrn(*this);
}

//===----------------------------------------------------------------------===//
// What is generated
//===----------------------------------------------------------------------===//

#define GET_OP_CLASSES
#include "compiler/Dialect/RN/RNNormOps.cpp.inc"

void RNDialect::addNormOps() {
  addOperations<
#define GET_OP_LIST
#include "compiler/Dialect/RN/RNNormOps.cpp.inc"
      >();
}
