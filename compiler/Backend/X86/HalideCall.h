//===- HalideCall.h - the one place that catches what Halide throws ----------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

namespace resnetc::x86 {

/// Runs `call`, which may use Halide, and turns any exception into an error that begins with
/// `what`; what the system refuses is an InputError. Safe to use from several threads.
llvm::Error callHalide(llvm::function_ref<void()> call, const llvm::Twine &what);

} // namespace resnetc::x86
