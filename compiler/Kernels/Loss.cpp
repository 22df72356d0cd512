//===- Loss.cpp - softmax cross-entropy and the step after it ------------------===//
//
// And the optimiser's step after it. Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"

namespace resnetc::kernels {

/// (loss, 1 if right) for each image.
static Operand rowsOperand(const std::string &name) {
  Operand rows = matOperand(name, 2);
  rows.aligned = true;
  return rows;
}

static std::vector<Operand> softmaxOperands(const KernelSpec &spec, int64_t block) {
  Operand labels;
  labels.name = "labels";
  labels.type = ElementType::I64;
  labels.batched = true;
  labels.aligned = false;
  std::vector<Operand> operands = {matOperand("logits", spec.get("k")), labels};
  if (spec.get("scaled"))
    operands.push_back(vecOperand("scale", 1, block));
  operands.push_back(matOperand("dlogits", spec.get("k")).out());
  operands.push_back(rowsOperand("rows").out());
  return operands;
}

static std::vector<Operand> reduceLossOperands(const KernelSpec &spec, int64_t) {
  std::vector<Operand> operands;
  for (int64_t part = 0; part < spec.get("parts"); ++part) // the network's, its auxiliary heads'
    operands.push_back(rowsOperand(numbered("rows", part)));
  Operand result;
  result.name = "result";
  result.extents = {2};
  operands.push_back(result.out());
  return operands;
}

static std::vector<Operand> zerosOperands(const KernelSpec &spec, int64_t block) {
  return {vecOperand("y", spec.get("c"), block).out()};
}

static std::vector<Operand> nextLossScaleOperands(const KernelSpec &, int64_t block) {
  auto one = [&](const char *name) { return vecOperand(name, 1, block); };
  return {one("scale").updated(), one("good_steps").updated(), one("found"), one("factor").out()};
}

static std::vector<Operand> findNonfiniteOperands(const KernelSpec &, int64_t block) {
  return {vectorsOperand("x", block), vecOperand("found", 1, block).updated()};
}

static std::vector<Operand> sgdOperands(const KernelSpec &spec, int64_t block) {
  Operand hyper;
  hyper.name = "hyper";
  hyper.extents = {4};
  std::vector<Operand> operands = {vectorsOperand("p", block).updated(),
                                   vectorsOperand("v", block).updated(), vectorsOperand("g", block),
                                   hyper};
  if (spec.get("scaled"))
    operands.push_back(vecOperand("factor", 1, block));
  return operands;
}

std::vector<KernelContract> lossContracts() {
  return {{"find_nonfinite", {}, findNonfiniteOperands},
          {"next_loss_scale", Attributes({"interval"}).reals({"growth", "backoff"}),
           nextLossScaleOperands},
          {"reduce_loss", Attributes().optional({"parts"}, 1), reduceLossOperands},
          {"sgd", Attributes().optional({"scaled"}), sgdOperands},
          {"softmax_cross_entropy", Attributes({"k"}).optional({"scaled"}).reals({"weight"}, 1.0),
           softmaxOperands},
          {"zeros", {"c"}, zerosOperands}};
}

} // namespace resnetc::kernels
