//===- Lrn.cpp - local response normalisation, both ways ----------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

static Operand map(const char *name, const KernelSpec &spec, int64_t block) {
  return flatActOperand(name, spec.get("c"), spec.get("h") * spec.get("w"), block);
}

static std::vector<Operand> lrnOperands(const KernelSpec &spec, int64_t block) {
  return {map("x", spec, block), map("y", spec, block).out()};
}

static std::vector<Operand> lrnGradOperands(const KernelSpec &spec, int64_t block) {
  return {map("dy", spec, block), map("x", spec, block), map("dx", spec, block).out()};
}

static Attributes lrnAttributes() {
  return Attributes({"c", "h", "w", "size"}).reals({"alpha", "beta", "bias"});
}

std::vector<KernelContract> lrnContracts() {
  return {{"lrn", lrnAttributes(), lrnOperands}, {"lrn_grad", lrnAttributes(), lrnGradOperands}};
}

} // namespace resnetc::kernels
