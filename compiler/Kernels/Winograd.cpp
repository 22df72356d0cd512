//===- Winograd.cpp - 3 x 3 convolutions by Winograd's algorithm --------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/ConvOperands.h"
#include "compiler/Kernels/Partials.h"
#include "compiler/Kernels/WinogradPhases.h"
#include "compiler/Kernels/WinogradTiles.h"

#include <algorithm>

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
  operands.push_back(spec.get("taps")
                         ? weightOperand("w", g.k, g.c, 3, 3, block)
                         : winogradWeightOperand("w", g.k, g.c, tiles.filterSide(), block));
  addPre(operands, spec, block);
  addEnd(operands, spec, g, block);
  if (spec.get("stats")) {
    int rows = std::max(1, winogradStatsRows(g, tiles.m));
    operands.push_back(statsOperand("stats", g.k, g.oh / rows, 3, block).out());
  }
  return operands;
}

static std::vector<Operand> inputOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  WinogradTiles tiles(g, static_cast<int>(spec.get("m")));
  std::vector<Operand> operands = {actOperand("x", g.c, g.h, g.w, block)};
  addPre(operands, spec, block);
  operands.push_back(winogradInputOperand("v", g, tiles, block).out());
  return operands;
}

static std::vector<Operand> gradientOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  WinogradTiles tiles(g, static_cast<int>(spec.get("m")), static_cast<int>(spec.get("stride")));
  return {actOperand("g", g.c, g.h, g.w, block), winogradInputOperand("v", g, tiles, block).out()};
}

static std::vector<Operand> gradWeightOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  WinogradTiles tiles(g, static_cast<int>(spec.get("m")));
  Operand dw = weightOperand("dw", g.k, g.c, 3, 3, block).out();
  if (spec.get("transformed"))
    return {winogradInputOperand("x", g, tiles, block),
            winogradActOperand("g", g.k, tiles.n, tiles.count, block), dw};
  std::vector<Operand> operands = {actOperand("x", g.c, g.h, g.w, block)};
  addPre(operands, spec, block);
  operands.push_back(actOperand("g", g.k, g.oh, g.ow, block));
  operands.push_back(dw);
  return operands;
}

static std::vector<Operand> weightOperands(const KernelSpec &spec, int64_t block) {
  int64_t k = spec.get("k"), c = spec.get("c");
  bool transposed = spec.get("transposed");
  int side = winogradFilterSide(static_cast<int>(spec.get("m")));
  return {weightOperand("w", k, c, 3, 3, block),
          winogradWeightOperand("u", transposed ? c : k, transposed ? k : c, side, block).out()};
}

static std::vector<Operand> phaseConvOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  std::vector<Operand> operands = {convInput(g, block),
                                   phaseWeightOperand("w", g.k, g.c, phasePositions, g.sh, block)};
  addPre(operands, spec, block);
  addEnd(operands, spec, g, block);
  return operands;
}

static std::vector<Operand> phaseWeightOperands(const KernelSpec &spec, int64_t block) {
  int64_t k = spec.get("k"), c = spec.get("c"), kh = spec.get("kh"), kw = spec.get("kw");
  return {spec.get("nchw_input") ? ohwiWeightOperand("w", k, c, kh, kw, block)
                                 : weightOperand("w", k, c, kh, kw, block),
          phaseWeightOperand("u", k, c, phasePositions, spec.get("s"), block).out()};
}

static Attributes convAttributes() {
  return geometryAttributes().required({"m"}).optional(
      {"transformed", "taps", "pre", "bias", "residual", "relu", "stats"});
}

static Attributes inputAttributes() {
  return Attributes({"c", "h", "w", "kh", "kw", "m"})
      .optional({"sh", "sw"}, 1)
      .optional({"pt", "pl", "pb", "pr", "pre"});
}

std::vector<KernelContract> winogradContracts() {
  return {
      {"conv_winograd", convAttributes(), convOperands, convMultiplyAdds},
      {"conv_winograd_grad_weight",
       geometryAttributes().required({"m"}).optional({"transformed", "pre"}), gradWeightOperands,
       convMultiplyAdds},
      {"conv_winograd_phases",
       geometryAttributes().optional({"nchw_input", "bytes", "pre", "bias", "residual", "relu"}),
       phaseConvOperands, convMultiplyAdds},
      {"winograd_gradient", Attributes({"c", "h", "w", "m"}).optional({"stride"}, 1),
       gradientOperands},
      {"winograd_input", inputAttributes(), inputOperands},
      {"winograd_phase_weight", Attributes({"c", "k", "kh", "kw", "s"}).optional({"nchw_input"}),
       phaseWeightOperands},
      {"winograd_weight",
       Attributes({"c", "k", "kh", "kw", "m"}).optional({"stride"}, 1).optional({"transposed"}),
       weightOperands}};
}

} // namespace resnetc::kernels
