//===- Activation.cpp - activations and dropout -------------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/Formulas.h"

namespace resnetc::kernels {

static Operand slopes(const char *name, const KernelSpec &spec, int64_t block) {
  return vecOperand(name, spec.get("c"), block);
}

static std::vector<Operand> preluOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), slopes("slope", spec, block),
          mapOperand("y", spec, block).out().mayAlias("x")};
}

static std::vector<Operand> preluGradOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("x", spec, block), slopes("slope", spec, block),
          mapOperand("dx", spec, block).out().mayAlias("dy")};
}

static std::vector<Operand> preluGradSlopeOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("x", spec, block),
          slopes("dslope", spec, block).out()};
}

static std::vector<Operand> sigmoidOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), mapOperand("y", spec, block).out().mayAlias("x")};
}

static std::vector<Operand> sigmoidGradOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("y", spec, block),
          mapOperand("dx", spec, block).out().mayAlias("dy")};
}

static std::vector<Operand> formulaOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), mapOperand("y", spec, block).out().mayAlias("x")};
}

static std::vector<Operand> formulaGradOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("x", spec, block),
          mapOperand("dx", spec, block).out().mayAlias("dy")};
}

static std::vector<Operand> dropoutOperands(const KernelSpec &spec, int64_t block) {
  Operand key;
  key.name = "key";
  key.type = ElementType::I64;
  key.extents = {1};
  key.aligned = false;
  return {mapOperand("x", spec, block), key, mapOperand("y", spec, block).out().mayAlias("x")};
}

/// The classes of a formula and of its gradient.
template <typename Formula>
static void addFormula(std::vector<KernelContract> &contracts, const std::string &name) {
  Attributes attributes = {"c", "h", "w"};
  if constexpr (formulas::HasNumber<Formula>)
    attributes.reals({Formula::number});
  contracts.push_back({name, attributes, formulaOperands});
  contracts.push_back({name + "_grad", attributes, formulaGradOperands});
}

std::vector<KernelContract> activationContracts() {
  using namespace formulas;
  const Attributes ofMap = {"c", "h", "w"};
  std::vector<KernelContract> contracts = {
      {"dropout", Attributes(ofMap).optional({"layer"}).reals({"rate"}), dropoutOperands},
      {"prelu", ofMap, preluOperands},
      {"prelu_grad", ofMap, preluGradOperands},
      {"prelu_grad_slope", ofMap, preluGradSlopeOperands},
      {"sigmoid", ofMap, sigmoidOperands},
      {"sigmoid_grad", ofMap, sigmoidGradOperands}};
#define FORMULA(NAME, KERNEL) addFormula<NAME>(contracts, KERNEL);
  RESNETC_FORMULAS(FORMULA)
#undef FORMULA
  return contracts;
}

} // namespace resnetc::kernels
