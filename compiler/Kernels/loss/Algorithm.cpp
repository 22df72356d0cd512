//===- Algorithm.cpp - softmax cross-entropy -------------------------------------------===//
//
// loss = log(sum exp(z - max)) - (z[label] - max). The exponential and the logarithm are Halide's
// own polynomials, so that results do not depend on the machine's libm.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/KernelClass.h"
#include "compiler/Kernels/loss/Loss.h"

using namespace Halide;

namespace resnetc::kernels {

static Var k("k"), n("n"), q("q");

/// (loss, 1 if right) for each image.
static Operand rowsOperand() {
  Operand rows = matOperand("rows", 2);
  rows.aligned = true;
  return rows;
}

static std::vector<Operand> softmaxOperands(const KernelSpec &spec, const resnetc::Target &) {
  Operand labels;
  labels.name = "labels";
  labels.type = ElementType::I64;
  labels.batched = true;
  labels.aligned = false;
  return {matOperand("logits", spec.get("k")), labels, matOperand("dlogits", spec.get("k")).out(),
          rowsOperand().out()};
}

static RowSummary summarise(KernelBuilder &builder, const std::string &suffix) {
  int classes = builder.get("k");
  ImageParam logits = builder.in("logits");
  RDom r(0, classes, "r_" + suffix);
  RowSummary row;
  row.greatest = Func("greatest_" + suffix);
  row.exponential = Func("exponential_" + suffix);
  row.sum = Func("sum_" + suffix);
  row.greatest(n) = Tuple(logits(0, n), 0);
  Expr larger = logits(r, n) > row.greatest(n)[0];
  row.greatest(n) = Tuple(select(larger, logits(r, n), row.greatest(n)[0]),
                          select(larger, r.x, row.greatest(n)[1]));
  row.exponential(k, n) = exp(logits(min(k, classes - 1), n) - row.greatest(n)[0]);
  row.sum(n) = 0.f;
  row.sum(n) += row.exponential(r, n);
  return row;
}

static void buildSoftmaxCrossEntropy(KernelBuilder &builder) {
  int classes = builder.get("k");
  // A label that names no class must not read outside the row; the caller has checked it.
  Expr label =
      cast<int32_t>(clamp(builder.in("labels")(n), cast<int64_t>(0), cast<int64_t>(classes - 1)));
  RowSummary forGradient = summarise(builder, "gradient"), forLoss = summarise(builder, "loss");
  Func dlogits("dlogits"), rows("rows");
  Expr probability = forGradient.exponential(k, n) / forGradient.sum(n);
  dlogits(k, n) = (probability - select(k == label, 1.f, 0.f)) / cast<float>(builder.n);
  Expr loss = log(forLoss.sum(n)) - (builder.in("logits")(label, n) - forLoss.greatest(n)[0]);
  rows(q, n) = select(q == 0, loss, select(forLoss.greatest(n)[1] == label, 1.f, 0.f));
  builder.out({"dlogits"}, dlogits);
  builder.out({"rows"}, rows);
  scheduleRows(builder, dlogits, forGradient);
  scheduleRows(builder, rows, forLoss);
  dlogits.vectorize(k, builder.lanes(), TailStrategy::GuardWithIf);
}

static std::vector<Operand> meanRowsOperands(const KernelSpec &, const resnetc::Target &) {
  Operand result;
  result.name = "result";
  result.extents = {2};
  return {rowsOperand(), result.out()};
}

static void buildMeanRows(KernelBuilder &builder) {
  ImageParam rows = builder.in("rows");
  RDom r(0, builder.n, "r");
  Func sum("sum"), result("result");
  sum(q) = Expr(0.0);
  sum(q) += cast<double>(rows(q, r));
  result(q) = cast<float>(select(q == 0, sum(q) / cast<double>(builder.n), sum(q)));
  builder.out({"result"}, result);
  sum.compute_root().store_in(onStack).bound_extent(q, 2);
}

std::vector<KernelClass> lossClasses() {
#define KERNEL_VARIANT(CLASS, NAME, CANDIDATES, BUILD) {CLASS, {NAME, CANDIDATES, BUILD}},
  return withVariants({{"mean_rows", meanRowsOperands}, {"softmax_cross_entropy", softmaxOperands}},
                      {
#include "compiler/Kernels/loss/variants.inc"
                      });
#undef KERNEL_VARIANT
}

} // namespace resnetc::kernels
