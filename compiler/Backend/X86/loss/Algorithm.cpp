//===- Algorithm.cpp - softmax cross-entropy -------------------------------------------===//
//
// loss = log(sum exp(z - max)) - (z[label] - max). The exponential and the logarithm are Halide's
// own polynomials, so that results do not depend on the machine's libm. The order of the sum is
// kept: beside logits of 1e10, log(sum exp(z - max)) alone would vanish.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/loss/Loss.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

static Var k("k"), n("n"), q("q");

/// What the loss counts beside others.
static Expr lossWeight(KernelBuilder &builder) {
  return Expr(static_cast<float>(builder.spec.real("weight")));
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
  // NaN counts as the greatest, as for torch's argmax, and the first of them stays.
  Expr greatest = row.greatest(n)[0];
  Expr larger = isLess(greatest, logits(r, n)) || (isNaN(logits(r, n)) && !isNaN(greatest));
  row.greatest(n) =
      Tuple(select(larger, logits(r, n), greatest), select(larger, r.x, row.greatest(n)[1]));
  row.exponential(k, n) =
      exponential(exactDifference(logits(min(k, classes - 1), n), row.greatest(n)[0]));
  row.sum(n) = 0.f;
  row.sum(n) = exactSum(row.sum(n), row.exponential(r, n));
  return row;
}

static void buildSoftmaxCrossEntropy(KernelBuilder &builder) {
  int classes = builder.get("k");
  // A label that names no class must not read outside the row; the caller has checked it.
  Expr label =
      cast<int32_t>(clamp(builder.in("labels")(n), cast<int64_t>(0), cast<int64_t>(classes - 1)));
  RowSummary forGradient = summarise(builder, "gradient"), forLoss = summarise(builder, "loss");
  Func dlogits("dlogits"), rows("rows");
  Expr probability = exactQuotient(forGradient.exponential(k, n), forGradient.sum(n));
  Expr difference = probability - select(k == label, 1.f, 0.f);
  dlogits(k, n) = lossWeight(builder) * difference / cast<float>(builder.n);
  Expr below = exactDifference(forLoss.greatest(n)[0], builder.in("logits")(label, n));
  // The sum is at least 1, or NaN, which Halide's logarithm does not know.
  Expr sum = forLoss.sum(n), logarithm = select(isNaN(sum), sum, log(sum));
  Expr loss = exactSum(logarithm, below);
  rows(q, n) =
      select(q == 0, lossWeight(builder) * loss, select(forLoss.greatest(n)[1] == label, 1.f, 0.f));
  builder.out({"dlogits"}, dlogits);
  builder.out({"rows"}, rows);
  scheduleRows(builder, dlogits, forGradient);
  scheduleRows(builder, rows, forLoss);
  dlogits.vectorize(k, builder.lanes(), TailStrategy::GuardWithIf);
}

/// Losses that are added up: the network's, and those of its auxiliary heads.
static int partsOf(const KernelSpec &spec) { return static_cast<int>(spec.get("parts")); }

static void buildReduceLoss(KernelBuilder &builder) {
  RDom r(0, builder.n, "r");
  Expr losses;
  for (int part = 0; part < partsOf(builder.spec); ++part) {
    Expr loss = cast<double>(builder.in(numbered("rows", part))(0, r));
    losses = part == 0 ? loss : losses + loss;
  }
  Func sum("sum"), result("result");
  sum() = Tuple(Expr(0.0), Expr(0.0));
  sum() = Tuple(sum()[0] + losses, sum()[1] + cast<double>(builder.in(numbered("rows", 0))(1, r)));
  result(q) = cast<float>(select(q == 0, sum()[0] / cast<double>(builder.n), sum()[1]));
  builder.out({"result"}, result);
  sum.compute_root().store_in(taskLocal);
}

std::vector<Variant> lossVariants() {
  return {
#include "compiler/Backend/X86/loss/variants.inc"
  };
}

} // namespace resnetc::x86
