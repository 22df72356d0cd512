//===- NormMapping.cpp - which kernels normalisations are -------------------------===//
//
// Batch norm as statistics, finalisation and affine maps, both ways, and local response
// normalisation.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

int64_t partialCount(Value sums) {
  auto partials = dyn_cast_or_null<PartialsAttr>(typeOf(sums).getEncoding());
  return partials ? partials.getCount() : 1;
}

MapBuilder map(FoldBnOp op) {
  return weightAttrs(MapBuilder("fold_bn"), op.getFilter())
      .flag("nchw_input", isOhwiWeight(op.getFilter()))
      .flag("bias", bool(op.getFilterBias()))
      .real("eps", op.getEps())
      .in(op.getFilter(), op.getFilterBias(), op.getWeight(), op.getBias(), op.getMean(),
          op.getVariance())
      .out(op.getFolded(), op.getFoldedBias());
}

MapBuilder map(BnInferenceOp op) {
  return MapBuilder("bn_inference")
      .channels(op.getWeight())
      .real("eps", op.getEps())
      .in(op.getWeight(), op.getBias(), op.getMean(), op.getVariance())
      .out(op.getScale(), op.getShift());
}

MapBuilder map(BnStatsOp op) {
  return MapBuilder("bn_stats").map(op.getInput()).in(op.getInput()).out(op.getSums());
}

MapBuilder map(BnFinalizeOp op) {
  return MapBuilder("bn_finalize")
      .channels(op.getWeight())
      .attr("h", op.getPositions())
      .attr("w", 1)
      .attr("p", partialCount(op.getSums()))
      .unless("across", pixelsAcross(op.getSums()), 0)
      .real("eps", op.getEps())
      .in(op.getSums(), op.getWeight(), op.getBias())
      .out(op.getMean(), op.getVariance(), op.getScale(), op.getShift());
}

MapBuilder map(BnUnbiasedOp op) {
  return MapBuilder("bn_unbiased")
      .map(op.getNormalized())
      .in(op.getVariance())
      .out(op.getUnbiased());
}

MapBuilder map(BnRunningOp op) {
  MapBuilder m("bn_running");
  m.kernel.n = storedVectors(op.getMean());
  return m.flag("scaled", bool(op.getFactor()))
      .real("momentum", op.getMomentum())
      .in(op.getMean(), op.getVariance())
      .inOut(op.getRunningMean(), op.getNewMean())
      .inOut(op.getRunningVariance(), op.getNewVariance())
      .in(op.getFactor());
}

MapBuilder map(GradStatsOp op) {
  int64_t mask = op.getOutput() ? 1 : op.getScale() ? 2 : 0;
  MapBuilder m("grad_stats");
  if (mask)
    m.attr("mask", mask);
  return m.map(op.getInput())
      .flag("dy2", bool(op.getGradient2()))
      .flag("write_g", bool(op.getMasked()))
      .in(op.getGradient(), op.getGradient2(), op.getOutput(), op.getInput(), op.getMean(),
          op.getScale(), op.getShift())
      .out(op.getMasked(), op.getSums());
}

MapBuilder map(BnGradFinalizeOp op) {
  return MapBuilder("bn_grad_finalize")
      .channels(op.getWeight())
      .attr("h", op.getPositions())
      .attr("w", 1)
      .attr("p", partialCount(op.getSums()))
      .real("eps", op.getEps())
      .in(op.getSums(), op.getMean(), op.getVariance(), op.getWeight())
      .out(op.getWeightGradient(), op.getBiasGradient(), op.getA(), op.getB(), op.getC());
}

MapBuilder map(BnGradApplyOp op) {
  MapBuilder m("bn_grad_apply");
  if (op.getScale())
    m.attr("mask", 2);
  return m.map(op.getInput())
      .in(op.getGradient(), op.getInput(), op.getScale(), op.getShift(), op.getA(), op.getB(),
          op.getC())
      .out(op.getResult());
}

template <typename OpTy> MapBuilder lrnAttrs(StringRef kernelClass, OpTy op) {
  return MapBuilder(kernelClass)
      .map(op.getInput())
      .attr("size", op.getSize())
      .real("alpha", op.getAlpha())
      .real("beta", op.getBeta())
      .real("bias", op.getK());
}
MapBuilder map(LrnOp op) { return lrnAttrs("lrn", op).in(op.getInput()).out(op.getOutput()); }
MapBuilder map(LrnGradOp op) {
  return lrnAttrs("lrn_grad", op).in(op.getGradient(), op.getInput()).out(op.getResult());
}

} // namespace

void attachNormMappings(MLIRContext &context) {
  attachMappings<BnInferenceOp, FoldBnOp, BnStatsOp, BnFinalizeOp, BnUnbiasedOp, BnRunningOp,
                 GradStatsOp, BnGradFinalizeOp, BnGradApplyOp, LrnOp, LrnGradOp>(
      context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
