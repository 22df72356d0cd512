//===- GroupedBlocks.h - which blocks of channels a merged group has -------------------===//
//
// Indices into maps whose channels fall into merged groups (compiler/Kernels/Groups.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"
#include "compiler/Kernels/Groups.h"

namespace resnetc::x86 {

/// The block of the input that is block `at` of those that output block `b` sees.
Halide::Expr inputBlock(const Groups &groups, Halide::Expr b, Halide::Expr at);
/// The block of the output that is block `at` of those that see input block `b`.
Halide::Expr outputBlock(const Groups &groups, Halide::Expr b, Halide::Expr at);
/// True where an output channel, counted over all, sees a channel of its merged group.
Halide::Expr sees(const Groups &groups, Halide::Expr output, Halide::Expr input);

} // namespace resnetc::x86
