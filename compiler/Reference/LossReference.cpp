//===- LossReference.cpp - the loss and the optimiser's step in plain loops ---------===//
//
// The formulas of RNLossOps.td. The loss subtracts the row's maximum first, as log-sum-exp needs.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace mlir;

namespace resnetc::rn {
namespace {

struct SoftmaxCrossEntropyModel {
  static LogicalResult compute(SoftmaxCrossEntropyOp op, Frame &frame) {
    const Tensor &logits = frame[op.getLogits()], &labels = frame[op.getLabels()];
    Tensor &gradient = frame.result(op.getGradient()), &rows = frame.result(op.getRows());
    int64_t batch = logits.dim(0), classes = logits.dim(1);
    double weight = op.getWeight().convertToDouble();
    const Tensor *scale = frame.find(op.getScale());
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
        gradient.at(n, k) =
            weight * (share - (k == label ? 1.0 : 0.0)) / batch * (scale ? (*scale)[0] : 1.0);
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
    const Tensor *given = frame.find(op.getFactor());
    double factor = given ? (*given)[0] : 1.0;
    Tensor &newP = frame.result(op.getNewParameter()), &newV = frame.result(op.getNewVelocity());
    for (int64_t i = 0; i < p.size(); ++i) {
      double d = g[i] * factor + decay * p[i];
      newV[i] = momentum * v[i] + d;
      newP[i] = p[i] - lr * (nesterov ? d + momentum * newV[i] : newV[i]);
      if (factor == 0) {
        newV[i] = v[i];
        newP[i] = p[i];
      }
    }
    return success();
  }
};

struct ZerosModel {
  static LogicalResult compute(ZerosOp, Frame &) { return success(); } // as results are at first
};

struct FindNonfiniteModel {
  static LogicalResult compute(FindNonfiniteOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &found = frame.result(op.getNewFound());
    found[0] = frame[op.getFound()][0];
    for (int64_t i = 0; i < x.size(); ++i)
      if (!std::isfinite(x[i]))
        found[0] = 1;
    return success();
  }
};

struct NextLossScaleModel {
  static LogicalResult compute(NextLossScaleOp op, Frame &frame) {
    const double scale = frame[op.getScale()][0], steps = frame[op.getGoodSteps()][0] + 1;
    double next = scale, nextSteps = 0, factor = 0;
    if (frame[op.getFound()][0] != 0) {
      next = std::max(scale * op.getBackoff().convertToDouble(),
                      static_cast<double>(std::numeric_limits<float>::min()));
    } else {
      factor = 1 / scale;
      nextSteps = steps;
      if (steps >= static_cast<double>(op.getInterval())) {
        const double grown = scale * op.getGrowth().convertToDouble();
        next = grown <= std::numeric_limits<float>::max() ? grown : scale;
        nextSteps = 0;
      }
    }
    frame.result(op.getNewScale())[0] = next;
    frame.result(op.getNewGoodSteps())[0] = nextSteps;
    frame.result(op.getFactor())[0] = factor;
    return success();
  }
};

} // namespace

void attachLossReferences(MLIRContext &context) {
  SoftmaxCrossEntropyOp::attachInterface<
      ReferenceModel<SoftmaxCrossEntropyModel, SoftmaxCrossEntropyOp>>(context);
  ReduceLossOp::attachInterface<ReferenceModel<ReduceLossModel, ReduceLossOp>>(context);
  SgdOp::attachInterface<ReferenceModel<SgdModel, SgdOp>>(context);
  ZerosOp::attachInterface<ReferenceModel<ZerosModel, ZerosOp>>(context);
  FindNonfiniteOp::attachInterface<ReferenceModel<FindNonfiniteModel, FindNonfiniteOp>>(context);
  NextLossScaleOp::attachInterface<ReferenceModel<NextLossScaleModel, NextLossScaleOp>>(context);
}

} // namespace resnetc::rn
