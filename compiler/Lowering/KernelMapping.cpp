//===- KernelMapping.cpp - which kernel an op is -------------------------------===//
//
// The mappings by op, and kernel symbols read back.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/MapBuilder.h"

#include "compiler/Dialect/RN/FormatTypes.h"
#include "mlir/IR/DialectRegistry.h"

using namespace mlir;

namespace resnetc::rn {

#include "compiler/Lowering/KernelMappable.cpp.inc"

void registerKernelMappings(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, RNDialect *) {
    attachActivationMappings(*context);
    attachConvMappings(*context);
    attachElementwiseMappings(*context);
    attachJoinMappings(*context);
    attachLossMappings(*context);
    attachNormMappings(*context);
    attachPoolMappings(*context);
  });
}

/// Narrow maps are multiplied as they lie, and summed in f32. Wide ones may be multiplied in TF32.
static kernels::Formats formatsOf(Operation *op) {
  if (op->hasAttr(computeName))
    return {.compute = NumberFormat::TF32};
  kernels::Formats formats;
  auto look = [&](TypeRange types) {
    for (Type type : types) {
      std::optional<NumberFormat> format = formatOf(cast<RankedTensorType>(type).getElementType());
      if (format && isHalf(*format))
        formats.compute = formats.store = *format;
    }
  };
  look(op->getOperandTypes());
  look(op->getResultTypes());
  return formats;
}

FailureOr<MappedKernel> mapToKernel(Operation *op) {
  auto mappable = dyn_cast<KernelMappableOpInterface>(op);
  if (!mappable)
    return op->emitOpError("has no kernel: the fused phase should have taken it apart");
  MappedKernel kernel = mappable.toKernel();
  kernel.spec.formats = formatsOf(op);
  if (std::string problem = kernels::problemOf(kernel.spec); !problem.empty())
    return op->emitOpError("maps to the kernel '") << kernel.spec.key() << "', which " << problem;
  return kernel;
}

int64_t pixelsAcross(Value sums) {
  auto conv = sums ? sums.getDefiningOp<ConvOp>() : ConvOp();
  const Target *target = conv ? targetOf(conv->getParentOfType<ModuleOp>()) : nullptr;
  return target ? target->statsAcross : 0;
}

FailureOr<int64_t> partialsOf(Operation *op) {
  FailureOr<MappedKernel> kernel = mapToKernel(op);
  if (failed(kernel))
    return failure();
  return kernels::statsPartials(kernel->spec);
}

/// The formats of a spec by the names of their attributes.
template <typename Spec> static auto namedFormats(Spec &spec) {
  return std::array{std::pair("accumulate", &spec.formats.accumulate),
                    std::pair("compute", &spec.formats.compute),
                    std::pair("store", &spec.formats.store)};
}

DictionaryAttr specAttrs(MLIRContext *context, const kernels::KernelSpec &spec) {
  Builder b(context);
  SmallVector<NamedAttribute> attrs;
  for (const auto &[name, value] : spec.attrs)
    attrs.push_back(b.getNamedAttr(name, b.getI64IntegerAttr(value)));
  for (const auto &[name, value] : spec.reals)
    attrs.push_back(b.getNamedAttr(name, b.getF64FloatAttr(value)));
  for (auto [name, format] : namedFormats(spec))
    if (*format != NumberFormat::F32)
      attrs.push_back(b.getNamedAttr(name, TypeAttr::get(floatTypeOf(*format, context))));
  return b.getDictionaryAttr(attrs);
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
  for (auto [name, format] : namedFormats(spec))
    if (auto type = kernel.getAttrs().getAs<TypeAttr>(name))
      *format = formatOf(type.getValue()).value_or(NumberFormat::F32);
  return spec;
}

ScheduleAttr scheduleAttr(MLIRContext *context, const kernels::KernelChoice &choice) {
  Builder b(context);
  SmallVector<NamedAttribute> params;
  for (const auto &[name, value] : choice.params)
    params.push_back(b.getNamedAttr(name, b.getI64IntegerAttr(value)));
  return ScheduleAttr::get(context, choice.variant, b.getDictionaryAttr(params), choice.reason);
}

static kernels::KernelChoice choiceFrom(StringRef variant, DictionaryAttr params,
                                        StringRef reason) {
  kernels::KernelChoice choice{variant.str(), {}, reason.str()};
  for (NamedAttribute param : params)
    choice.params[param.getName().str()] = cast<IntegerAttr>(param.getValue()).getInt();
  return choice;
}

kernels::KernelChoice choiceOf(ScheduleAttr schedule) {
  return choiceFrom(schedule.getVariant(), schedule.getParams(), schedule.getReason());
}

kernels::KernelChoice choiceOf(KernelOp kernel) {
  return choiceFrom(kernel.getVariant(), kernel.getParams(), kernel.getReason());
}

const Target *targetOf(ModuleOp module) {
  auto key = module->getAttrOfType<StringAttr>("rn.target");
  return key ? findTarget(key.getValue()) : nullptr;
}

const Target *requireTarget(ModuleOp module) {
  const Target *target = targetOf(module);
  if (!target)
    module.emitError("expects layouts assigned for a target (rn-assign-layout), got none");
  return target;
}

const Target *requireTarget(ModuleOp module, StringRef name) {
  const Target *target = findTarget(name);
  if (!target)
    module.emitError("expects a target, as ") << targetNames() << ", got '" << name << "'";
  return target;
}

} // namespace resnetc::rn
