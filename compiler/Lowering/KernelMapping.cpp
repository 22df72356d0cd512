//===- KernelMapping.cpp - which kernel an op is -------------------------------===//
//
// The mappings by op, and kernel symbols read back.
//
//===----------------------------------------------------------------------===//
#include "compiler/Lowering/KernelMapping.h"

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

FailureOr<MappedKernel> mapToKernel(Operation *op) {
  auto mappable = dyn_cast<KernelMappableOpInterface>(op);
  if (!mappable)
    return op->emitOpError("has no kernel: the fused phase should have taken it apart");
  MappedKernel kernel = mappable.toKernel();
  if (std::string problem = kernels::problemOf(kernel.spec); !problem.empty())
    return op->emitOpError("maps to the kernel '") << kernel.spec.key() << "', which " << problem;
  return kernel;
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
