//===- ConvOperands.h - arguments that kinds of convolution share ------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"
#include "compiler/Kernels/Operand.h"

namespace resnetc::kernels {

/// The input of a convolution, and of its gradient by the weight.
inline Operand convInput(const Geometry &g, int64_t block) {
  if (g.inBytes)
    return bytesOperand("x", g.c, g.h, g.w);
  return g.nchwInput ? nchwOperand("x", g.c, g.h, g.w) : actOperand("x", g.c, g.h, g.w, block);
}

/// What is applied to the input on the way, with `pre`: scale and shift of its c channels.
inline void addPre(std::vector<Operand> &operands, const KernelSpec &spec, int64_t block) {
  if (!spec.get("pre"))
    return;
  operands.push_back(vecOperand("scale", spec.get("c"), block));
  operands.push_back(vecOperand("shift", spec.get("c"), block));
}

/// What is added to the sums of products, where the spec has it, and the output.
inline void addEnd(std::vector<Operand> &operands, const KernelSpec &spec, const Geometry &g,
                   int64_t block) {
  if (spec.get("bias"))
    operands.push_back(vecOperand("bias", g.k, block));
  if (spec.get("residual"))
    operands.push_back(actOperand("residual", g.k, g.oh, g.ow, block));
  operands.push_back(actOperand("y", g.k, g.oh, g.ow, block).out().mayAlias("residual"));
}

} // namespace resnetc::kernels
