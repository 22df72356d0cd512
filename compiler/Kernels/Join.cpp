//===- Join.cpp - where branches of a block meet ------------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

static Operand mapOfChannels(const std::string &name, int64_t channels, const KernelSpec &spec,
                             int64_t block) {
  return flatActOperand(name, channels, pixelsOf(spec), block);
}

/// A gate: one value a pixel, or one a channel.
static Operand gateMap(const char *name, const KernelSpec &spec, int64_t block) {
  int64_t pixels = spec.get("channelwise") ? 1 : pixelsOf(spec);
  return flatActOperand(name, spec.get("c"), pixels, block);
}

static std::vector<Operand> maxOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("a", spec, block), mapOperand("b", spec, block),
          mapOperand("y", spec, block).out().mayAlias("a")};
}

static std::vector<Operand> maxGradOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("a", spec, block), mapOperand("b", spec, block),
          mapOperand("dx", spec, block).out().mayAlias("dy")};
}

static std::vector<Operand> gateOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {mapOperand("value", spec, block), gateMap("gate", spec, block)};
  if (spec.get("carry"))
    operands.push_back(mapOperand("carry", spec, block));
  operands.push_back(mapOperand("y", spec, block).out().mayAlias("value"));
  return operands;
}

static std::vector<Operand> gateGradCarryOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), gateMap("gate", spec, block),
          mapOperand("dx", spec, block).out().mayAlias("dy")};
}

static std::vector<Operand> gateGradGateOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {mapOperand("dy", spec, block), mapOperand("value", spec, block)};
  if (spec.get("carry"))
    operands.push_back(mapOperand("carry", spec, block));
  operands.push_back(gateMap("dgate", spec, block).out());
  return operands;
}

static std::vector<Operand> concatOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands;
  int64_t channels = 0;
  for (int part = 0; part < spec.get("parts"); ++part) {
    int64_t count = spec.get(numbered("c", part));
    operands.push_back(mapOfChannels(numbered("x", part), count, spec, block));
    channels += count;
  }
  operands.push_back(mapOfChannels("y", channels, spec, block).out());
  return operands;
}

static std::vector<Operand> sliceOperands(const KernelSpec &spec, int64_t block) {
  return {mapOfChannels("x", spec.get("c"), spec, block),
          mapOfChannels("y", spec.get("k"), spec, block).out()};
}

std::vector<KernelContract> joinContracts() {
  const Attributes ofMap = {"c", "h", "w"};
  const Attributes ofGate = Attributes(ofMap).optional({"channelwise", "carry"});
  return {{"concat", Attributes({"parts", "h", "w"}).numbered("c", "parts"), concatOperands},
          {"gate", ofGate, gateOperands},
          {"gate_grad_carry", Attributes(ofMap).optional({"channelwise"}), gateGradCarryOperands},
          {"gate_grad_gate", ofGate, gateGradGateOperands},
          {"max", ofMap, maxOperands},
          {"max_grad", Attributes(ofMap).optional({"right"}), maxGradOperands},
          {"slice", Attributes({"c", "k", "h", "w"}).optional({"start"}), sliceOperands}};
}

} // namespace resnetc::kernels
