//===- GradWeight.h - gradient of a convolution by its weights ------------------------===//
//
// A reduction over the whole batch. Tasks own weights, and where there are few of those, weights of
// a chunk of the batch: the number of chunks is fixed, so the order of addition is the same for any
// number of threads.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Kernels/Geometry.h"

namespace resnetc::x86 {

/// The gradient as Halide functions, of weights (v, c, kx, ky, cb, kb); of an image without cb.
/// `sum` and `part` have the chunk of the batch as a last dimension.
struct GradWeightAlgorithm {
  Halide::Var v{"v"}, c{"c"}, kx{"kx"}, ky{"ky"}, cb{"cb"}, kb{"kb"}, chunk{"chunk"};
  Halide::Func staged; ///< padded input of a row group; undefined where x is read directly
  Halide::RDom r; ///< (column, row of a group, image of a group, group of rows, group of images)
  Halide::Func sum{"sum"}, part{"part"}, result{"dw"};
};

/// `rows` divides oh; `images` > 1 needs `stage`.
GradWeightAlgorithm gradWeightAlgorithm(KernelBuilder &builder, const Geometry &geometry,
                                        bool stage, int rows, int images, int chunks);

std::vector<Params> gradWeightCandidates(const ScheduleQuery &query);
void buildGradWeight(KernelBuilder &builder);

} // namespace resnetc::x86
