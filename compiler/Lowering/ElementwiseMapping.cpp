//===- ElementwiseMapping.cpp - which kernels per-element layers and reorders are ---===//
//
// Sums and ReLUs are special cases of one kernel, and so are rows and NCHW maps.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

MapBuilder map(ScaleShiftAddReluOp op) {
  return MapBuilder("scale_shift_add_relu")
      .map(op.getA())
      .flag("a_affine", bool(op.getAScale()))
      .flag("b", bool(op.getB()))
      .flag("b_affine", bool(op.getBScale()))
      .flag("relu", op.getRelu())
      .in(op.getA(), op.getAScale(), op.getAShift(), op.getB(), op.getBScale(), op.getBShift())
      .out(op.getOutput());
}

/// A plain sum or ReLU is that kernel without its other parts.
template <typename OpTy> MapBuilder mapSum(OpTy op) {
  return MapBuilder("scale_shift_add_relu")
      .map(op.getLhs())
      .attr("b", 1)
      .in(op.getLhs(), op.getRhs())
      .out(op.getOutput());
}
MapBuilder map(AddOp op) { return mapSum(op); }
MapBuilder map(AddGradientsOp op) { return mapSum(op); }
MapBuilder map(ReluOp op) {
  return MapBuilder("scale_shift_add_relu")
      .map(op.getInput())
      .attr("relu", 1)
      .in(op.getInput())
      .out(op.getOutput());
}

MapBuilder map(ReluGradOp op) {
  return MapBuilder("relu_grad")
      .map(op.getGradient())
      .flag("dy2", bool(op.getGradient2()))
      .in(op.getGradient(), op.getGradient2(), op.getOutput())
      .out(op.getResult());
}

MapBuilder map(ScaleByOp op) {
  return MapBuilder("scale_by")
      .map(op.getInput())
      .in(op.getInput(), op.getScale())
      .out(op.getOutput());
}
MapBuilder map(ScaleByGradScaleOp op) {
  return MapBuilder("scale_by_grad_scale")
      .map(op.getInput())
      .in(op.getGradient(), op.getInput())
      .out(op.getResult());
}

MapBuilder subsampleAttrs(StringRef kernelClass, Value narrow, Value wide,
                          ArrayRef<int64_t> strides) {
  return MapBuilder(kernelClass)
      .map(narrow)
      .attr("k", typeOf(wide).getDimSize(1))
      .attr("sh", strides[0])
      .attr("sw", strides[1]);
}
MapBuilder map(SubsamplePadOp op) {
  return subsampleAttrs("subsample_pad", op.getInput(), op.getOutput(), op.getStrides())
      .in(op.getInput())
      .out(op.getOutput());
}
MapBuilder map(SubsamplePadGradOp op) {
  return subsampleAttrs("subsample_pad_grad", op.getResult(), op.getGradient(), op.getStrides())
      .flag("addend", bool(op.getAddend()))
      .in(op.getGradient(), op.getAddend())
      .out(op.getResult());
}

MapBuilder map(FromBytesOp op) {
  return MapBuilder("from_bytes")
      .map(op.getInput())
      .in(op.getInput(), op.getScale(), op.getShift())
      .out(op.getOutput());
}
MapBuilder map(ToBlockedOp op) {
  return MapBuilder("to_blocked").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(ToNchwOp op) {
  return MapBuilder("to_nchw").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}

/// Rows are the memory of an NCHW map, so the kernels of the borders make and read them.
MapBuilder map(FlattenOp op) {
  return MapBuilder("to_nchw").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(UnflattenOp op) {
  return MapBuilder("to_blocked").map(op.getOutput()).in(op.getInput()).out(op.getOutput());
}

} // namespace

void attachElementwiseMappings(MLIRContext &context) {
  attachMappings<ScaleShiftAddReluOp, AddOp, AddGradientsOp, ReluOp, ReluGradOp, ScaleByOp,
                 ScaleByGradScaleOp, SubsamplePadOp, SubsamplePadGradOp, FlattenOp, UnflattenOp,
                 ToBlockedOp, ToNchwOp, FromBytesOp>(context, [](auto op) { return map(op); });
}

} // namespace resnetc::rn
