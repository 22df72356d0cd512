//===- Pool.cpp - pooling, both ways ------------------------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/ConvOperands.h"

namespace resnetc::kernels {

static Operand inputMap(const KernelSpec &spec, int64_t block, const char *name) {
  return actOperand(name, spec.get("c"), spec.get("h"), spec.get("w"), block);
}

static Operand outputMap(const KernelSpec &spec, int64_t block, const char *name) {
  Geometry g(spec);
  return actOperand(name, g.c, g.oh, g.ow, block);
}

static Operand indexMap(const KernelSpec &spec, int64_t block) {
  Operand index = outputMap(spec, block, "index");
  index.type = ElementType::U8;
  return index;
}

static std::vector<Operand> maxPoolOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {inputMap(spec, block, "x")};
  addPre(operands, spec, block);
  operands.push_back(outputMap(spec, block, "y").out());
  if (spec.get("index"))
    operands.push_back(indexMap(spec, block).out());
  return operands;
}

static std::vector<Operand> maxPoolGradOperands(const KernelSpec &spec, int64_t block) {
  return {outputMap(spec, block, "dy"), indexMap(spec, block), inputMap(spec, block, "dx").out()};
}

static std::vector<Operand> avgPoolOperands(const KernelSpec &spec, int64_t block) {
  return {inputMap(spec, block, "x"), outputMap(spec, block, "y").out()};
}

static std::vector<Operand> avgPoolGradOperands(const KernelSpec &spec, int64_t block) {
  return {outputMap(spec, block, "dy"), inputMap(spec, block, "dx").out()};
}

/// A window as a convolution's kernel; there are as many channels out as in.
static Attributes poolAttributes() {
  return Attributes({"c", "h", "w", "kh", "kw", "sh", "sw"}).optional({"pt", "pl", "pb", "pr"});
}

std::vector<KernelContract> poolContracts() {
  return {{"avgpool", poolAttributes(), avgPoolOperands},
          {"avgpool_grad", poolAttributes(), avgPoolGradOperands},
          {"maxpool", poolAttributes().optional({"pre", "index"}), maxPoolOperands},
          {"maxpool_grad", poolAttributes(), maxPoolGradOperands}};
}

} // namespace resnetc::kernels
