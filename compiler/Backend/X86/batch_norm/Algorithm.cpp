//===- Algorithm.cpp - batch normalisation: the per-channel part ----------------------===//
//
// From partial sums to the affine map that the next convolution applies, from the sums of the
// gradient to the affine map that the gradient kernel applies, running statistics, and folding for
// inference. The streaming part is in Statistics.cpp. Source: Ioffe and Szegedy, "Batch
// Normalization", 2015.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/batch_norm/BatchNorm.h"
#include "compiler/Backend/X86/batch_norm/Statistics.h"
#include "compiler/Backend/X86/elementwise/Elementwise.h"

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), s("s"), b("b");

/// Values in a channel, as a double: n * h * w.
static Expr valueCount(KernelBuilder &builder) {
  return cast<double>(builder.n) *
         Expr(static_cast<double>(builder.spec.get("h") * builder.spec.get("w")));
}

static Expr eps(KernelBuilder &builder) {
  return Expr(static_cast<float>(builder.spec.real("eps")));
}

/// Two sums over the partials of a stats buffer and the batch, in that order, in double.
struct Totals {
  Func sums{"sums"}; ///< (v, b): a tuple
  RDom order;
};

/// `terms` makes the two from the numbers of a partial.
template <typename Terms> static Totals totalsOf(KernelBuilder &builder, Terms terms) {
  Totals totals;
  ImageParam stats = builder.in("stats");
  totals.order = RDom(0, builder.get("p"), 0, builder.n, "order");
  totals.sums(v, b) = Tuple(Expr(0.0), Expr(0.0));
  auto [first, second] = terms([&](int number) {
    return cast<double>(stats(v, number, totals.order.x, b, totals.order.y));
  });
  totals.sums(v, b) = Tuple(totals.sums(v, b)[0] + first, totals.sums(v, b)[1] + second);
  return totals;
}

/// Sums of values and of their squares about `pivot`, to which those of every partial are moved.
static Totals totalsAbout(KernelBuilder &builder, Expr pivot) {
  Expr each(static_cast<double>(builder.get("h") * builder.get("w") / builder.get("p")));
  return totalsOf(builder, [&](auto number) {
    Expr away = aboutPivot(number(0), pivot), sum = number(1);
    return std::pair(sum + away * each, number(2) + away * (sum + sum + away * each));
  });
}

/// The value as the kernels that read the rounded one will know it.
static Expr rounded(Expr value) { return cast<double>(cast<float>(value)); }

static void buildBnFinalize(KernelBuilder &builder) {
  Expr pivot = cast<double>(builder.in("stats")(v, 0, 0, b, 0));
  Totals totals = totalsAbout(builder, pivot);
  Expr count = valueCount(builder);
  Expr away = totals.sums(v, b)[0] / count, mean = pivot + away;
  // Rounding may go below 0; exact, as LLVM would take a fast difference for a number.
  Expr var = relu(exactDifference(totals.sums(v, b)[1] / count, away * away));
  Expr scale = cast<double>(builder.in("gamma")(v, b)) / sqrt(var + cast<double>(eps(builder)));
  Expr shift = cast<double>(builder.in("beta")(v, b)) - mean * rounded(scale);
  Func result("finalized");
  result(v, b) = Tuple(cast<float>(mean), cast<float>(var), cast<float>(scale), cast<float>(shift));
  builder.out({"mean", "var", "scale", "shift"}, result);
  scheduleFinalize(builder, result, totals.sums, totals.order, builder.blocks("c"),
                   builder.get("p"));
}

static void buildBnGradFinalize(KernelBuilder &builder) {
  Totals totals = totalsOf(builder, [](auto number) { return std::pair(number(0), number(1)); });
  Expr count = valueCount(builder);
  Expr mean = cast<double>(builder.in("mean")(v, b));
  Expr var = cast<double>(builder.in("var")(v, b));
  Expr gamma = cast<double>(builder.in("gamma")(v, b));
  Expr inverse = Expr(1.0) / sqrt(var + cast<double>(eps(builder)));
  Expr dbeta = totals.sums(v, b)[0];
  Expr dgamma = inverse * totals.sums(v, b)[1];
  Expr slopeG = gamma * inverse;                                             // a
  Expr slopeT = -slopeG * inverse * dgamma / count;                          // b
  Expr constant = -rounded(slopeG) * dbeta / count - rounded(slopeT) * mean; // c
  Func result("finalized");
  result(v, b) = Tuple(cast<float>(dgamma), cast<float>(dbeta), cast<float>(slopeG),
                       cast<float>(slopeT), cast<float>(constant));
  builder.out({"dgamma", "dbeta", "a", "b", "c"}, result);
  scheduleFinalize(builder, result, totals.sums, totals.order, builder.blocks("c"),
                   builder.get("p"));
}

static void buildBnInference(KernelBuilder &builder) {
  Expr scale = builder.in("gamma")(v, b) / sqrt(builder.in("var")(v, b) + eps(builder));
  Func result("affine");
  result(v, b) = Tuple(scale, builder.in("beta")(v, b) - builder.in("mean")(v, b) * scale);
  builder.out({"scale", "shift"}, result);
  scheduleVector(builder, result);
}

static void buildBnUnbiased(KernelBuilder &builder) {
  Expr count = valueCount(builder);
  Expr factor =
      cast<float>(select(count > Expr(1.0), count / max(count - Expr(1.0), Expr(1.0)), Expr(1.0)));
  Func unbiased("unbiased");
  unbiased(v, b) = builder.in("var")(v, b) * factor;
  builder.out({"unbiased"}, unbiased);
  scheduleVector(builder, unbiased);
}

static void buildBnRunning(KernelBuilder &builder) {
  Expr momentum = Expr(static_cast<float>(builder.spec.real("momentum")));
  Var i("i");
  Func running("running");                               // (mean, var) at lane v of vector i
  running(v, i) = Tuple(undef<float>(), undef<float>()); // the old values stay
  Expr mean = running(v, i)[0], var = running(v, i)[1];
  running(v, i) = Tuple(mean + momentum * (builder.in("mean")(v, i) - mean),
                        var + momentum * (builder.in("var")(v, i) - var));
  builder.out({"running_mean", "running_var"}, running);
  scheduleFlatUpdate(builder, running);
}

static void buildFoldBn(KernelBuilder &builder) {
  Var c("c"), kx("kx"), ky("ky"), cb("cb");
  auto scale = [&](Expr block) {
    return builder.in("gamma")(v, block) / sqrt(builder.in("var")(v, block) + eps(builder));
  };
  Func weights("w_folded"), shift("b_folded");
  std::vector<Var> position = {v, c, kx, ky};
  if (!builder.get("nchw_input"))
    position.push_back(cb);
  position.push_back(b);
  std::vector<Expr> at(position.begin(), position.end());
  Expr folded = builder.in("w")(at)*scale(b);
  if (!builder.get("nchw_input"))
    folded = uptoChannel(folded, c, cb, builder.get("c"), builder.lanes());
  weights(position) = folded;
  Expr offset = -builder.in("mean")(v, b);
  if (builder.has("bias"))
    offset = builder.in("bias")(v, b) + offset;
  shift(v, b) = offset * scale(b) + builder.in("beta")(v, b);
  builder.out({"w_folded"}, weights);
  builder.out({"b_folded"}, shift);
  scheduleVector(builder, weights);
  scheduleVector(builder, shift);
}

std::vector<Variant> batchNormVariants() {
  return {
#include "compiler/Backend/X86/batch_norm/variants.inc"
  };
}

} // namespace resnetc::x86
