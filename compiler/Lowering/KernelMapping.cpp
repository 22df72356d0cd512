//===- KernelMapping.cpp - which kernel an op is -------------------------------===//
//
// One `map` overload per op. Attributes and argument orders are those of
// compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/KernelMapping.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Collects a kernel's attributes and arguments; absent optional values are skipped.
struct MapBuilder {
  MappedKernel kernel;

  explicit MapBuilder(StringRef kernelClass) { kernel.spec.kernelClass = kernelClass.str(); }

  MapBuilder &attr(StringRef name, int64_t value) {
    kernel.spec.attrs[name.str()] = value;
    return *this;
  }
  MapBuilder &real(StringRef name, const APFloat &value) {
    kernel.spec.reals[name.str()] = value.convertToDouble();
    return *this;
  }
  /// A flag is part of the key only when set, and so is a number that is not the usual one.
  MapBuilder &flag(StringRef name, bool value) { return value ? attr(name, 1) : *this; }
  MapBuilder &unless(StringRef name, int64_t value, int64_t usual) {
    return value != usual ? attr(name, value) : *this;
  }
  MapBuilder &geometry(const Geometry &g) {
    return attr("c", g.c)
        .attr("k", g.k)
        .attr("h", g.h)
        .attr("w", g.w)
        .attr("kh", g.kh)
        .attr("kw", g.kw)
        .attr("sh", g.sh)
        .attr("sw", g.sw)
        .attr("pt", g.pt)
        .attr("pl", g.pl)
        .attr("pb", g.pb)
        .attr("pr", g.pr)
        .unless("groups", g.groups, 1);
  }
  /// Channels, height and width of activations.
  MapBuilder &map(Value activation) {
    auto type = cast<RankedTensorType>(activation.getType());
    return attr("c", type.getDimSize(1))
        .attr("h", type.getDimSize(2))
        .attr("w", type.getDimSize(3));
  }
  MapBuilder &channels(Value vector) {
    return attr("c", cast<RankedTensorType>(vector.getType()).getDimSize(0));
  }
  template <typename... Values> MapBuilder &in(Values... operands) {
    (append(operands, Value()), ...);
    return *this;
  }
  template <typename... Values> MapBuilder &out(Values... results) {
    (append(Value(), results), ...);
    return *this;
  }
  MapBuilder &inputs(ValueRange operands) {
    for (Value operand : operands)
      append(operand, Value());
    return *this;
  }
  MapBuilder &inOut(Value operand, Value result) {
    append(operand, result);
    return *this;
  }
  MapBuilder &pre(Value scale, bool relu) { return scale ? attr("pre", relu ? 2 : 1) : *this; }

private:
  void append(Value operand, Value result) {
    if (operand || result)
      kernel.args.push_back({operand, result});
  }
};

RankedTensorType typeOf(Value value) { return cast<RankedTensorType>(value.getType()); }

/// The caller's NCHW image: activations that never got a blocked layout.
bool isImage(Value value) { return !typeOf(value).getEncoding(); }

int64_t partialCount(Value sums) {
  auto partials = dyn_cast_or_null<PartialsAttr>(typeOf(sums).getEncoding());
  return partials ? partials.getCount() : 1;
}

/// A filter's or linear weight's packed dims, K, C, H, W.
ArrayRef<int64_t> packedDims(Value weight) {
  return cast<PackedAttr>(typeOf(weight).getEncoding()).getDims();
}

MapBuilder weightAttrs(MapBuilder m, Value weight) {
  ArrayRef<int64_t> dims = packedDims(weight);
  m.attr("k", dims[0]).attr("c", dims[1]).attr("kh", dims[2]).attr("kw", dims[3]);
  return m;
}

/// True for the filter of a convolution that reads the caller's image: its channels stay together.
bool isImageWeight(Value weight) {
  auto packed = cast<PackedAttr>(typeOf(weight).getEncoding());
  return packed.getC() == packed.getDims()[1] && packed.getC() != packed.getK();
}

/// Side of the tiles of outputs, from the side of the tiles with their margin.
int64_t tileOf(WinogradAttr layout) { return layout.getSide() - 2; }

MapBuilder map(WinogradFilterOp op) {
  auto layout = cast<WinogradAttr>(op.getResult().getType().getEncoding());
  return weightAttrs(MapBuilder("winograd_weight"), op.getFilter())
      .attr("m", tileOf(layout))
      .in(op.getFilter())
      .out(op.getResult());
}

MapBuilder map(WinogradInputOp op) {
  auto layout = cast<WinogradTilesAttr>(op.getResult().getType().getEncoding());
  ArrayRef<int64_t> pads = op.getPads();
  return MapBuilder("winograd_input")
      .map(op.getInput())
      .attr("kh", 3)
      .attr("kw", 3)
      .attr("pt", pads[0])
      .attr("pl", pads[1])
      .attr("pb", pads[2])
      .attr("pr", pads[3])
      .attr("m", layout.getSide() - 2)
      .in(op.getInput())
      .out(op.getResult());
}

MapBuilder convClass(ConvOp op) {
  auto layout = dyn_cast_or_null<WinogradAttr>(typeOf(op.getFilter()).getEncoding());
  if (!layout)
    return MapBuilder("conv").flag("in_image", isImage(op.getInput()));
  bool transformed = isa<WinogradTilesAttr>(typeOf(op.getInput()).getEncoding());
  return MapBuilder("conv_winograd").attr("m", tileOf(layout)).flag("transformed", transformed);
}

MapBuilder map(ConvOp op) {
  return convClass(op)
      .geometry(geometryOfConv(op))
      .pre(op.getScale(), op.getInRelu())
      .flag("bias", bool(op.getBias()))
      .flag("residual", bool(op.getResidual()))
      .flag("relu", op.getRelu())
      .flag("stats", bool(op.getSums()))
      .in(op.getInput(), op.getFilter(), op.getScale(), op.getShift(), op.getBias(),
          op.getResidual())
      .out(op.getOutput(), op.getSums());
}

MapBuilder map(ConvGradInputOp op) {
  auto g = *getConvGeometry(op.getResult().getType(), op.getFilter().getType(), op.getStrides(),
                            op.getPads(), op.getGroups());
  return MapBuilder("conv_grad_input")
      .geometry(g)
      .flag("addend", bool(op.getAddend()))
      .in(op.getGradient(), op.getFilter(), op.getAddend())
      .out(op.getResult());
}

MapBuilder map(ConvGradWeightOp op) {
  auto g = *getConvGeometry(op.getInput().getType(), op.getResult().getType(), op.getStrides(),
                            op.getPads(), op.getGroups());
  return MapBuilder("conv_grad_weight")
      .geometry(g)
      .flag("in_image", isImage(op.getInput()))
      .pre(op.getScale(), op.getInRelu())
      .in(op.getInput(), op.getScale(), op.getShift(), op.getGradient())
      .out(op.getResult());
}

MapBuilder map(ConvGradBiasOp op) {
  return MapBuilder("conv_grad_bias")
      .map(op.getGradient())
      .in(op.getGradient())
      .out(op.getResult());
}

MapBuilder map(TransposeFilterOp op) {
  // The kernel counts all of the input channels, the layout those of merged groups.
  int64_t groups = cast<PackedAttr>(typeOf(op.getFilter()).getEncoding()).getGroups();
  MapBuilder m = weightAttrs(MapBuilder("transpose_weight"), op.getFilter());
  if (groups > 1)
    m.attr("groups", groups).attr("c", typeOf(op.getFilter()).getDimSize(1) * groups);
  return m.flag("in_image", isImageWeight(op.getFilter())).in(op.getFilter()).out(op.getResult());
}

MapBuilder linearAttrs(StringRef kernelClass, Value input, Value gradientOrOutput) {
  return MapBuilder(kernelClass).map(input).attr("k", typeOf(gradientOrOutput).getDimSize(1));
}

MapBuilder map(LinearOp op) {
  return linearAttrs("linear", op.getInput(), op.getOutput())
      .flag("bias", bool(op.getBias()))
      .in(op.getInput(), op.getWeight(), op.getBias())
      .out(op.getOutput());
}

MapBuilder map(LinearGradInputOp op) {
  return linearAttrs("linear_grad_input", op.getResult(), op.getGradient())
      .in(op.getGradient(), op.getWeight())
      .out(op.getResult());
}

MapBuilder map(LinearGradWeightOp op) {
  return linearAttrs("linear_grad_weight", op.getInput(), op.getGradient())
      .in(op.getInput(), op.getGradient())
      .out(op.getResult());
}

MapBuilder map(LinearGradBiasOp op) {
  return MapBuilder("linear_grad_bias")
      .attr("k", typeOf(op.getGradient()).getDimSize(1))
      .in(op.getGradient())
      .out(op.getResult());
}

MapBuilder map(FoldBnOp op) {
  return weightAttrs(MapBuilder("fold_bn"), op.getFilter())
      .flag("in_image", isImageWeight(op.getFilter()))
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
  return MapBuilder("bn_running")
      .channels(op.getMean())
      .real("momentum", op.getMomentum())
      .in(op.getMean(), op.getVariance())
      .inOut(op.getRunningMean(), op.getNewMean())
      .inOut(op.getRunningVariance(), op.getNewVariance());
}

MapBuilder map(ApplyOp op) {
  return MapBuilder("apply")
      .map(op.getA())
      .flag("a_affine", bool(op.getAScale()))
      .flag("b", bool(op.getB()))
      .flag("b_affine", bool(op.getBScale()))
      .flag("relu", op.getRelu())
      .in(op.getA(), op.getAScale(), op.getAShift(), op.getB(), op.getBScale(), op.getBShift())
      .out(op.getOutput());
}

/// A plain sum or ReLU is the apply kernel without its other parts.
template <typename OpTy> MapBuilder mapSum(OpTy op) {
  return MapBuilder("apply")
      .map(op.getLhs())
      .attr("b", 1)
      .in(op.getLhs(), op.getRhs())
      .out(op.getOutput());
}
MapBuilder map(AddOp op) { return mapSum(op); }
MapBuilder map(AddGradientsOp op) { return mapSum(op); }
MapBuilder map(ReluOp op) {
  return MapBuilder("apply")
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

/// Pools share the convolution's attribute names; k stays out, it is c.
template <typename OpTy> MapBuilder poolAttrs(StringRef kernelClass, OpTy op, Value input) {
  ArrayRef<int64_t> window = op.getWindow(), strides = op.getStrides(), pads = op.getPads();
  return MapBuilder(kernelClass)
      .map(input)
      .attr("kh", window[0])
      .attr("kw", window[1])
      .attr("sh", strides[0])
      .attr("sw", strides[1])
      .attr("pt", pads[0])
      .attr("pl", pads[1])
      .attr("pb", pads[2])
      .attr("pr", pads[3]);
}

MapBuilder map(MaxPoolOp op) {
  return poolAttrs("maxpool", op, op.getInput())
      .pre(op.getScale(), op.getInRelu())
      .flag("index", bool(op.getIndex()))
      .in(op.getInput(), op.getScale(), op.getShift())
      .out(op.getOutput(), op.getIndex());
}
MapBuilder map(MaxPoolGradOp op) {
  return poolAttrs("maxpool_grad", op, op.getResult())
      .in(op.getGradient(), op.getIndex())
      .out(op.getResult());
}
MapBuilder map(AvgPoolOp op) {
  return poolAttrs("avgpool", op, op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(AvgPoolGradOp op) {
  return poolAttrs("avgpool_grad", op, op.getResult()).in(op.getGradient()).out(op.getResult());
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

MapBuilder map(PreluOp op) {
  return MapBuilder("prelu")
      .map(op.getInput())
      .in(op.getInput(), op.getSlope())
      .out(op.getOutput());
}
MapBuilder map(PreluGradOp op) {
  return MapBuilder("prelu_grad")
      .map(op.getInput())
      .in(op.getGradient(), op.getInput(), op.getSlope())
      .out(op.getResult());
}
MapBuilder map(PreluGradSlopeOp op) {
  return MapBuilder("prelu_grad_slope")
      .map(op.getInput())
      .in(op.getGradient(), op.getInput())
      .out(op.getResult());
}
MapBuilder map(SigmoidOp op) {
  return MapBuilder("sigmoid").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(SigmoidGradOp op) {
  return MapBuilder("sigmoid_grad")
      .map(op.getOutput())
      .in(op.getGradient(), op.getOutput())
      .out(op.getResult());
}
MapBuilder map(DropoutOp op) {
  return MapBuilder("dropout")
      .map(op.getInput())
      .attr("layer", op.getLayer())
      .real("rate", op.getRate())
      .in(op.getInput(), op.getKey())
      .out(op.getOutput());
}

MapBuilder map(MaxOp op) {
  return MapBuilder("max").map(op.getLhs()).in(op.getLhs(), op.getRhs()).out(op.getOutput());
}
MapBuilder map(MaxGradOp op) {
  return MapBuilder("max_grad")
      .map(op.getLhs())
      .flag("right", op.getRight())
      .in(op.getGradient(), op.getLhs(), op.getRhs())
      .out(op.getResult());
}

/// One gate for a whole channel; a gate of the map's own size is one for each element.
bool isChannelwise(Value gate, Value map) {
  return typeOf(gate).getShape() != typeOf(map).getShape();
}
MapBuilder map(GateOp op) {
  return MapBuilder("gate")
      .map(op.getValue())
      .flag("channelwise", isChannelwise(op.getGate(), op.getValue()))
      .flag("carry", bool(op.getCarry()))
      .in(op.getValue(), op.getGate(), op.getCarry())
      .out(op.getOutput());
}
MapBuilder map(GateGradCarryOp op) {
  return MapBuilder("gate_grad_carry")
      .map(op.getGradient())
      .flag("channelwise", isChannelwise(op.getGate(), op.getGradient()))
      .in(op.getGradient(), op.getGate())
      .out(op.getResult());
}
MapBuilder map(GateGradGateOp op) {
  return MapBuilder("gate_grad_gate")
      .map(op.getGradient())
      .flag("channelwise", isChannelwise(op.getResult(), op.getGradient()))
      .flag("carry", bool(op.getCarry()))
      .in(op.getGradient(), op.getValue(), op.getCarry())
      .out(op.getResult());
}

MapBuilder map(ConcatOp op) {
  ArrayRef<int64_t> shape = op.getOutput().getType().getShape();
  MapBuilder m("concat");
  m.attr("parts", op.getInputs().size()).attr("h", shape[2]).attr("w", shape[3]);
  for (auto [i, input] : llvm::enumerate(op.getInputs()))
    m.attr("c" + std::to_string(i), typeOf(input).getDimSize(1));
  return m.inputs(op.getInputs()).out(op.getOutput());
}
MapBuilder map(SliceOp op) {
  return MapBuilder("slice")
      .map(op.getInput())
      .attr("k", op.getOutput().getType().getDimSize(1))
      .attr("start", op.getStart())
      .in(op.getInput())
      .out(op.getOutput());
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

MapBuilder map(SoftmaxCrossEntropyOp op) {
  MapBuilder m("softmax_cross_entropy");
  if (!op.getWeight().isExactlyValue(1.0))
    m.real("weight", op.getWeight());
  return m.attr("k", typeOf(op.getLogits()).getDimSize(1))
      .in(op.getLogits(), op.getLabels())
      .out(op.getGradient(), op.getRows());
}
MapBuilder map(MeanRowsOp op) {
  return MapBuilder("mean_rows")
      .unless("parts", op.getRows().size(), 1)
      .inputs(op.getRows())
      .out(op.getResult());
}

/// Elements of a packed tensor, padding lanes included: they are zero and stay so.
int64_t storedElements(RankedTensorType type) {
  auto up = [](int64_t n, int64_t block) { return (n + block - 1) / block * block; };
  if (auto packed = dyn_cast_or_null<PackedAttr>(type.getEncoding())) {
    ArrayRef<int64_t> d = packed.getDims();
    return up(d[0], packed.getK()) * up(d[1], packed.getC()) * d[2] * d[3];
  }
  return up(type.getNumElements(), cast<BlockedAttr>(type.getEncoding()).getBlock());
}

MapBuilder map(SgdOp op) {
  RankedTensorType type = typeOf(op.getParameter());
  auto packed = dyn_cast<PackedAttr>(type.getEncoding());
  int64_t lanes = packed ? packed.getK() : cast<BlockedAttr>(type.getEncoding()).getBlock();
  MapBuilder m("sgd");
  m.kernel.n = storedElements(type) / lanes;
  return m.inOut(op.getParameter(), op.getNewParameter())
      .inOut(op.getVelocity(), op.getNewVelocity())
      .in(op.getGradient(), op.getHyper());
}

MapBuilder map(ToBlockedOp op) {
  return MapBuilder("to_blocked").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(ToImageOp op) {
  return MapBuilder("to_image").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}

/// Rows are the memory of an NCHW image, so the kernels of the borders make and read them.
MapBuilder map(FlattenOp op) {
  return MapBuilder("to_image").map(op.getInput()).in(op.getInput()).out(op.getOutput());
}
MapBuilder map(UnflattenOp op) {
  return MapBuilder("to_blocked").map(op.getOutput()).in(op.getInput()).out(op.getOutput());
}

template <typename... Ops> FailureOr<MappedKernel> mapAny(Operation *op) {
  return llvm::TypeSwitch<Operation *, FailureOr<MappedKernel>>(op)
      .Case<Ops...>([](auto typed) { return std::move(map(typed).kernel); })
      .Default([](Operation *other) -> FailureOr<MappedKernel> {
        return other->emitOpError("has no kernel: the fused phase should have taken it apart");
      });
}

} // namespace

FailureOr<MappedKernel> mapToKernel(Operation *op) {
  return mapAny<ConvOp, ConvGradInputOp, ConvGradWeightOp, ConvGradBiasOp, TransposeFilterOp,
                WinogradFilterOp, WinogradInputOp, LinearOp, LinearGradInputOp, LinearGradWeightOp,
                LinearGradBiasOp, FoldBnOp, BnInferenceOp, BnStatsOp, BnFinalizeOp,
                BnUnbiasedOp, BnRunningOp,
                ApplyOp, AddOp, AddGradientsOp, ReluOp, ReluGradOp, GradStatsOp, BnGradFinalizeOp,
                BnGradApplyOp, MaxPoolOp, MaxPoolGradOp, AvgPoolOp, AvgPoolGradOp, SubsamplePadOp,
                SubsamplePadGradOp, PreluOp, PreluGradOp, PreluGradSlopeOp, SigmoidOp,
                SigmoidGradOp, DropoutOp, MaxOp, MaxGradOp, GateOp, GateGradCarryOp, GateGradGateOp,
                ConcatOp, SliceOp, LrnOp, LrnGradOp, SoftmaxCrossEntropyOp, MeanRowsOp, SgdOp,
                ToBlockedOp, ToImageOp, FlattenOp, UnflattenOp>(op);
}

FailureOr<int64_t> partialsOf(Operation *op, const Target &target) {
  FailureOr<MappedKernel> kernel = mapToKernel(op);
  if (failed(kernel))
    return failure();
  return kernels::statsPartials(kernel->spec, target);
}

kernels::KernelSpec specOf(KernelOp kernel) {
  kernels::KernelSpec spec;
  spec.kernelClass = kernel.getKernelClass().str();
  for (NamedAttribute attr : kernel.getAttrs()) {
    if (auto integer = dyn_cast<IntegerAttr>(attr.getValue()))
      spec.attrs[attr.getName().str()] = integer.getInt();
    else if (auto real = dyn_cast<FloatAttr>(attr.getValue()))
      spec.reals[attr.getName().str()] = real.getValueAsDouble();
  }
  return spec;
}

kernels::KernelChoice choiceOf(KernelOp kernel) {
  kernels::KernelChoice choice;
  choice.variant = kernel.getVariant().str();
  choice.reason = kernel.getReason().str();
  for (NamedAttribute attr : kernel.getParams())
    choice.params[attr.getName().str()] = cast<IntegerAttr>(attr.getValue()).getInt();
  return choice;
}

const Target *targetOf(ModuleOp module) {
  auto key = module->getAttrOfType<StringAttr>("rn.target");
  return key ? findTarget(std::string_view(key.getValue())) : nullptr;
}

} // namespace resnetc::rn
