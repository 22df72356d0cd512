//===- LossReference.cpp - the loss and the optimiser's step in plain loops ---------===//
//
// The formulas of RNLossOps.td. The loss subtracts the row's maximum first, as log-sum-exp needs.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

struct SoftmaxCrossEntropyModel {
  static LogicalResult compute(SoftmaxCrossEntropyOp op, Frame &frame) {
    const Tensor &logits = frame[op.getLogits()], &labels = frame[op.getLabels()];
    Tensor &gradient = frame.result(op.getGradient()), &rows = frame.result(op.getRows());
    int64_t batch = logits.dim(0), classes = logits.dim(1);
    double weight = op.getWeight().convertToDouble();
    for (int64_t n = 0; n < batch; ++n) {
      if (!(labels[n] >= 0 && labels[n] < classes))
        return op.emitOpError() << "expects labels below " << classes << ", got "
                                << int64_t(labels[n]);
      int64_t label = int64_t(labels[n]), best = 0;
      for (int64_t k = 1; k < classes; ++k) // NaN counts as the greatest, the first of them
        if (!std::isnan(logits.at(n, best)) && !(logits.at(n, k) <= logits.at(n, best)))
          best = k;
      double sum = 0;
      for (int64_t k = 0; k < classes; ++k)
        sum += std::exp(logits.at(n, k) - logits.at(n, best));
      for (int64_t k = 0; k < classes; ++k) {
        double share = std::exp(logits.at(n, k) - logits.at(n, best)) / sum;
        gradient.at(n, k) = weight * (share - (k == label ? 1.0 : 0.0)) / batch;
      }
      rows.at(n, 0) = weight * (std::log(sum) + (logits.at(n, best) - logits.at(n, label)));
      rows.at(n, 1) = best == label ? 1.0 : 0.0;
    }
    return success();
  }
};

struct ReduceLossModel {
  static LogicalResult compute(ReduceLossOp op, Frame &frame) {
    Tensor &result = frame.result(op.getResult());
    for (Value part : op.getRows()) {
      const Tensor &rows = frame[part];
      for (int64_t n = 0; n < rows.dim(0); ++n) {
        result[0] += rows.at(n, 0) / rows.dim(0);
        result[1] += part == op.getRows().front() ? rows.at(n, 1) : 0.0;
      }
    }
    return success();
  }
};

struct SgdModel {
  static LogicalResult compute(SgdOp op, Frame &frame) {
    const Tensor &p = frame[op.getParameter()], &v = frame[op.getVelocity()];
    const Tensor &g = frame[op.getGradient()], &hyper = frame[op.getHyper()];
    double lr = hyper[0], momentum = hyper[1], decay = hyper[2];
    bool nesterov = hyper[3] != 0;
    Tensor &newP = frame.result(op.getNewParameter()), &newV = frame.result(op.getNewVelocity());
    for (int64_t i = 0; i < p.size(); ++i) {
      double d = g[i] + decay * p[i];
      newV[i] = momentum * v[i] + d;
      newP[i] = p[i] - lr * (nesterov ? d + momentum * newV[i] : newV[i]);
    }
    return success();
  }
};

} // namespace

void attachLossReferences(MLIRContext &context) {
  SoftmaxCrossEntropyOp::attachInterface<
      ReferenceModel<SoftmaxCrossEntropyModel, SoftmaxCrossEntropyOp>>(context);
  ReduceLossOp::attachInterface<ReferenceModel<ReduceLossModel, ReduceLossOp>>(context);
  SgdOp::attachInterface<ReferenceModel<SgdModel, SgdOp>>(context);
}

} // namespace resnetc::rn
