//===- JoinReference.cpp - maxima, gates and concatenation in plain loops ----------===//
//
// The formulas of RNJoinOps.td.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

#include <algorithm>
#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

struct MaxModel {
  static LogicalResult compute(MaxOp op, Frame &frame) {
    const Tensor &a = frame[op.getLhs()], &b = frame[op.getRhs()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < a.size(); ++i)
      y[i] = a[i] < b[i] || std::isnan(b[i]) ? b[i] : a[i];
    return success();
  }
};

struct MaxGradModel {
  static LogicalResult compute(MaxGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()];
    const Tensor &a = frame[op.getLhs()], &b = frame[op.getRhs()];
    Tensor &dx = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      dx[i] = (op.getRight() ? b[i] <= a[i] : a[i] < b[i]) ? 0.0 : dy[i];
    return success();
  }
};

/// The element of the gate that belongs to element i of a map.
int64_t gateIndex(const Tensor &gate, const Tensor &map, int64_t i) {
  return gate.size() == map.size() ? i : i / (map.dim(2) * map.dim(3));
}

struct GateModel {
  static LogicalResult compute(GateOp op, Frame &frame) {
    const Tensor &value = frame[op.getValue()], &gate = frame[op.getGate()];
    const Tensor *carry = frame.find(op.getCarry());
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < value.size(); ++i) {
      double t = gate[gateIndex(gate, value, i)];
      y[i] = value[i] * t + (carry ? (*carry)[i] * (1 - t) : 0.0);
    }
    return success();
  }
};

struct GateGradCarryModel {
  static LogicalResult compute(GateGradCarryOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &gate = frame[op.getGate()];
    Tensor &dx = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      dx[i] = dy[i] * (1 - gate[gateIndex(gate, dy, i)]);
    return success();
  }
};

struct GateGradGateModel {
  static LogicalResult compute(GateGradGateOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &value = frame[op.getValue()];
    const Tensor *carry = frame.find(op.getCarry());
    Tensor &dt = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      dt[gateIndex(dt, dy, i)] += dy[i] * (value[i] - (carry ? (*carry)[i] : 0.0));
    return success();
  }
};

struct ConcatModel {
  static LogicalResult compute(ConcatOp op, Frame &frame) {
    Tensor &y = frame.result(op.getOutput());
    int64_t start = 0;
    for (Value input : op.getInputs()) {
      const Tensor &x = frame[input];
      int64_t own = x.size() / std::max<int64_t>(1, x.dim(0));
      int64_t all = y.size() / std::max<int64_t>(1, y.dim(0));
      for (int64_t n = 0; n < x.dim(0); ++n)
        std::copy_n(x.values.begin() + n * own, own, y.values.begin() + n * all + start);
      start += own;
    }
    return success();
  }
};

struct SliceModel {
  static LogicalResult compute(SliceOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    int64_t start = op.getStart();
    for (int64_t n = 0; n < y.dim(0); ++n)
      for (int64_t c = 0; c < y.dim(1); ++c)
        for (int64_t h = 0; h < y.dim(2); ++h)
          for (int64_t w = 0; w < y.dim(3); ++w)
            y.at(n, c, h, w) = x.at(n, start + c, h, w);
    return success();
  }
};

} // namespace

void attachJoinReferences(MLIRContext &context) {
  MaxOp::attachInterface<ReferenceModel<MaxModel, MaxOp>>(context);
  MaxGradOp::attachInterface<ReferenceModel<MaxGradModel, MaxGradOp>>(context);
  GateOp::attachInterface<ReferenceModel<GateModel, GateOp>>(context);
  GateGradCarryOp::attachInterface<ReferenceModel<GateGradCarryModel, GateGradCarryOp>>(context);
  GateGradGateOp::attachInterface<ReferenceModel<GateGradGateModel, GateGradGateOp>>(context);
  ConcatOp::attachInterface<ReferenceModel<ConcatModel, ConcatOp>>(context);
  SliceOp::attachInterface<ReferenceModel<SliceModel, SliceOp>>(context);
}

} // namespace resnetc::rn
