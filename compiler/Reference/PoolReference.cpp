//===- PoolReference.cpp - pooling both ways in plain loops -------------------------===//
//
// The formulas of RNPoolOps.td.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <algorithm>
#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Calls visit(n, c, oh, ow) for every output position.
template <typename Visit> void forEachOutput(const Tensor &y, Visit visit) {
  for (int64_t n = 0; n < y.dim(0); ++n)
    for (int64_t c = 0; c < y.dim(1); ++c)
      for (int64_t oh = 0; oh < y.dim(2); ++oh)
        for (int64_t ow = 0; ow < y.dim(3); ++ow)
          visit(n, c, oh, ow);
}

/// Calls visit(place, ih, iw) for every place of one window that lies on the map, row by row.
template <typename Visit>
void forEachPlace(const Geometry &g, int64_t oh, int64_t ow, Visit visit) {
  int64_t top = oh * g.sh - g.pt, left = ow * g.sw - g.pl;
  for (int64_t ih = std::max<int64_t>(0, top); ih < std::min(g.h, top + g.kh); ++ih)
    for (int64_t iw = std::max<int64_t>(0, left); iw < std::min(g.w, left + g.kw); ++iw)
      visit((ih - top) * g.kw + (iw - left), ih, iw);
}

struct MaxPoolModel {
  static LogicalResult compute(MaxPoolOp op, Frame &frame) {
    Geometry g =
        *getPoolGeometry(op.getInput().getType(), op.getWindow(), op.getStrides(), op.getPads());
    const Tensor &x = frame[op.getInput()];
    Prologue prologue{frame.find(op.getScale()), frame.find(op.getShift()), op.getInRelu()};
    Tensor &y = frame.result(op.getOutput());
    Tensor *index = frame.findResult(op.getIndex());
    forEachOutput(y, [&](int64_t n, int64_t c, int64_t oh, int64_t ow) {
      double best = 0;
      int64_t winner = -1;
      forEachPlace(g, oh, ow, [&](int64_t place, int64_t ih, int64_t iw) {
        double value = prologue(x.at(n, c, ih, iw), c);
        if (winner < 0 || value > best || std::isnan(value))
          best = value, winner = place;
      });
      y.at(n, c, oh, ow) = best;
      if (index)
        index->at(n, c, oh, ow) = winner;
    });
    return success();
  }
};

struct MaxPoolGradModel {
  static LogicalResult compute(MaxPoolGradOp op, Frame &frame) {
    Geometry g =
        *getPoolGeometry(op.getResult().getType(), op.getWindow(), op.getStrides(), op.getPads());
    const Tensor &dy = frame[op.getGradient()], &index = frame[op.getIndex()];
    Tensor &dx = frame.result(op.getResult());
    bool allFound = true;
    forEachOutput(dy, [&](int64_t n, int64_t c, int64_t oh, int64_t ow) {
      bool found = false;
      forEachPlace(g, oh, ow, [&](int64_t place, int64_t ih, int64_t iw) {
        if (place != index.at(n, c, oh, ow))
          return;
        dx.at(n, c, ih, iw) += dy.at(n, c, oh, ow);
        found = true;
      });
      allFound &= found;
    });
    if (!allFound)
      return op.emitOpError() << "expects an index within each window, got one outside";
    return success();
  }
};

struct AvgPoolModel {
  static LogicalResult compute(AvgPoolOp op, Frame &frame) {
    Geometry g =
        *getPoolGeometry(op.getInput().getType(), op.getWindow(), op.getStrides(), op.getPads());
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    double area = double(g.kh) * double(g.kw);
    forEachOutput(y, [&](int64_t n, int64_t c, int64_t oh, int64_t ow) {
      double sum = 0;
      forEachPlace(g, oh, ow, [&](int64_t, int64_t ih, int64_t iw) { sum += x.at(n, c, ih, iw); });
      y.at(n, c, oh, ow) = sum / area;
    });
    return success();
  }
};

struct AvgPoolGradModel {
  static LogicalResult compute(AvgPoolGradOp op, Frame &frame) {
    Geometry g =
        *getPoolGeometry(op.getResult().getType(), op.getWindow(), op.getStrides(), op.getPads());
    const Tensor &dy = frame[op.getGradient()];
    Tensor &dx = frame.result(op.getResult());
    double area = double(g.kh) * double(g.kw);
    forEachOutput(dy, [&](int64_t n, int64_t c, int64_t oh, int64_t ow) {
      forEachPlace(g, oh, ow, [&](int64_t, int64_t ih, int64_t iw) {
        dx.at(n, c, ih, iw) += dy.at(n, c, oh, ow) / area;
      });
    });
    return success();
  }
};

} // namespace

void attachPoolReferences(MLIRContext &context) {
  MaxPoolOp::attachInterface<ReferenceModel<MaxPoolModel, MaxPoolOp>>(context);
  MaxPoolGradOp::attachInterface<ReferenceModel<MaxPoolGradModel, MaxPoolGradOp>>(context);
  AvgPoolOp::attachInterface<ReferenceModel<AvgPoolModel, AvgPoolOp>>(context);
  AvgPoolGradOp::attachInterface<ReferenceModel<AvgPoolGradModel, AvgPoolGradOp>>(context);
}

} // namespace resnetc::rn
