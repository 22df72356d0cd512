//===- ConvReference.cpp - convolution and linear layers in plain loops ----------===//
//
// The formulas of RNConvOps.td, term by term. The two gradients visit the same (output, window)
// pairs as the forward pass, so one walk serves all three.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <algorithm>

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Calls visit(oh, ow, r, s, ih, iw) for every window place (r, s) of every output position whose
/// input position (ih, iw) lies on the map; the others read zero padding.
template <typename Visit> void forEachTap(const Geometry &g, Visit visit) {
  for (int64_t oh = 0; oh < g.oh; ++oh)
    for (int64_t ow = 0; ow < g.ow; ++ow) {
      int64_t top = oh * g.sh - g.pt, left = ow * g.sw - g.pl;
      for (int64_t ih = std::max<int64_t>(0, top); ih < std::min(g.h, top + g.kh); ++ih)
        for (int64_t iw = std::max<int64_t>(0, left); iw < std::min(g.w, left + g.kw); ++iw)
          visit(oh, ow, ih - top, iw - left, ih, iw);
    }
}

/// The input channel that channel i of output k's filter reads.
int64_t inputChannel(const Geometry &g, int64_t k, int64_t i) {
  return k / (g.k / g.groups) * (g.c / g.groups) + i;
}

struct ConvModel {
  static LogicalResult compute(ConvOp op, Frame &frame) {
    Geometry g = geometryOfConv(op);
    const Tensor &x = frame[op.getInput()], &w = frame[op.getFilter()];
    Prologue prologue{frame.find(op.getScale()), frame.find(op.getShift()), op.getInRelu()};
    Tensor &y = frame.result(op.getOutput());
    for (int64_t n = 0; n < x.dim(0); ++n)
      for (int64_t k = 0; k < g.k; ++k)
        for (int64_t i = 0; i < w.dim(1); ++i)
          forEachTap(g, [&](int64_t oh, int64_t ow, int64_t r, int64_t s, int64_t ih, int64_t iw) {
            int64_t c = inputChannel(g, k, i);
            y.at(n, k, oh, ow) += prologue(x.at(n, c, ih, iw), c) * w.at(k, i, r, s);
          });
    finish(op, frame, y);
    return success();
  }

  /// Bias, residual, ReLU and sums.
  static void finish(ConvOp op, Frame &frame, Tensor &y) {
    const Tensor *bias = frame.find(op.getBias()), *residual = frame.find(op.getResidual());
    int64_t channels = y.dim(1), positions = y.dim(2) * y.dim(3);
    for (int64_t i = 0; i < y.size(); ++i) {
      int64_t k = i / positions % channels;
      double value = y[i] + (bias ? (*bias)[k] : 0.0) + (residual ? (*residual)[i] : 0.0);
      y[i] = op.getRelu() ? reluOf(value) : value;
    }
    if (Tensor *sums = frame.findResult(op.getSums()))
      *sums = channelStatistics(y);
  }
};

struct ConvGradInputModel {
  static LogicalResult compute(ConvGradInputOp op, Frame &frame) {
    Geometry g = *getConvGeometry(op.getResult().getType(), op.getFilter().getType(),
                                  op.getStrides(), op.getPads(), op.getGroups());
    const Tensor &dy = frame[op.getGradient()], &w = frame[op.getFilter()];
    Tensor &dx = frame.result(op.getResult());
    if (const Tensor *addend = frame.find(op.getAddend()))
      dx.values = addend->values;
    for (int64_t n = 0; n < dy.dim(0); ++n)
      for (int64_t k = 0; k < g.k; ++k)
        for (int64_t i = 0; i < w.dim(1); ++i)
          forEachTap(g, [&](int64_t oh, int64_t ow, int64_t r, int64_t s, int64_t ih, int64_t iw) {
            dx.at(n, inputChannel(g, k, i), ih, iw) += dy.at(n, k, oh, ow) * w.at(k, i, r, s);
          });
    return success();
  }
};

struct ConvGradWeightModel {
  static LogicalResult compute(ConvGradWeightOp op, Frame &frame) {
    Geometry g = *getConvGeometry(op.getInput().getType(), op.getResult().getType(),
                                  op.getStrides(), op.getPads(), op.getGroups());
    const Tensor &x = frame[op.getInput()], &dy = frame[op.getGradient()];
    Prologue prologue{frame.find(op.getScale()), frame.find(op.getShift()), op.getInRelu()};
    Tensor &dw = frame.result(op.getResult());
    for (int64_t n = 0; n < dy.dim(0); ++n)
      for (int64_t k = 0; k < g.k; ++k)
        for (int64_t i = 0; i < dw.dim(1); ++i)
          forEachTap(g, [&](int64_t oh, int64_t ow, int64_t r, int64_t s, int64_t ih, int64_t iw) {
            int64_t c = inputChannel(g, k, i);
            dw.at(k, i, r, s) += dy.at(n, k, oh, ow) * prologue(x.at(n, c, ih, iw), c);
          });
    return success();
  }
};

struct ConvGradBiasModel {
  static LogicalResult compute(ConvGradBiasOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()];
    Tensor &db = frame.result(op.getResult());
    int64_t positions = dy.dim(2) * dy.dim(3);
    for (int64_t i = 0; i < dy.size(); ++i)
      db[i / positions % dy.dim(1)] += dy[i];
    return success();
  }
};

struct TransposeFilterModel {
  static LogicalResult compute(TransposeFilterOp op, Frame &frame) {
    frame.result(op.getResult()).values = frame[op.getFilter()].values;
    return success();
  }
};

struct WinogradFilterModel {
  static LogicalResult compute(WinogradFilterOp op, Frame &frame) {
    const Tensor &w = frame[op.getFilter()];
    Tensor &result = frame.result(op.getResult());
    result.values = w.values;
    if (op.getTransposed())
      for (int64_t k = 0; k < w.dim(0); ++k)
        for (int64_t c = 0; c < w.dim(1); ++c)
          for (int64_t r = 0; r < 3; ++r)
            for (int64_t s = 0; s < 3; ++s)
              result.at(c, k, 2 - r, 2 - s) = w.at(k, c, r, s);
    return success();
  }
};

struct WinogradInputModel {
  static LogicalResult compute(WinogradInputOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Prologue prologue{frame.find(op.getScale()), frame.find(op.getShift()), op.getInRelu()};
    Tensor &result = frame.result(op.getResult());
    int64_t channels = x.dim(1), positions = x.dim(2) * x.dim(3);
    for (int64_t i = 0; i < x.size(); ++i)
      result[i] = prologue(x[i], i / positions % channels);
    return success();
  }
};

struct WinogradGradientModel {
  static LogicalResult compute(WinogradGradientOp op, Frame &frame) {
    frame.result(op.getResult()).values = frame[op.getGradient()].values;
    return success();
  }
};

struct LinearModel {
  static LogicalResult compute(LinearOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &w = frame[op.getWeight()];
    const Tensor *bias = frame.find(op.getBias());
    Tensor &y = frame.result(op.getOutput());
    int64_t columns = w.dim(1);
    for (int64_t n = 0; n < y.dim(0); ++n)
      for (int64_t k = 0; k < y.dim(1); ++k) {
        double sum = bias ? (*bias)[k] : 0.0;
        for (int64_t i = 0; i < columns; ++i)
          sum += x[n * columns + i] * w.at(k, i);
        y.at(n, k) = sum;
      }
    return success();
  }
};

struct LinearGradInputModel {
  static LogicalResult compute(LinearGradInputOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &w = frame[op.getWeight()];
    Tensor &dx = frame.result(op.getResult());
    int64_t columns = w.dim(1);
    for (int64_t n = 0; n < dy.dim(0); ++n)
      for (int64_t k = 0; k < dy.dim(1); ++k)
        for (int64_t i = 0; i < columns; ++i)
          dx[n * columns + i] += dy.at(n, k) * w.at(k, i);
    return success();
  }
};

struct LinearGradWeightModel {
  static LogicalResult compute(LinearGradWeightOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &dy = frame[op.getGradient()];
    Tensor &dw = frame.result(op.getResult());
    int64_t columns = dw.dim(1);
    for (int64_t n = 0; n < dy.dim(0); ++n)
      for (int64_t k = 0; k < dy.dim(1); ++k)
        for (int64_t i = 0; i < columns; ++i)
          dw.at(k, i) += dy.at(n, k) * x[n * columns + i];
    return success();
  }
};

struct LinearGradBiasModel {
  static LogicalResult compute(LinearGradBiasOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()];
    Tensor &db = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      db[i % dy.dim(1)] += dy[i];
    return success();
  }
};

} // namespace

void attachConvReferences(MLIRContext &context) {
  ConvOp::attachInterface<ReferenceModel<ConvModel, ConvOp>>(context);
  ConvGradInputOp::attachInterface<ReferenceModel<ConvGradInputModel, ConvGradInputOp>>(context);
  ConvGradWeightOp::attachInterface<ReferenceModel<ConvGradWeightModel, ConvGradWeightOp>>(context);
  ConvGradBiasOp::attachInterface<ReferenceModel<ConvGradBiasModel, ConvGradBiasOp>>(context);
  TransposeFilterOp::attachInterface<ReferenceModel<TransposeFilterModel, TransposeFilterOp>>(
      context);
  WinogradFilterOp::attachInterface<ReferenceModel<WinogradFilterModel, WinogradFilterOp>>(context);
  WinogradGradientOp::attachInterface<ReferenceModel<WinogradGradientModel, WinogradGradientOp>>(
      context);
  WinogradInputOp::attachInterface<ReferenceModel<WinogradInputModel, WinogradInputOp>>(context);
  LinearOp::attachInterface<ReferenceModel<LinearModel, LinearOp>>(context);
  LinearGradInputOp::attachInterface<ReferenceModel<LinearGradInputModel, LinearGradInputOp>>(
      context);
  LinearGradWeightOp::attachInterface<ReferenceModel<LinearGradWeightModel, LinearGradWeightOp>>(
      context);
  LinearGradBiasOp::attachInterface<ReferenceModel<LinearGradBiasModel, LinearGradBiasOp>>(context);
}

} // namespace resnetc::rn
