//===- Registry.h - the classes of kernels by name --------------------------------===//
//
// classes.inc has one line per family; a family's function returns its classes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/KernelClass.h"

namespace resnetc::kernels {

/// The class of that name, or null.
const KernelClass *findKernelClass(const std::string &name);

/// The operands of a kernel, in the order of its interface.
std::vector<Operand> kernelOperands(const KernelSpec &spec, const Target &target);

/// Every class, sorted by name.
const std::map<std::string, KernelClass> &allKernelClasses();

} // namespace resnetc::kernels
