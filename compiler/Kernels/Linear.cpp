//===- Linear.cpp - the fully connected layer, both ways, and gradients of biases ===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

static Operand featuresOf(const KernelSpec &spec, int64_t block, const char *name) {
  return actOperand(name, spec.get("c"), spec.get("h"), spec.get("w"), block);
}

static std::vector<Operand> linearOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {
      featuresOf(spec, block, "x"),
      weightOperand("w", spec.get("k"), spec.get("c"), spec.get("h"), spec.get("w"), block)};
  if (spec.get("bias"))
    operands.push_back(vecOperand("bias", spec.get("k"), block));
  operands.push_back(matOperand("y", spec.get("k")).out());
  return operands;
}

static std::vector<Operand> linearGradInputOperands(const KernelSpec &spec, int64_t block) {
  return {matOperand("g", spec.get("k")),
          transposedWeightOperand("w", spec.get("k"), spec.get("c"), spec.get("h"), spec.get("w"),
                                  block),
          featuresOf(spec, block, "dx").out()};
}

static std::vector<Operand> linearGradWeightOperands(const KernelSpec &spec, int64_t block) {
  return {featuresOf(spec, block, "x"), matOperand("g", spec.get("k")),
          weightOperand("dw", spec.get("k"), spec.get("c"), spec.get("h"), spec.get("w"), block)
              .inF32()
              .out()};
}

static std::vector<Operand> linearGradBiasOperands(const KernelSpec &spec, int64_t block) {
  return {matOperand("g", spec.get("k")), vecOperand("db", spec.get("k"), block).out()};
}

static std::vector<Operand> convGradBiasOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("g", spec, block), vecOperand("db", spec.get("c"), block).out()};
}

static int64_t linearMultiplyAdds(const KernelSpec &spec) {
  return spec.get("c") * spec.get("h") * spec.get("w") * spec.get("k");
}

std::vector<KernelContract> linearContracts() {
  const Attributes ofLayer = {"c", "h", "w", "k"};
  return {{"conv_grad_bias", {"c", "h", "w"}, convGradBiasOperands},
          {"linear", Attributes(ofLayer).optional({"bias"}), linearOperands, linearMultiplyAdds},
          {"linear_grad_bias", {"k"}, linearGradBiasOperands},
          {"linear_grad_input", ofLayer, linearGradInputOperands, linearMultiplyAdds},
          {"linear_grad_weight", ofLayer, linearGradWeightOperands, linearMultiplyAdds}};
}

} // namespace resnetc::kernels
