//===- Layout.cpp - reorders between layouts ----------------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/Groups.h"

namespace resnetc::kernels {

static Operand nchw(const char *name, const KernelSpec &spec) {
  return nchwOperand(name, spec.get("c"), spec.get("h"), spec.get("w"));
}

static Operand blocked(const char *name, const KernelSpec &spec, int64_t block) {
  return actOperand(name, spec.get("c"), spec.get("h"), spec.get("w"), block);
}

static std::vector<Operand> fromBytesOperands(const KernelSpec &spec, int64_t block) {
  return {bytesOperand("x", spec.get("c"), spec.get("h"), spec.get("w")),
          vecOperand("scale", spec.get("c"), block), vecOperand("shift", spec.get("c"), block),
          blocked("y", spec, block).out()};
}

static std::vector<Operand> toBlockedOperands(const KernelSpec &spec, int64_t block) {
  return {nchw("x", spec), blocked("y", spec, block).out()};
}

static std::vector<Operand> toNchwOperands(const KernelSpec &spec, int64_t block) {
  return {blocked("x", spec, block), nchw("y", spec).out()};
}

static std::vector<Operand> transposeWeightOperands(const KernelSpec &spec, int64_t block) {
  Geometry g(spec);
  Groups groups(g, block);
  return {g.nchwInput ? ohwiWeightOperand("w", g.k, g.c, g.kh, g.kw, block)
                      : groups.weights("w", g, block),
          groups.transposedWeights("w_transposed", g, block).out()};
}

static Attributes transposeWeightAttributes() {
  return Attributes({"c", "k", "kh", "kw"}).optional({"groups"}, 1).optional({"nchw_input"});
}

/// `size` numbers for each count of n, padding lanes included.
static std::vector<Operand> castOperands(const KernelSpec &spec, int64_t) {
  Operand numbers;
  numbers.extents = {spec.get("size")};
  numbers.batched = true;
  Operand wide = numbers, narrow = numbers;
  narrow.type = elementOf(spec.formats.store);
  Operand x = spec.get("widen") ? narrow : wide, y = spec.get("widen") ? wide : narrow;
  x.name = "x", y.name = "y";
  return {x, y.out()};
}

std::vector<KernelContract> layoutContracts() {
  return {{"cast", Attributes({"size"}).optional({"widen"}), castOperands},
          {"from_bytes", {"c", "h", "w"}, fromBytesOperands},
          {"to_blocked", {"c", "h", "w"}, toBlockedOperands},
          {"to_nchw", {"c", "h", "w"}, toNchwOperands},
          {"transpose_weight", transposeWeightAttributes(), transposeWeightOperands}};
}

} // namespace resnetc::kernels
