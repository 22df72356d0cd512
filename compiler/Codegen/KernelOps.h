//===- KernelOps.h - rn.kernel as the kernel library sees it -----------------===//
#pragma once

#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Kernels/Kernel.h"

#include <string>

namespace resnetc {

/// The spec that an `rn.kernel` stands for: integers of `attrs` are attributes, floats are reals.
kernels::KernelSpec kernelSpec(rn::KernelOp op);

/// The schedule that was chosen for it.
kernels::KernelChoice kernelChoice(rn::KernelOp op);

/// The symbol of a kernel's object code, rn_k_<class>_<hash>. It is made from all that decides the code, so
/// libraries of several networks, or of several instruction sets, can be linked into one program.
std::string kernelSymbol(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                         const Target &target);

/// The target that the module's `rn.target` names; null when it names none.
const Target *moduleTarget(mlir::Operation *module);

} // namespace resnetc
