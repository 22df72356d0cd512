//===- Lrn.cpp - local response normalisation, both ways ----------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

static std::vector<Operand> lrnOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), mapOperand("y", spec, block).out()};
}

static std::vector<Operand> lrnGradOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("x", spec, block),
          mapOperand("dx", spec, block).out()};
}

static Attributes lrnAttributes() {
  return Attributes({"c", "h", "w", "size"}).reals({"alpha", "beta", "bias"});
}

std::vector<KernelContract> lrnContracts() {
  return {{"lrn", lrnAttributes(), lrnOperands}, {"lrn_grad", lrnAttributes(), lrnGradOperands}};
}

} // namespace resnetc::kernels
