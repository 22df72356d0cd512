//===- Algorithm.cpp - the fully connected layer, both ways ------------------------------===//
//
// Fully connected over the flattened map, and the gradients of biases (of convolutions as well).
// Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/ChannelSums.h"
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/linear/Linear.h"

#include <algorithm>

using namespace Halide;

namespace resnetc::x86 {

static Var v("v"), x("x"), y("y"), b("b"), n("n"), k("k");
static Var i("i"), t("t"); // an image of a tile, and the tile

static void buildLinear(KernelBuilder &builder) {
  int lanes = builder.lanes();
  RDom r({{0, std::min(builder.get("c"), lanes)},
          {0, builder.get("w")},
          {0, builder.get("h")},
          {0, builder.blocks("c")}},
         "r");
  Func sum("sum"), rows("y");
  sum(v, b, n) = builder.has("bias") ? Expr(builder.in("bias")(v, b)) : Expr(0.f);
  // A tile of images may reach beyond the batch; its last image stands in for them.
  sum(v, b, n) += builder.in("w")(v, r[0], r[1], r[2], r[3], b) *
                  builder.in("x")(r[0], r[1], r[2], r[3], clamp(n, 0, builder.n - 1));
  rows(k, n) = sum(k % lanes, k / lanes, n);
  builder.out({"y"}, rows);
  scheduleLinear(builder, rows, sum, r);
}

static void buildLinearGradInput(KernelBuilder &builder) {
  int lanes = builder.lanes();
  RDom r(0, builder.get("k"), "r");
  Func sum("sum"), dx("dx");
  sum(v, x, y, b, n) = 0.f;
  sum(v, x, y, b, n) += builder.in("w")(v, r % lanes, x, y, r / lanes, b) *
                        builder.in("g")(r, clamp(n, 0, builder.n - 1));
  dx(v, x, y, b, n) = uptoChannel(sum(v, x, y, b, n), v, b, builder.get("c"), lanes);
  builder.out({"dx"}, dx);
  scheduleLinearGradInput(builder, dx, sum, r);
}

/// g at lane v of block b, zero beyond the last of the k rows.
static Expr blockedGradient(KernelBuilder &builder, Expr lane, Expr block, Expr image) {
  int rows = builder.get("k"), lanes = builder.lanes();
  Expr row = block * lanes + lane;
  if (rows % lanes == 0)
    return builder.in("g")(row, image);
  return select(row < rows, builder.in("g")(min(row, rows - 1), image), 0.f);
}

static void buildLinearGradWeight(KernelBuilder &builder) {
  Var c("c"), cb("cb");
  RDom r(0, builder.n, "r");
  Func sum("sum"), dw("dw");
  sum(v, c, x, y, cb, b) = 0.f;
  sum(v, c, x, y, cb, b) += blockedGradient(builder, v, b, r) * builder.in("x")(c, x, y, cb, r);
  Expr weight = uptoChannel(sum(v, c, x, y, cb, b), v, b, builder.get("k"), builder.lanes());
  dw(v, c, x, y, cb, b) = uptoChannel(weight, c, cb, builder.get("c"), builder.lanes());
  builder.out({"dw"}, dw);
  scheduleLinearGradWeight(builder, dw, sum, r);
}

/// The sum of `term` over the batch, in double and in order, as a vector.
static void buildBatchSum(KernelBuilder &builder, const std::function<Expr(Expr image)> &term) {
  RDom r(0, builder.n, "r");
  Func sum("sum"), bias("db");
  sum(v, b) = Expr(0.0);
  sum(v, b) += cast<double>(term(r));
  bias(v, b) = cast<float>(sum(v, b));
  builder.out({"db"}, bias);
  scheduleChannelSums(builder, bias, sum, r);
}

static void buildLinearGradBias(KernelBuilder &builder) {
  buildBatchSum(builder, [&](Expr image) { return blockedGradient(builder, v, b, image); });
}

static void buildConvGradBias(KernelBuilder &builder) {
  ImageParam g = builder.in("g");
  buildChannelSums(builder, "db", [&](Expr lane, Expr pixel, Expr block, Expr image) {
    return Expr(g(lane, pixel, block, image));
  });
}

std::vector<Variant> linearVariants() {
  return {
#include "compiler/Backend/X86/linear/variants.inc"
  };
}

} // namespace resnetc::x86
