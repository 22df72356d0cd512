//===- NormReference.cpp - batch normalisation in plain loops -----------------------===//
//
// The formulas of RNNormOps.td. The whole ops take the variance in two passes and the gradient from
// the normalised values; the parts work from sums, as they are defined. The two agree to rounding,
// which makes each the check of the other.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <algorithm>
#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Calls visit(i, n, c) for every element of an [N, C, H, W] tensor.
template <typename Visit> void forEachElement(const Tensor &t, Visit visit) {
  int64_t positions = t.dim(2) * t.dim(3), i = 0;
  for (int64_t n = 0; n < t.dim(0); ++n)
    for (int64_t c = 0; c < t.dim(1); ++c)
      for (int64_t p = 0; p < positions; ++p, ++i)
        visit(i, n, c);
}

/// Calls visit(step) for every channel c + step that lies in the window of `size` around channel c.
template <typename Visit>
void forEachNeighbour(const Tensor &t, int64_t size, int64_t c, Visit visit) {
  int64_t half = size / 2;
  for (int64_t step = -std::min(half, c); step <= std::min(half, t.dim(1) - 1 - c); ++step)
    visit(step);
}

/// Values of one channel in the whole batch.
double countPerChannel(const Tensor &t) { return double(t.dim(0)) * t.dim(2) * t.dim(3); }

double inverseDeviation(double variance, const APFloat &eps) {
  return 1.0 / std::sqrt(variance + eps.convertToDouble());
}

struct BatchNormModel {
  static LogicalResult compute(BatchNormOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &weight = frame[op.getWeight()];
    const Tensor &bias = frame[op.getBias()], &mean = frame[op.getMean()];
    const Tensor &variance = frame[op.getVariance()];
    Tensor &y = frame.result(op.getOutput());
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      y[i] = (x[i] - mean[c]) * inverseDeviation(variance[c], op.getEps()) * weight[c] + bias[c];
    });
    return success();
  }
};

struct BatchNormTrainModel {
  static LogicalResult compute(BatchNormTrainOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &weight = frame[op.getWeight()];
    const Tensor &bias = frame[op.getBias()];
    Tensor &y = frame.result(op.getOutput());
    Tensor &mean = frame.result(op.getMean()), &variance = frame.result(op.getVariance());
    double count = countPerChannel(x);
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) { mean[c] += x[i] / count; });
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      variance[c] += (x[i] - mean[c]) * (x[i] - mean[c]) / count;
    });
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      y[i] = (x[i] - mean[c]) * inverseDeviation(variance[c], op.getEps()) * weight[c] + bias[c];
    });
    return success();
  }
};

struct BatchNormGradModel {
  static LogicalResult compute(BatchNormGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    const Tensor &mean = frame[op.getMean()], &variance = frame[op.getVariance()];
    const Tensor &weight = frame[op.getWeight()];
    Tensor &dx = frame.result(op.getResult());
    Tensor &dWeight = frame.result(op.getWeightGradient());
    Tensor &dBias = frame.result(op.getBiasGradient());
    double count = countPerChannel(x);
    auto normalized = [&](int64_t i, int64_t c) {
      return (x[i] - mean[c]) * inverseDeviation(variance[c], op.getEps());
    };
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      dWeight[c] += dy[i] * normalized(i, c);
      dBias[c] += dy[i];
    });
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      double centred = dy[i] - dBias[c] / count - normalized(i, c) * dWeight[c] / count;
      dx[i] = weight[c] * inverseDeviation(variance[c], op.getEps()) * centred;
    });
    return success();
  }
};

struct BnUnbiasedModel {
  static LogicalResult compute(BnUnbiasedOp op, Frame &frame) {
    const Tensor &variance = frame[op.getVariance()];
    Tensor &unbiased = frame.result(op.getUnbiased());
    double count = countPerChannel(frame[op.getNormalized()]);
    for (int64_t c = 0; c < variance.size(); ++c)
      unbiased[c] = variance[c] * (count > 1 ? count / (count - 1) : 1.0);
    return success();
  }
};

struct BnRunningModel {
  static LogicalResult compute(BnRunningOp op, Frame &frame) {
    const Tensor &mean = frame[op.getMean()], &variance = frame[op.getVariance()];
    const Tensor &oldMean = frame[op.getRunningMean()];
    const Tensor &oldVariance = frame[op.getRunningVariance()];
    Tensor &newMean = frame.result(op.getNewMean());
    Tensor &newVariance = frame.result(op.getNewVariance());
    const Tensor *factor = frame.find(op.getFactor());
    const bool skips = factor && (*factor)[0] == 0;
    double momentum = op.getMomentum().convertToDouble();
    for (int64_t c = 0; c < mean.size(); ++c) {
      if (skips) {
        newMean[c] = oldMean[c];
        newVariance[c] = oldVariance[c];
        continue;
      }
      newMean[c] = oldMean[c] + momentum * (mean[c] - oldMean[c]);
      newVariance[c] = oldVariance[c] + momentum * (variance[c] - oldVariance[c]);
    }
    return success();
  }
};

struct BnInferenceModel {
  static LogicalResult compute(BnInferenceOp op, Frame &frame) {
    const Tensor &weight = frame[op.getWeight()], &bias = frame[op.getBias()];
    const Tensor &mean = frame[op.getMean()], &variance = frame[op.getVariance()];
    Tensor &scale = frame.result(op.getScale()), &shift = frame.result(op.getShift());
    for (int64_t c = 0; c < weight.size(); ++c) {
      scale[c] = weight[c] * inverseDeviation(variance[c], op.getEps());
      shift[c] = bias[c] - mean[c] * scale[c];
    }
    return success();
  }
};

struct FoldBnModel {
  static LogicalResult compute(FoldBnOp op, Frame &frame) {
    const Tensor &filter = frame[op.getFilter()], &weight = frame[op.getWeight()];
    const Tensor &bias = frame[op.getBias()], &mean = frame[op.getMean()];
    const Tensor &variance = frame[op.getVariance()];
    const Tensor *filterBias = frame.find(op.getFilterBias());
    Tensor &folded = frame.result(op.getFolded()), &foldedBias = frame.result(op.getFoldedBias());
    int64_t perOutput = filter.size() / filter.dim(0);
    for (int64_t k = 0; k < filter.dim(0); ++k) {
      double s = weight[k] * inverseDeviation(variance[k], op.getEps());
      for (int64_t i = 0; i < perOutput; ++i)
        folded[k * perOutput + i] = filter[k * perOutput + i] * s;
      foldedBias[k] = ((filterBias ? (*filterBias)[k] : 0.0) - mean[k]) * s + bias[k];
    }
    return success();
  }
};

struct BnStatsModel {
  static LogicalResult compute(BnStatsOp op, Frame &frame) {
    frame.result(op.getSums()) = channelStatistics(frame[op.getInput()]);
    return success();
  }
};

/// Sum number `which` of channel c over the batch.
double sumOverBatch(const Tensor &sums, int64_t which, int64_t c) {
  double total = 0;
  for (int64_t n = 0; n < sums.dim(0); ++n)
    total += sums.at(n, which, c);
  return total;
}

struct BnFinalizeModel {
  static LogicalResult compute(BnFinalizeOp op, Frame &frame) {
    const Tensor &sums = frame[op.getSums()], &weight = frame[op.getWeight()];
    const Tensor &bias = frame[op.getBias()];
    Tensor &mean = frame.result(op.getMean()), &variance = frame.result(op.getVariance());
    Tensor &scale = frame.result(op.getScale()), &shift = frame.result(op.getShift());
    double positions = op.getPositions(), images = sums.dim(0);
    for (int64_t c = 0; c < weight.size(); ++c) {
      auto away = [&](int64_t n) { return sums.at(n, 1, c) / positions; };
      for (int64_t n = 0; n < images; ++n)
        mean[c] += (sums.at(n, 0, c) + away(n)) / images;
      for (int64_t n = 0; n < images; ++n) {
        double within = sums.at(n, 2, c) / positions - away(n) * away(n);
        double between = sums.at(n, 0, c) + away(n) - mean[c];
        variance[c] += (reluOf(within) + between * between) / images;
      }
      scale[c] = weight[c] * inverseDeviation(variance[c], op.getEps());
      shift[c] = bias[c] - mean[c] * scale[c];
    }
    return success();
  }
};

struct GradStatsModel {
  static LogicalResult compute(GradStatsOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    const Tensor *dy2 = frame.find(op.getGradient2()), *output = frame.find(op.getOutput());
    const Tensor &mean = frame[op.getMean()];
    Prologue affine{frame.find(op.getScale()), frame.find(op.getShift()), false};
    Tensor &sums = frame.result(op.getSums());
    Tensor *masked = frame.findResult(op.getMasked());
    forEachElement(x, [&](int64_t i, int64_t n, int64_t c) {
      bool holds = output ? passesRelu((*output)[i]) : !affine.scale || passesRelu(affine(x[i], c));
      double g = holds ? dy[i] + (dy2 ? (*dy2)[i] : 0.0) : 0.0;
      sums.at(n, 0, c) += g;
      sums.at(n, 1, c) += g * (x[i] - mean[c]);
      if (masked)
        (*masked)[i] = g;
    });
    return success();
  }
};

struct BnGradFinalizeModel {
  static LogicalResult compute(BnGradFinalizeOp op, Frame &frame) {
    const Tensor &sums = frame[op.getSums()], &mean = frame[op.getMean()];
    const Tensor &variance = frame[op.getVariance()], &weight = frame[op.getWeight()];
    Tensor &dWeight = frame.result(op.getWeightGradient());
    Tensor &dBias = frame.result(op.getBiasGradient());
    Tensor &a = frame.result(op.getA()), &b = frame.result(op.getB()), &c = frame.result(op.getC());
    double count = double(sums.dim(0)) * op.getPositions();
    for (int64_t i = 0; i < mean.size(); ++i) {
      double s = inverseDeviation(variance[i], op.getEps());
      dBias[i] = sumOverBatch(sums, 0, i);
      dWeight[i] = s * sumOverBatch(sums, 1, i);
      a[i] = weight[i] * s;
      b[i] = -a[i] * s * dWeight[i] / count;
      c[i] = -a[i] * dBias[i] / count - b[i] * mean[i];
    }
    return success();
  }
};

struct BnGradApplyModel {
  static LogicalResult compute(BnGradApplyOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    const Tensor &a = frame[op.getA()], &b = frame[op.getB()], &c = frame[op.getC()];
    Prologue affine{frame.find(op.getScale()), frame.find(op.getShift()), false};
    Tensor &dx = frame.result(op.getResult());
    forEachElement(x, [&](int64_t i, int64_t, int64_t channel) {
      double g = !affine.scale || passesRelu(affine(x[i], channel)) ? dy[i] : 0.0;
      dx[i] = a[channel] * g + b[channel] * x[i] + c[channel];
    });
    return success();
  }
};

/// k + alpha / size * (sum of squares around each channel).
Tensor lrnSums(const Tensor &x, int64_t size, double alpha, double k) {
  Tensor s(x.shape);
  int64_t positions = x.dim(2) * x.dim(3);
  forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
    double sum = 0;
    forEachNeighbour(x, size, c, [&](int64_t step) {
      double value = x[i + step * positions];
      sum += value * value;
    });
    s[i] = k + alpha / double(size) * sum;
  });
  return s;
}

struct LrnModel {
  static LogicalResult compute(LrnOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor s =
        lrnSums(x, op.getSize(), op.getAlpha().convertToDouble(), op.getK().convertToDouble());
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = x[i] * std::pow(s[i], -op.getBeta().convertToDouble());
    return success();
  }
};

struct LrnGradModel {
  static LogicalResult compute(LrnGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    int64_t size = op.getSize(), positions = x.dim(2) * x.dim(3);
    double alpha = op.getAlpha().convertToDouble(), beta = op.getBeta().convertToDouble();
    Tensor s = lrnSums(x, size, alpha, op.getK().convertToDouble());
    Tensor &dx = frame.result(op.getResult());
    forEachElement(x, [&](int64_t i, int64_t, int64_t c) {
      double sum = 0; // a window is centred, so i's neighbours are those whose windows hold i
      forEachNeighbour(x, size, c, [&](int64_t step) {
        int64_t j = i + step * positions;
        sum += dy[j] * x[j] * std::pow(s[j], -beta - 1);
      });
      dx[i] = dy[i] * std::pow(s[i], -beta) - 2 * alpha * beta / double(size) * x[i] * sum;
    });
    return success();
  }
};

} // namespace

Tensor channelStatistics(const Tensor &x) {
  Tensor sums({x.dim(0), 3, x.dim(1)});
  forEachElement(x, [&](int64_t i, int64_t n, int64_t c) {
    double away = x[i] - x.at(n, c, 0, 0);
    sums.at(n, 0, c) = x.at(n, c, 0, 0);
    sums.at(n, 1, c) += away;
    sums.at(n, 2, c) += away * away;
  });
  return sums;
}

void attachNormReferences(MLIRContext &context) {
  BatchNormOp::attachInterface<ReferenceModel<BatchNormModel, BatchNormOp>>(context);
  BatchNormTrainOp::attachInterface<ReferenceModel<BatchNormTrainModel, BatchNormTrainOp>>(context);
  BatchNormGradOp::attachInterface<ReferenceModel<BatchNormGradModel, BatchNormGradOp>>(context);
  BnUnbiasedOp::attachInterface<ReferenceModel<BnUnbiasedModel, BnUnbiasedOp>>(context);
  BnRunningOp::attachInterface<ReferenceModel<BnRunningModel, BnRunningOp>>(context);
  BnInferenceOp::attachInterface<ReferenceModel<BnInferenceModel, BnInferenceOp>>(context);
  FoldBnOp::attachInterface<ReferenceModel<FoldBnModel, FoldBnOp>>(context);
  BnStatsOp::attachInterface<ReferenceModel<BnStatsModel, BnStatsOp>>(context);
  BnFinalizeOp::attachInterface<ReferenceModel<BnFinalizeModel, BnFinalizeOp>>(context);
  GradStatsOp::attachInterface<ReferenceModel<GradStatsModel, GradStatsOp>>(context);
  BnGradFinalizeOp::attachInterface<ReferenceModel<BnGradFinalizeModel, BnGradFinalizeOp>>(context);
  BnGradApplyOp::attachInterface<ReferenceModel<BnGradApplyModel, BnGradApplyOp>>(context);
  LrnOp::attachInterface<ReferenceModel<LrnModel, LrnOp>>(context);
  LrnGradOp::attachInterface<ReferenceModel<LrnGradModel, LrnGradOp>>(context);
}

} // namespace resnetc::rn
