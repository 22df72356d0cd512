//===- Staging.cpp - a padded copy of the rows that a task reads ---------------------===//
//
// Padding by condition at the borders, in coordinates that start at the padding.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/Special.h"

using namespace Halide;

namespace resnetc::x86 {

Expr preprocessed(KernelBuilder &builder, Expr lane, Expr x, Expr y, Expr block, Expr image) {
  ImageParam input = builder.in("x");
  Layout layout = builder.operand("x").layout;
  bool nchwInput = layout == Layout::Nchw || layout == Layout::Bytes;
  Expr value = layout == Layout::Bytes  ? cast<float>(input(lane, x, y, image))
               : layout == Layout::Nchw ? Expr(input(x, y, lane, image))
                                        : Expr(input(lane, x, y, block, image));
  if (builder.has("scale")) {
    Expr at = nchwInput ? lane % builder.lanes() : lane;
    Expr atBlock = nchwInput ? lane / builder.lanes() : block;
    value = value * builder.in("scale")(at, atBlock) + builder.in("shift")(at, atBlock);
    if (builder.get("pre") == 2)
      value = relu(value);
  }
  return value;
}

Func paddedInput(KernelBuilder &builder, const Geometry &g, Expr outside) {
  Var lane("lane"), x("x"), y("y"), block("block"), image("image");
  Func staged("staged");
  Expr column = x - g.pl, row = y - g.pt;
  Expr inside = Expr(true);
  if (g.padded()) {
    inside = column >= 0 && column < g.w && row >= 0 && row < g.h;
    column = clamp(column, 0, g.w - 1);
    row = clamp(row, 0, g.h - 1);
  } else {
    // A register tile that does not divide the row asks for columns beyond it.
    column = min(column, g.w - 1);
    row = min(row, g.h - 1);
  }
  Expr value = preprocessed(builder, lane, column, row, block, image);
  if (g.padded())
    value = select(inside, value, outside);
  if (g.nchwInput)
    staged(x, y, lane, image) = value;
  else
    staged(lane, x, y, block, image) = value;
  return staged;
}

void scheduleStaging(KernelBuilder &builder, Func staged, bool nchw, LoopLevel where) {
  staged.compute_at(where).store_in(taskLocal);
  Var inner = staged.args()[0];
  if (nchw)
    staged.vectorize(inner, builder.lanes(), TailStrategy::RoundUp);
  else
    staged.bound_extent(inner, builder.lanes()).vectorize(inner);
}

int64_t stagedBytes(const Geometry &g, int64_t rows, int64_t columns, int64_t lanes) {
  int64_t x = (columns - 1) * g.sw + g.kw, y = (rows - 1) * g.sh + g.kh;
  if (g.nchwInput)
    return 4 * ceilDiv(x, lanes) * lanes * y * g.c;
  return 4 * x * y * ceilDiv(g.c, lanes) * lanes;
}

} // namespace resnetc::x86
