//===- Conv.cpp - convolutions, both ways -------------------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/ConvOperands.h"
#include "compiler/Kernels/Groups.h"
#include "compiler/Kernels/Partials.h"

namespace resnetc::kernels {

static std::vector<Operand> convOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  std::vector<Operand> operands;
  operands.push_back(convInput(g, block));
  operands.push_back(g.nchwInput ? ohwiWeightOperand("w", g.k, g.c, g.kh, g.kw, block)
                                 : Groups(g, block).weights("w", g, block));
  addPre(operands, spec, block);
  addEnd(operands, spec, g, block);
  if (spec.get("stats"))
    operands.push_back(statsOperand("stats", g.k, convStatsPartials(spec), 3, block).out());
  return operands;
}

static Attributes convAttributes() {
  return geometryAttributes()
      .optional({"groups"}, 1)
      .optional({"nchw_input", "bytes", "pre", "bias", "residual", "relu", "stats", "across"});
}

static std::vector<Operand> gradInputOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  std::vector<Operand> operands = {actOperand("g", g.k, g.oh, g.ow, block),
                                   Groups(g, block).transposedWeights("w", g, block)};
  if (spec.get("addend"))
    operands.push_back(actOperand("addend", g.c, g.h, g.w, block));
  operands.push_back(actOperand("dx", g.c, g.h, g.w, block).out().mayAlias("addend"));
  return operands;
}

static Attributes gradInputAttributes() {
  return geometryAttributes().optional({"groups"}, 1).optional({"addend"});
}

static std::vector<Operand> gradWeightOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  std::vector<Operand> operands = {convInput(g, block)};
  addPre(operands, spec, block);
  operands.push_back(actOperand("g", g.k, g.oh, g.ow, block));
  operands.push_back((g.nchwInput ? ohwiWeightOperand("dw", g.k, g.c, g.kh, g.kw, block)
                                  : Groups(g, block).weights("dw", g, block))
                         .inF32()
                         .out());
  return operands;
}

static Attributes gradWeightAttributes() {
  return geometryAttributes().optional({"groups"}, 1).optional({"nchw_input", "bytes", "pre"});
}

std::vector<KernelContract> convContracts() {
  return {{"conv", convAttributes(), convOperands, convMultiplyAdds},
          {"conv_grad_input", gradInputAttributes(), gradInputOperands, convMultiplyAdds},
          {"conv_grad_weight", gradWeightAttributes(), gradWeightOperands, convMultiplyAdds}};
}

} // namespace resnetc::kernels
