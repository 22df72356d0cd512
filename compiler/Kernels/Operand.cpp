//===- Operand.cpp - the buffers that kernels read and write -----------------------===//
//
// The layouts of README.md as extents, innermost first.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Operand.h"

#include <array>

namespace resnetc::kernels {

int64_t Operand::elements() const {
  int64_t count = 1;
  for (int64_t extent : extents)
    count *= extent;
  return count;
}

Operand Operand::out() const {
  Operand copy = *this;
  copy.output = true;
  return copy;
}

Operand Operand::updated() const {
  Operand copy = out();
  copy.inPlace = true;
  return copy;
}

Operand Operand::inF32() const {
  Operand copy = *this;
  copy.wide = true;
  return copy;
}

Operand Operand::mayAlias(const std::string &input) const {
  Operand copy = *this;
  copy.aliasOf = input;
  return copy;
}

Operand Operand::inGroups(int64_t eachK, int64_t eachC) const {
  Operand copy = *this;
  copy.groupK = eachK;
  copy.groupC = eachC;
  return copy;
}

bool Operand::isPadding(int64_t element) const {
  std::array<int64_t, 6> at{};
  for (size_t i = 0; i < extents.size(); ++i) {
    at.at(i) = element % extents[i];
    element /= extents[i];
  }
  // The channel that a lane stands for, from the lane's and the block's dimension.
  auto channel = [&](size_t lane, size_t block) { return at[block] * extents[lane] + at[lane]; };
  // One of the two channels is counted within a merged group, of c / groupC (or k / groupK) groups.
  auto between = [&](int64_t output, int64_t input) {
    if (groupC == 0)
      return false;
    int64_t merged = layout == Layout::Weight ? c / groupC : k / groupK;
    return output / groupK % merged != input / groupC % merged;
  };
  size_t last = extents.size() - 1;
  switch (layout) {
  case Layout::Act:
  case Layout::Vec:
  case Layout::Stats:
    return channel(0, last) >= c;
  case Layout::Weight:
    return channel(0, 5) >= k || channel(1, 4) >= c || between(channel(0, 5), channel(1, 4));
  case Layout::TransposedWeight:
    return channel(0, 5) >= c || channel(1, 4) >= k || between(channel(1, 4), channel(0, 5));
  case Layout::OhwiWeight:
  case Layout::PhaseWeight:
    return channel(0, 4) >= k;
  case Layout::WinogradAct:
    return channel(0, 2) >= c;
  case Layout::WinogradWeight:
    return channel(0, 5) >= k || channel(1, 2) >= c;
  case Layout::Plain:
  case Layout::Nchw:
  case Layout::Bytes:
  case Layout::Mat:
    return false;
  }
  return false;
}

static Operand make(const std::string &name, Layout layout, int64_t c, int64_t k,
                    std::vector<int64_t> extents, bool batched) {
  Operand operand;
  operand.name = name;
  operand.layout = layout;
  operand.c = c;
  operand.k = k;
  operand.extents = std::move(extents);
  operand.batched = batched;
  return operand;
}

Operand actOperand(const std::string &name, int64_t c, int64_t h, int64_t w, int64_t v) {
  return make(name, Layout::Act, c, 0, {v, w, h, ceilDiv(c, v)}, true);
}

Operand flatActOperand(const std::string &name, int64_t c, int64_t pixels, int64_t v) {
  return make(name, Layout::Act, c, 0, {v, pixels, ceilDiv(c, v)}, true);
}

Operand mapOperand(const std::string &name, const KernelSpec &spec, int64_t v) {
  return flatActOperand(name, spec.get("c"), pixelsOf(spec), v);
}

Operand nchwOperand(const std::string &name, int64_t c, int64_t h, int64_t w) {
  Operand operand = make(name, Layout::Nchw, c, 0, {w, h, c}, true);
  operand.aligned = false;
  return operand;
}

Operand bytesOperand(const std::string &name, int64_t c, int64_t h, int64_t w) {
  Operand operand = make(name, Layout::Bytes, c, 0, {c, w, h}, true);
  operand.type = ElementType::U8;
  operand.aligned = false;
  return operand;
}

Operand weightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                      int64_t v) {
  return make(name, Layout::Weight, c, k, {v, v, kw, kh, ceilDiv(c, v), ceilDiv(k, v)}, false);
}

Operand ohwiWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                          int64_t v) {
  return make(name, Layout::OhwiWeight, c, k, {v, c, kw, kh, ceilDiv(k, v)}, false);
}

Operand transposedWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh,
                                int64_t kw, int64_t v) {
  return make(name, Layout::TransposedWeight, c, k, {v, v, kw, kh, ceilDiv(k, v), ceilDiv(c, v)},
              false);
}

Operand winogradActOperand(const std::string &name, int64_t c, int64_t side, int64_t tiles,
                           int64_t v) {
  return make(name, Layout::WinogradAct, c, 0, {v, tiles, ceilDiv(c, v), side, side}, true);
}

Operand winogradWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t side,
                              int64_t v) {
  return make(name, Layout::WinogradWeight, c, k, {v, v, ceilDiv(c, v), side, side, ceilDiv(k, v)},
              false);
}

Operand phaseWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t side,
                           int64_t stride, int64_t v) {
  return make(name, Layout::PhaseWeight, c, k, {v, stride * stride * c, side, side, ceilDiv(k, v)},
              false);
}

Operand vecOperand(const std::string &name, int64_t c, int64_t v) {
  return make(name, Layout::Vec, c, 0, {v, ceilDiv(c, v)}, false);
}

Operand statsOperand(const std::string &name, int64_t c, int64_t partials, int64_t numbers,
                     int64_t v) {
  return make(name, Layout::Stats, c, 0, {v, numbers, partials, ceilDiv(c, v)}, true);
}

Operand vectorsOperand(const std::string &name, int64_t v) {
  return make(name, Layout::Plain, 0, 0, {v}, true);
}

Operand matOperand(const std::string &name, int64_t k) {
  Operand operand = make(name, Layout::Mat, k, 0, {k}, true);
  operand.aligned = false;
  return operand;
}

} // namespace resnetc::kernels
