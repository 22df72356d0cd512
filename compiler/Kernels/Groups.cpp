//===- Groups.cpp - convolutions whose channels fall into groups -----------------------===//
//
// How far groups are merged.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Groups.h"

namespace resnetc::kernels {

int64_t mergedGroups(int64_t c, int64_t k, int64_t groups, int64_t block) {
  int64_t eachC = c / groups, eachK = k / groups;
  for (int64_t merged = 1; merged < groups; ++merged)
    if (groups % merged == 0 && merged * eachC % block == 0 && merged * eachK % block == 0)
      return merged;
  return groups;
}

Groups::Groups(const Geometry &g, int64_t block) : eachC(g.c / g.groups), eachK(g.k / g.groups) {
  int merged = static_cast<int>(mergedGroups(g.c, g.k, g.groups, block));
  count = g.groups / merged;
  c = merged * eachC;
  k = merged * eachK;
  cb = static_cast<int>(ceilDiv(c, block));
  kb = static_cast<int>(ceilDiv(k, block));
}

Geometry Groups::one(const Geometry &g) const {
  Geometry alone = g;
  alone.c = c;
  alone.k = k;
  alone.groups = g.groups / count;
  return alone;
}

Operand Groups::weights(const std::string &name, const Geometry &g, int64_t block) const {
  return weightOperand(name, g.k, c, g.kh, g.kw, block).inGroups(eachK, eachC);
}

Operand Groups::transposedWeights(const std::string &name, const Geometry &g, int64_t block) const {
  return transposedWeightOperand(name, k, g.c, g.kh, g.kw, block).inGroups(eachK, eachC);
}

} // namespace resnetc::kernels
