//===- End.h - what becomes of a convolution's sums before they are stored ----------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"

namespace resnetc::x86 {

/// An output of a convolution.
struct OutputPlace {
  Halide::Var v, x, y, b, image; ///< lane, column, row, block of channels, image
};

/// [relu] (value + bias + residual): of these, what the spec has (compiler/Kernels/ConvOperands.h, addEnd).
Halide::Expr withEnd(KernelBuilder &builder, Halide::Expr value, const OutputPlace &at);

} // namespace resnetc::x86
