//===- Elementwise.cpp - what touches each element once -----------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

static std::vector<Operand> scaleShiftAddReluOperands(const KernelSpec &spec, int64_t block) {
  int64_t c = spec.get("c");
  std::vector<Operand> operands = {mapOperand("a", spec, block)};
  if (spec.get("a_affine")) {
    operands.push_back(vecOperand("sa", c, block));
    operands.push_back(vecOperand("ba", c, block));
  }
  if (spec.get("b"))
    operands.push_back(mapOperand("b", spec, block));
  if (spec.get("b") && spec.get("b_affine")) {
    operands.push_back(vecOperand("sb", c, block));
    operands.push_back(vecOperand("bb", c, block));
  }
  operands.push_back(mapOperand("y", spec, block).out().mayAlias("a"));
  return operands;
}

static std::vector<Operand> reluGradOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {mapOperand("dy", spec, block)};
  if (spec.get("dy2"))
    operands.push_back(mapOperand("dy2", spec, block));
  operands.push_back(mapOperand("y", spec, block));
  operands.push_back(mapOperand("g", spec, block).out().mayAlias("dy"));
  return operands;
}

static std::vector<Operand> scaleByOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), vecOperand("scale", 1, block),
          mapOperand("y", spec, block).out().mayAlias("x")};
}

static std::vector<Operand> scaleByGradScaleOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("dy", spec, block), mapOperand("x", spec, block),
          vecOperand("dscale", 1, block).out()};
}

/// Output map of a shortcut that keeps every sh-th row and sw-th column.
static int64_t subsampled(const KernelSpec &spec, const char *size, const char *stride) {
  return ceilDiv(spec.get(size), spec.get(stride));
}

static std::vector<Operand> subsamplePadOperands(const KernelSpec &spec, int64_t block) {
  return {actOperand("x", spec.get("c"), spec.get("h"), spec.get("w"), block),
          actOperand("y", spec.get("k"), subsampled(spec, "h", "sh"), subsampled(spec, "w", "sw"),
                     block)
              .out()};
}

static std::vector<Operand> subsamplePadGradOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {actOperand("g", spec.get("k"), subsampled(spec, "h", "sh"),
                                              subsampled(spec, "w", "sw"), block)};
  Operand map = actOperand("dx", spec.get("c"), spec.get("h"), spec.get("w"), block);
  Operand addend = map;
  addend.name = "addend";
  if (spec.get("addend"))
    operands.push_back(addend);
  operands.push_back(map.out().mayAlias("addend"));
  return operands;
}

std::vector<KernelContract> elementwiseContracts() {
  const Attributes ofMap = {"c", "h", "w"}, ofShortcut = {"c", "k", "h", "w", "sh", "sw"};
  return {{"scale_shift_add_relu",
           Attributes(ofMap).optional({"a_affine", "b", "b_affine", "relu"}),
           scaleShiftAddReluOperands},
          {"relu_grad", Attributes(ofMap).optional({"dy2"}), reluGradOperands},
          {"scale_by", ofMap, scaleByOperands},
          {"scale_by_grad_scale", ofMap, scaleByGradScaleOperands},
          {"subsample_pad", ofShortcut, subsamplePadOperands},
          {"subsample_pad_grad", Attributes(ofShortcut).optional({"addend"}),
           subsamplePadGradOperands}};
}

} // namespace resnetc::kernels
