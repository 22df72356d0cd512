//===- BatchNorm.cpp - batch normalisation, both ways -------------------------===//
//
// Maths in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Contract.h"
#include "compiler/Kernels/Partials.h"

namespace resnetc::kernels {

static Operand vec(const char *name, const KernelSpec &spec, int64_t block,
                   const char *attr = "c") {
  return vecOperand(name, spec.get(attr), block);
}

static std::vector<Operand> bnFinalizeOperands(const KernelSpec &spec, int64_t block) {
  return {statsOperand("stats", spec.get("c"), spec.get("p"), 3, block),
          vec("gamma", spec, block),
          vec("beta", spec, block),
          vec("mean", spec, block).out(),
          vec("var", spec, block).out(),
          vec("scale", spec, block).out(),
          vec("shift", spec, block).out()};
}

static std::vector<Operand> bnGradFinalizeOperands(const KernelSpec &spec, int64_t block) {
  return {statsOperand("stats", spec.get("c"), spec.get("p"), 2, block),
          vec("mean", spec, block),
          vec("var", spec, block),
          vec("gamma", spec, block),
          vec("dgamma", spec, block).out(),
          vec("dbeta", spec, block).out(),
          vec("a", spec, block).out(),
          vec("b", spec, block).out(),
          vec("c", spec, block).out()};
}

static std::vector<Operand> bnInferenceOperands(const KernelSpec &spec, int64_t block) {
  return {vec("gamma", spec, block),       vec("beta", spec, block),
          vec("mean", spec, block),        vec("var", spec, block),
          vec("scale", spec, block).out(), vec("shift", spec, block).out()};
}

static std::vector<Operand> bnUnbiasedOperands(const KernelSpec &spec, int64_t block) {
  return {vec("var", spec, block), vec("unbiased", spec, block).out()};
}

static std::vector<Operand> bnRunningOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {vectorsOperand("mean", block), vectorsOperand("var", block),
                                   vectorsOperand("running_mean", block).updated(),
                                   vectorsOperand("running_var", block).updated()};
  if (spec.get("scaled"))
    operands.push_back(vecOperand("factor", 1, block));
  return operands;
}

static std::vector<Operand> foldBnOperands(const KernelSpec &spec, int64_t block) {
  int64_t k = spec.get("k"), c = spec.get("c"), kh = spec.get("kh"), kw = spec.get("kw");
  auto weights = [&](const char *name) {
    return spec.get("nchw_input") ? ohwiWeightOperand(name, k, c, kh, kw, block)
                                  : weightOperand(name, k, c, kh, kw, block);
  };
  std::vector<Operand> operands = {weights("w")};
  if (spec.get("bias"))
    operands.push_back(vec("bias", spec, block, "k"));
  for (const char *name : {"gamma", "beta", "mean", "var"})
    operands.push_back(vec(name, spec, block, "k"));
  operands.push_back(weights("w_folded").out().mayAlias("w"));
  operands.push_back(vec("b_folded", spec, block, "k").out());
  return operands;
}

/// Of what turns sums over a map of h * w pixels, in p partials, into one number a channel.
static Attributes finalizeAttributes() { return Attributes({"c", "h", "w", "p"}).reals({"eps"}); }

static Attributes foldBnAttributes() {
  return Attributes({"c", "k", "kh", "kw"}).optional({"nchw_input", "bias"}).reals({"eps"});
}

static Operand stats(const char *name, int64_t numbers, const KernelSpec &spec, int64_t block) {
  return statsOperand(name, spec.get("c"), mapPartials(pixelsOf(spec)), numbers, block);
}

static std::vector<Operand> bnStatsOperands(const KernelSpec &spec, int64_t block) {
  return {mapOperand("x", spec, block), stats("stats", 3, spec, block).out()};
}

static std::vector<Operand> gradStatsOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {mapOperand("dy", spec, block)};
  if (spec.get("dy2"))
    operands.push_back(mapOperand("dy2", spec, block));
  if (spec.get("mask") == 1)
    operands.push_back(mapOperand("y", spec, block));
  operands.push_back(mapOperand("t", spec, block));
  operands.push_back(vec("mean", spec, block));
  if (spec.get("mask") == 2) {
    operands.push_back(vec("scale", spec, block));
    operands.push_back(vec("shift", spec, block));
  }
  if (spec.get("t2")) {
    operands.push_back(mapOperand("t2", spec, block));
    operands.push_back(vec("mean2", spec, block));
  }
  if (spec.get("write_g"))
    operands.push_back(mapOperand("g", spec, block).out());
  operands.push_back(stats("stats", 2, spec, block).out());
  if (spec.get("t2"))
    operands.push_back(stats("stats2", 2, spec, block).out());
  return operands;
}

static std::vector<Operand> bnGradApplyOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = {mapOperand("g", spec, block), mapOperand("t", spec, block)};
  if (spec.get("mask") == 2) {
    operands.push_back(vec("scale", spec, block));
    operands.push_back(vec("shift", spec, block));
  }
  for (const char *name : {"a", "b", "c"})
    operands.push_back(vec(name, spec, block));
  operands.push_back(mapOperand("dt", spec, block).out().mayAlias("g"));
  return operands;
}

std::vector<KernelContract> batchNormContracts() {
  const Attributes ofMap = {"c", "h", "w"};
  return {{"bn_finalize", finalizeAttributes().optional({"across"}), bnFinalizeOperands},
          {"bn_grad_apply", Attributes(ofMap).optional({"mask"}), bnGradApplyOperands},
          {"bn_grad_finalize", finalizeAttributes(), bnGradFinalizeOperands},
          {"bn_inference", Attributes({"c"}).reals({"eps"}), bnInferenceOperands},
          {"bn_running", Attributes().optional({"scaled"}).reals({"momentum"}), bnRunningOperands},
          {"bn_stats", ofMap, bnStatsOperands},
          {"bn_unbiased", ofMap, bnUnbiasedOperands},
          {"fold_bn", foldBnAttributes(), foldBnOperands},
          {"grad_stats", Attributes(ofMap).optional({"mask", "dy2", "t2", "write_g"}),
           gradStatsOperands}};
}

} // namespace resnetc::kernels
