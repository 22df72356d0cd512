//===- References.h - plain loops for every class ---------------------------------------===//
//
// One function a family; the maths is that of compiler/Kernels/README.md, written once more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "tests/numerics/kernels/Problem.h"

namespace resnetc::kernels::test {

/// Calls f(n, c, y, x, offset) for every value of a map of c, h, w.
template <typename F> void eachValue(const Problem &p, F f) {
  int64_t c = p.get("c"), h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < c; ++k)
      for (int64_t y = 0; y < h; ++y)
        for (int64_t x = 0; x < w; ++x)
          f(n, k, y, x, p.act(n, k, y, x, c, h, w));
}

void addActivationReferences(std::map<std::string, Reference> &map);
void addConvReferences(std::map<std::string, Reference> &map);
void addBatchNormReferences(std::map<std::string, Reference> &map);
void addJoinReferences(std::map<std::string, Reference> &map);
void addPoolReferences(std::map<std::string, Reference> &map);
void addWinogradReferences(std::map<std::string, Reference> &map);
void addOtherReferences(std::map<std::string, Reference> &map);

} // namespace resnetc::kernels::test
