//===- Winograd.cpp - 3 x 3 convolutions by Winograd's algorithm --------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/ConvOperands.h"
#include "compiler/Kernels/WinogradTiles.h"

namespace resnetc::kernels {

static Operand winogradInputOperand(const std::string &name, const Geometry &g,
                                    const WinogradTiles &tiles, int64_t block) {
  return winogradActOperand(name, g.c, tiles.n, tiles.count, block);
}

static std::vector<Operand> convOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  WinogradTiles tiles(g, static_cast<int>(spec.get("m")));
  std::vector<Operand> operands;
  operands.push_back(spec.get("transformed") ? winogradInputOperand("x", g, tiles, block)
                                             : actOperand("x", g.c, g.h, g.w, block));
  operands.push_back(winogradWeightOperand("w", g.k, g.c, tiles.n, block));
  addPre(operands, spec, block);
  addEnd(operands, spec, g, block);
  return operands;
}

static std::vector<Operand> inputOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  WinogradTiles tiles(g, static_cast<int>(spec.get("m")));
  return {actOperand("x", g.c, g.h, g.w, block), winogradInputOperand("v", g, tiles, block).out()};
}

static std::vector<Operand> weightOperands(const KernelSpec &spec, int64_t block) {
  int64_t k = spec.get("k"), c = spec.get("c");
  return {weightOperand("w", k, c, 3, 3, block),
          winogradWeightOperand("u", k, c, spec.get("m") + 2, block).out()};
}

static Attributes convAttributes() {
  return geometryAttributes().required({"m"}).optional(
      {"transformed", "pre", "bias", "residual", "relu"});
}

static Attributes inputAttributes() {
  return Attributes({"c", "h", "w", "kh", "kw", "m"}).optional({"pt", "pl", "pb", "pr"});
}

std::vector<KernelContract> winogradContracts() {
  return {{"conv_winograd", convAttributes(), convOperands, convMultiplyAdds},
          {"winograd_input", inputAttributes(), inputOperands},
          {"winograd_weight", {"c", "k", "kh", "kw", "m"}, weightOperands}};
}

} // namespace resnetc::kernels
