//===- References.h - plain loops for every class ---------------------------------------===//
//
// One function a family; the maths is that of compiler/Kernels/README.md, written once more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "tests/numerics/kernels/Problem.h"

#include <algorithm>
#include <cmath>

namespace resnetc::x86::test {

/// Calls f(n, c, y, x, offset) for every value of a map of c, h, w.
template <typename F> void eachValue(const Problem &p, F f) {
  int64_t c = p.get("c"), h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < c; ++k)
      for (int64_t y = 0; y < h; ++y)
        for (int64_t x = 0; x < w; ++x)
          f(n, k, y, x, p.act(n, k, y, x, c, h, w));
}

/// max(x, 0), and NaN of NaN.
inline double relu(double x) { return x < 0 ? 0 : x; }
/// Where the gradient of a ReLU passes that gave y.
inline bool passesRelu(double y) { return !(y <= 0); }

/// Expected statistics of image n, as the test merges partials: the sum, and the squared deviations
/// from the mean, of the values of a map at offsets `at(i)`, i < count.
template <typename At>
void expectMoments(Problem &p, int64_t n, int64_t c, int64_t count, const Expected &map, At at) {
  const Operand &operand = p.operand("stats");
  Expected &stats = p.expected.at("stats");
  int64_t v = p.lanes, blocks = operand.extents[3];
  int64_t to = (n * blocks + c / v) * operand.extents[2] * operand.extents[1] * v + c % v;
  for (int64_t i = 0; i < count; ++i) {
    stats.value[to] += map.value[at(i)];
    stats.magnitude[to] += map.magnitude[at(i)];
  }
  double largest = 0; // deviation: that of the pivot, at worst
  for (int64_t i = 0; i < count; ++i) {
    double deviation = map.value[at(i)] - stats.value[to] / static_cast<double>(count);
    largest = std::max(largest, std::abs(deviation));
    stats.value[to + v] += deviation * deviation;
    stats.magnitude[to + v] += 2 * std::abs(deviation) * map.magnitude[at(i)];
  }
  stats.magnitude[to + v] += stats.value[to + v] + static_cast<double>(count) * largest * largest;
}

void addActivationReferences(std::map<std::string, Reference> &map);
void addConvReferences(std::map<std::string, Reference> &map);
void addBatchNormReferences(std::map<std::string, Reference> &map);
void addJoinReferences(std::map<std::string, Reference> &map);
void addPhaseReferences(std::map<std::string, Reference> &map);
void addPoolReferences(std::map<std::string, Reference> &map);
void addWinogradReferences(std::map<std::string, Reference> &map);
void addOtherReferences(std::map<std::string, Reference> &map);

} // namespace resnetc::x86::test
