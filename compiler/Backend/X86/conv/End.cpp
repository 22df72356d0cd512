//===- End.cpp - what becomes of a convolution's sums before they are stored --------------===//
#include "compiler/Backend/X86/conv/End.h"

#include "compiler/Backend/X86/Special.h"

using namespace Halide;

namespace resnetc::x86 {

Expr withEnd(KernelBuilder &builder, Expr value, const OutputPlace &at) {
  if (builder.has("bias"))
    value = value + builder.in("bias")(at.v, at.b);
  if (builder.has("residual"))
    value = value + builder.in("residual")(at.v, at.x, at.y, at.b, at.image);
  return builder.get("relu") ? relu(value) : value;
}

} // namespace resnetc::x86
