//===- Algorithm.cpp - gradient of a convolution by its weights ------------------------===//
//
// dw(k, c, kx, ky) = sum over images and output pixels of pre(x) padded, at the pixel under the
// tap, times g. Maths in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Special.h"
#include "compiler/Backend/X86/conv/GroupedBlocks.h"
#include "compiler/Backend/X86/conv/Staging.h"
#include "compiler/Backend/X86/conv_grad_weight/GradWeight.h"

using namespace Halide;

namespace resnetc::x86 {

GradWeightAlgorithm gradWeightAlgorithm(KernelBuilder &builder, const Geometry &g, bool stage,
                                        int rows, int images, int chunks) {
  GradWeightAlgorithm a;
  // The batch in groups of images, the groups in chunks.
  Expr groups = (Expr(builder.n) + (images * chunks - 1)) / (images * chunks);
  a.r = RDom({{0, g.ow}, {0, rows}, {0, images}, {0, g.oh / rows}, {0, groups}}, "r");
  Expr ox = a.r[0], oy = a.r[3] * rows + a.r[1];
  Expr first = (a.chunk * groups + a.r[4]) * images;
  if (chunks > 1)
    a.r.where(first < builder.n);
  else
    first = a.r[4] * images;
  Expr image = images > 1 ? first + a.r[2] : first;
  Expr column = ox * g.sw + a.kx, row = oy * g.sh + a.ky;
  Groups parts(g, builder.lanes());
  Expr block = inputBlock(parts, a.kb, a.cb);
  Expr value;
  if (stage) {
    // Images beyond the batch are staged as zeros, so that what stands for their g does not matter.
    Func padded = paddedInput(builder, g, 0.f);
    std::vector<Var> at = padded.args();
    std::vector<Expr> clamped(at.begin(), at.end());
    clamped.back() = clamp(at.back(), 0, builder.n - 1);
    Expr staged = padded(clamped);
    if (images > 1)
      staged = select(at.back() < builder.n, staged, 0.f);
    else
      staged = padded(std::vector<Expr>(at.begin(), at.end()));
    a.staged = Func("stagedImages");
    a.staged(at) = staged;
    value =
        g.nchwInput ? a.staged(column, row, a.c, image) : a.staged(a.c, column, row, block, image);
  } else {
    value = preprocessed(builder, a.c, column, row, block, image);
  }
  Expr gradientImage = images > 1 ? clamp(image, 0, builder.n - 1) : image;
  Expr gradient = builder.in("g")(a.v, ox, oy, a.kb, gradientImage);
  std::vector<Var> at = {a.v, a.c, a.kx, a.ky};
  if (!g.nchwInput)
    at.push_back(a.cb);
  at.push_back(a.kb);
  std::vector<Var> ofChunk = at;
  ofChunk.push_back(a.chunk);
  a.sum(ofChunk) = 0.f;
  a.sum(ofChunk) += gradient * value;
  a.part(ofChunk) = a.sum(ofChunk);
  Expr total;
  for (int chunk = 0; chunk < chunks; ++chunk) {
    std::vector<Expr> from(at.begin(), at.end());
    from.push_back(chunk);
    Expr part = a.part(from);
    total = chunk == 0 ? part : total + part;
  }
  total = uptoChannel(total, a.v, a.kb, g.k, builder.lanes());
  if (!g.nchwInput)
    total = uptoChannel(total, a.c, a.cb, parts.c, builder.lanes());
  if (parts.merged()) { // where an output does not see an input there is no weight
    int lanes = builder.lanes();
    total = select(sees(parts, a.kb * lanes + a.v, a.cb * lanes + a.c), total, 0.f);
  }
  a.result(at) = total;
  builder.out({"dw"}, a.result);
  return a;
}

std::vector<Variant> convGradWeightVariants() {
  return {
#include "compiler/Backend/X86/conv_grad_weight/variants.inc"
  };
}

} // namespace resnetc::x86
