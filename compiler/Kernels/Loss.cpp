//===- Loss.cpp - softmax cross-entropy ---------------------------------------===//
//
// Maths in README.md.
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

static std::vector<Operand> softmaxOperands(const KernelSpec &spec, int64_t) {
  Operand labels;
  labels.name = "labels";
  labels.type = ElementType::I64;
  labels.batched = true;
  labels.aligned = false;
  return {matOperand("logits", spec.get("k")), labels, matOperand("dlogits", spec.get("k")).out(),
          rowsOperand("rows").out()};
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

std::vector<KernelContract> lossContracts() {
  return {{"reduce_loss", Attributes().optional({"parts"}, 1), reduceLossOperands},
          {"softmax_cross_entropy", Attributes({"k"}).reals({"weight"}, 1.0), softmaxOperands}};
}

} // namespace resnetc::kernels
