//===- KernelOps.cpp - rn.kernel as the kernel library sees it ---------------===//
//
// The op holds a kernel's spec and schedule as attributes, which is what a reader of the IR sees; the
// kernel library works on plain structs. This is the way from one to the other.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/KernelOps.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

namespace resnetc {

kernels::KernelSpec kernelSpec(rn::KernelOp op) {
  kernels::KernelSpec spec;
  spec.kernelClass = op.getKernelClass().str();
  for (mlir::NamedAttribute attr : op.getAttrs()) {
    if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(attr.getValue()))
      spec.attrs[attr.getName().str()] = integer.getInt();
    else if (auto real = llvm::dyn_cast<mlir::FloatAttr>(attr.getValue()))
      spec.reals[attr.getName().str()] = real.getValueAsDouble();
  }
  return spec;
}

kernels::KernelChoice kernelChoice(rn::KernelOp op) {
  kernels::KernelChoice choice;
  choice.variant = op.getVariant().str();
  choice.reason = op.getReason().str();
  for (mlir::NamedAttribute attr : op.getParams())
    if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(attr.getValue()))
      choice.params[attr.getName().str()] = integer.getInt();
  return choice;
}

std::string kernelSymbol(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                         const Target &target) {
  llvm::BLAKE3 hasher;
  hasher.update(spec.key() + "\n" + choice.key() + "\n" + target.name);
  return "rn_k_" + spec.kernelClass + "_" + llvm::toHex(hasher.final<8>(), /*LowerCase=*/true);
}

const Target *moduleTarget(mlir::Operation *module) {
  auto name = module->getAttrOfType<mlir::StringAttr>("rn.target");
  if (name)
    for (const Target &target : allTargets())
      if (name.getValue() == target.name)
        return &target;
  return nullptr;
}

} // namespace resnetc
