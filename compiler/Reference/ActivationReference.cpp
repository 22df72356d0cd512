//===- ActivationReference.cpp - activations and dropout in plain loops ------------===//
//
// The formulas of RNActivationOps.td, the mask of dropout bit by bit. Those by kind are the kernels'
// (Formulas.h); tests/numerics writes them once more.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Kernels/Formulas.h"
#include "compiler/Reference/Evaluable.h"

#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

struct PreluModel {
  static LogicalResult compute(PreluOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &slope = frame[op.getSlope()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = x[i] > 0 ? x[i] : slope[channelOf(x, i)] * x[i];
    return success();
  }
};

struct PreluGradModel {
  static LogicalResult compute(PreluGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    const Tensor &slope = frame[op.getSlope()];
    Tensor &dx = frame.result(op.getResult());
    for (int64_t i = 0; i < x.size(); ++i)
      dx[i] = x[i] > 0 ? dy[i] : slope[channelOf(x, i)] * dy[i];
    return success();
  }
};

struct PreluGradSlopeModel {
  static LogicalResult compute(PreluGradSlopeOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    Tensor &slope = frame.result(op.getResult());
    for (int64_t i = 0; i < x.size(); ++i)
      slope[channelOf(x, i)] += x[i] > 0 ? 0.0 : dy[i] * x[i];
    return success();
  }
};

struct SigmoidModel {
  static LogicalResult compute(SigmoidOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = 1 / (1 + std::exp(-x[i]));
    return success();
  }
};

struct SigmoidGradModel {
  static LogicalResult compute(SigmoidGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &y = frame[op.getOutput()];
    Tensor &dx = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      dx[i] = dy[i] * y[i] * (1 - y[i]);
    return success();
  }
};

/// Calls `f` with the formula of that kind.
template <typename OpTy, typename F> void withFormula(OpTy op, F f) {
  auto numbers = [&](const char *name) {
    return op->template getAttrOfType<FloatAttr>(name).getValueAsDouble();
  };
  switch (op.getKind()) {
#define FORMULA(NAME, KERNEL)                                                                      \
  case ActivationKind::NAME:                                                                       \
    return f(formulas::make<formulas::NAME>(numbers));
    RESNETC_FORMULAS(FORMULA)
#undef FORMULA
  }
}

struct ActivationModel {
  static LogicalResult compute(ActivationOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    withFormula(op, [&](auto formula) {
      for (int64_t i = 0; i < x.size(); ++i)
        y[i] = formula.value(x[i]);
    });
    return success();
  }
};

struct ActivationGradModel {
  static LogicalResult compute(ActivationGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    Tensor &dx = frame.result(op.getResult());
    withFormula(op, [&](auto formula) {
      for (int64_t i = 0; i < x.size(); ++i)
        dx[i] = formula.gradient(dy[i], x[i]);
    });
    return success();
  }
};

uint32_t mix(uint32_t h) {
  h ^= h >> 16;
  h *= 0x7feb352d;
  h ^= h >> 15;
  h *= 0x846ca68b;
  return h ^ (h >> 16);
}

struct DropoutModel {
  static LogicalResult compute(DropoutOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    double rate = op.getRate().convertToDouble();
    uint64_t key = static_cast<uint64_t>(static_cast<int64_t>(frame[op.getKey()][0]));
    uint32_t layer = mix(uint32_t(key) ^ (uint32_t(op.getLayer()) * 0x9E3779B9u));
    layer = mix(layer ^ uint32_t(key >> 32));
    int64_t places = x.size() / std::max<int64_t>(1, x.dim(0));
    for (int64_t i = 0; i < x.size(); ++i) {
      uint32_t h = mix(mix(layer ^ uint32_t(i / places)) ^ uint32_t(i % places));
      bool keep = double(h >> 8) * 0x1p-24 >= rate;
      y[i] = keep ? x[i] / (1 - rate) : x[i] * 0.0; // NaN stays, as in a product with the mask
    }
    return success();
  }
};

} // namespace

void attachActivationReferences(MLIRContext &context) {
  PreluOp::attachInterface<ReferenceModel<PreluModel, PreluOp>>(context);
  PreluGradOp::attachInterface<ReferenceModel<PreluGradModel, PreluGradOp>>(context);
  PreluGradSlopeOp::attachInterface<ReferenceModel<PreluGradSlopeModel, PreluGradSlopeOp>>(context);
  SigmoidOp::attachInterface<ReferenceModel<SigmoidModel, SigmoidOp>>(context);
  SigmoidGradOp::attachInterface<ReferenceModel<SigmoidGradModel, SigmoidGradOp>>(context);
  ActivationOp::attachInterface<ReferenceModel<ActivationModel, ActivationOp>>(context);
  ActivationGradOp::attachInterface<ReferenceModel<ActivationGradModel, ActivationGradOp>>(context);
  DropoutOp::attachInterface<ReferenceModel<DropoutModel, DropoutOp>>(context);
}

} // namespace resnetc::rn
