//===- KernelView.h - one kernel's code for a reader --------------------------------===//
#pragma once

#include "compiler/Codegen/KernelCompiler.h"

namespace resnetc {

/// The code of the kernel whose symbol is `name`, or begins with it. Without a name, a list of the
/// kernels: symbol, spec, schedule. An InputError when `name` fits none, or several.
llvm::Expected<std::string> viewKernel(const std::vector<KernelJob> &jobs, llvm::StringRef name,
                                       kernels::KernelOutput output);

} // namespace resnetc
