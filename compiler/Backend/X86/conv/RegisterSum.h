//===- RegisterSum.h - sums that stay in registers -------------------------------------===//
//
// The innermost schedule of the convolution family.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"

namespace resnetc::x86 {

/// Keeps `sum` (v, x, y, b, n) in registers at `where` of `consumer`: all of its dimensions but the
/// image unrolled, the reduction outside them, its first dimension unrolled by `inner`. `others`:
/// further dimensions that are.
void scheduleRegisterSum(Halide::Func sum, Halide::RDom r, int inner, Halide::Func consumer,
                         Halide::Var where, int lanes, const std::vector<Halide::Var> &others = {});

/// Name of the innermost loop of such a sum in lowered code, where its first dimension is unrolled.
std::string registerSumLoop(const Halide::Func &sum, const Halide::RDom &r);

} // namespace resnetc::x86
