//===- Buffers.cpp - the buffers that kernels read and write -----------------------===//
//
// The layouts of README.md as extents, innermost first.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Buffers.h"

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

Operand Operand::mayAlias(const std::string &input) const {
  Operand copy = *this;
  copy.aliasOf = input;
  return copy;
}

static Operand make(const std::string &name, std::vector<int64_t> extents, bool batched) {
  Operand operand;
  operand.name = name;
  operand.extents = std::move(extents);
  operand.batched = batched;
  return operand;
}

Operand actOperand(const std::string &name, int64_t c, int64_t h, int64_t w, int64_t v) {
  return make(name, {v, w, h, ceilDiv(c, v)}, true);
}

Operand flatActOperand(const std::string &name, int64_t c, int64_t pixels, int64_t v) {
  return make(name, {v, pixels, ceilDiv(c, v)}, true);
}

Operand imageOperand(const std::string &name, int64_t c, int64_t h, int64_t w) {
  Operand operand = make(name, {w, h, c}, true);
  operand.aligned = false;
  return operand;
}

Operand weightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                      int64_t v) {
  return make(name, {v, v, kw, kh, ceilDiv(c, v), ceilDiv(k, v)}, false);
}

Operand imageWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh, int64_t kw,
                           int64_t v) {
  return make(name, {v, c, kw, kh, ceilDiv(k, v)}, false);
}

Operand transposedWeightOperand(const std::string &name, int64_t k, int64_t c, int64_t kh,
                                int64_t kw, int64_t v) {
  return make(name, {v, v, kw, kh, ceilDiv(k, v), ceilDiv(c, v)}, false);
}

Operand vecOperand(const std::string &name, int64_t c, int64_t v) {
  return make(name, {v, ceilDiv(c, v)}, false);
}

Operand statsOperand(const std::string &name, int64_t c, int64_t partials, int64_t v) {
  return make(name, {v, 2, partials, ceilDiv(c, v)}, true);
}

Operand matOperand(const std::string &name, int64_t k) {
  Operand operand = make(name, {k}, true);
  operand.aligned = false;
  return operand;
}

} // namespace resnetc::kernels
