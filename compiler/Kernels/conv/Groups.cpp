//===- Groups.cpp - convolutions whose channels fall into groups -----------------------===//
//
// How far groups are merged, and where a merged group's blocks lie.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/conv/Groups.h"

using namespace Halide;

namespace resnetc::kernels {

int64_t mergedGroups(int64_t c, int64_t k, int64_t groups, const resnetc::Target &target) {
  int64_t eachC = c / groups, eachK = k / groups, lanes = target.vectorWidth;
  for (int64_t merged = 1; merged < groups; ++merged)
    if (groups % merged == 0 && merged * eachC % lanes == 0 && merged * eachK % lanes == 0)
      return merged;
  return groups;
}

Groups::Groups(const Geometry &g, const resnetc::Target &target)
    : eachC(g.c / g.groups), eachK(g.k / g.groups) {
  int merged = static_cast<int>(mergedGroups(g.c, g.k, g.groups, target));
  count = g.groups / merged;
  c = merged * eachC;
  k = merged * eachK;
  cb = static_cast<int>(ceilDiv(c, target.vectorWidth));
  kb = static_cast<int>(ceilDiv(k, target.vectorWidth));
}

Geometry Groups::one(const Geometry &g) const {
  Geometry alone = g;
  alone.c = c;
  alone.k = k;
  alone.groups = g.groups / count;
  return alone;
}

Expr Groups::inputBlock(Expr b, Expr at) const { return count > 1 ? b / kb * cb + at : at; }

Expr Groups::outputBlock(Expr b, Expr at) const { return count > 1 ? b / cb * kb + at : at; }

Expr Groups::sees(Expr output, Expr input) const {
  return output / eachK % (c / eachC) == input / eachC;
}

Operand Groups::weights(const std::string &name, const Geometry &g, int64_t lanes) const {
  return weightOperand(name, g.k, c, g.kh, g.kw, lanes).inGroups(eachK, eachC);
}

Operand Groups::transposedWeights(const std::string &name, const Geometry &g, int64_t lanes) const {
  return transposedWeightOperand(name, k, g.c, g.kh, g.kw, lanes).inGroups(eachK, eachC);
}

} // namespace resnetc::kernels
