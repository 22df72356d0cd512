//===- ElementwiseReference.cpp - per-element layers in plain loops -----------------===//
//
// The formulas of RNElementwiseOps.td. Layout changes are copies: tensors here have no layout.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluable.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

struct NormalizeModel {
  static LogicalResult compute(NormalizeOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i) {
      int64_t c = channelOf(x, i);
      y[i] = (x[i] - op.getMean()[c]) / op.getStd()[c];
    }
    return success();
  }
};

struct FromBytesModel {
  static LogicalResult compute(FromBytesOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()], &scale = frame[op.getScale()],
                 &shift = frame[op.getShift()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i) {
      int64_t c = channelOf(x, i);
      y[i] = x[i] * scale[c] + shift[c];
    }
    return success();
  }
};

struct CastModel {
  static LogicalResult compute(CastOp op, Frame &frame) {
    const Tensor &x = frame[op->getOperand(0)];
    Tensor &y = frame.result(op->getResult(0));
    auto to = cast<FloatType>(cast<RankedTensorType>(op->getResult(0).getType()).getElementType());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = to.isF32() ? x[i] : rounded(x[i], to.getFloatSemantics());
    return success();
  }

  static double rounded(double value, const llvm::fltSemantics &format) {
    APFloat number(value);
    bool lost;
    number.convert(format, APFloat::rmNearestTiesToEven, &lost);
    number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &lost);
    return number.convertToDouble();
  }
};

struct ReluModel {
  static LogicalResult compute(ReluOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = reluOf(x[i]);
    return success();
  }
};

struct ReluGradModel {
  static LogicalResult compute(ReluGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &y = frame[op.getOutput()];
    const Tensor *dy2 = frame.find(op.getGradient2());
    Tensor &dx = frame.result(op.getResult());
    for (int64_t i = 0; i < dy.size(); ++i)
      dx[i] = passesRelu(y[i]) ? dy[i] + (dy2 ? (*dy2)[i] : 0.0) : 0.0;
    return success();
  }
};

struct AddModel {
  template <typename OpTy> static LogicalResult compute(OpTy op, Frame &frame) {
    const Tensor &a = frame[op.getLhs()], &b = frame[op.getRhs()];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < a.size(); ++i)
      y[i] = a[i] + b[i];
    return success();
  }
};

struct ScaleShiftAddReluModel {
  static LogicalResult compute(ScaleShiftAddReluOp op, Frame &frame) {
    const Tensor &a = frame[op.getA()];
    const Tensor *b = frame.find(op.getB());
    Prologue affineA{frame.find(op.getAScale()), frame.find(op.getAShift()), false};
    Prologue affineB{frame.find(op.getBScale()), frame.find(op.getBShift()), false};
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < a.size(); ++i) {
      int64_t c = channelOf(a, i);
      double value = affineA(a[i], c) + (b ? affineB((*b)[i], c) : 0.0);
      y[i] = op.getRelu() ? reluOf(value) : value;
    }
    return success();
  }
};

struct ScaleByModel {
  static LogicalResult compute(ScaleByOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    double scale = frame[op.getScale()][0];
    Tensor &y = frame.result(op.getOutput());
    for (int64_t i = 0; i < x.size(); ++i)
      y[i] = x[i] * scale;
    return success();
  }
};

struct ScaleByGradScaleModel {
  static LogicalResult compute(ScaleByGradScaleOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()], &x = frame[op.getInput()];
    double &scale = frame.result(op.getResult())[0];
    for (int64_t i = 0; i < x.size(); ++i)
      scale += dy[i] * x[i];
    return success();
  }
};

struct SubsamplePadModel {
  static LogicalResult compute(SubsamplePadOp op, Frame &frame) {
    const Tensor &x = frame[op.getInput()];
    Tensor &y = frame.result(op.getOutput());
    int64_t sh = op.getStrides()[0], sw = op.getStrides()[1];
    for (int64_t n = 0; n < x.dim(0); ++n)
      for (int64_t c = 0; c < x.dim(1); ++c)
        for (int64_t h = 0; h < y.dim(2); ++h)
          for (int64_t w = 0; w < y.dim(3); ++w)
            y.at(n, c, h, w) = x.at(n, c, h * sh, w * sw);
    return success();
  }
};

struct SubsamplePadGradModel {
  static LogicalResult compute(SubsamplePadGradOp op, Frame &frame) {
    const Tensor &dy = frame[op.getGradient()];
    Tensor &dx = frame.result(op.getResult());
    if (const Tensor *addend = frame.find(op.getAddend()))
      dx.values = addend->values;
    int64_t sh = op.getStrides()[0], sw = op.getStrides()[1];
    for (int64_t n = 0; n < dx.dim(0); ++n)
      for (int64_t c = 0; c < dx.dim(1); ++c)
        for (int64_t h = 0; h < dy.dim(2); ++h)
          for (int64_t w = 0; w < dy.dim(3); ++w)
            dx.at(n, c, h * sh, w * sw) += dy.at(n, c, h, w);
    return success();
  }
};

/// The same values in another shape or layout.
template <typename OpTy> struct CopyModel {
  static LogicalResult compute(OpTy op, Frame &frame) {
    frame.result(op.getOutput()).values = frame[op.getInput()].values;
    return success();
  }
};

} // namespace

void attachElementwiseReferences(MLIRContext &context) {
  NormalizeOp::attachInterface<ReferenceModel<NormalizeModel, NormalizeOp>>(context);
  FromBytesOp::attachInterface<ReferenceModel<FromBytesModel, FromBytesOp>>(context);
  CastOp::attachInterface<ReferenceModel<CastModel, CastOp>>(context);
  ReluOp::attachInterface<ReferenceModel<ReluModel, ReluOp>>(context);
  ReluGradOp::attachInterface<ReferenceModel<ReluGradModel, ReluGradOp>>(context);
  AddOp::attachInterface<ReferenceModel<AddModel, AddOp>>(context);
  AddGradientsOp::attachInterface<ReferenceModel<AddModel, AddGradientsOp>>(context);
  ScaleShiftAddReluOp::attachInterface<ReferenceModel<ScaleShiftAddReluModel, ScaleShiftAddReluOp>>(
      context);
  ScaleByOp::attachInterface<ReferenceModel<ScaleByModel, ScaleByOp>>(context);
  ScaleByGradScaleOp::attachInterface<ReferenceModel<ScaleByGradScaleModel, ScaleByGradScaleOp>>(
      context);
  SubsamplePadOp::attachInterface<ReferenceModel<SubsamplePadModel, SubsamplePadOp>>(context);
  SubsamplePadGradOp::attachInterface<ReferenceModel<SubsamplePadGradModel, SubsamplePadGradOp>>(
      context);
  FlattenOp::attachInterface<ReferenceModel<CopyModel<FlattenOp>, FlattenOp>>(context);
  UnflattenOp::attachInterface<ReferenceModel<CopyModel<UnflattenOp>, UnflattenOp>>(context);
  ToBlockedOp::attachInterface<ReferenceModel<CopyModel<ToBlockedOp>, ToBlockedOp>>(context);
  ToNchwOp::attachInterface<ReferenceModel<CopyModel<ToNchwOp>, ToNchwOp>>(context);
}

} // namespace resnetc::rn
