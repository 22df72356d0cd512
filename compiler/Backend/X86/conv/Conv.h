//===- Conv.h - the forward convolution -----------------------------------------------===//
//
// The parts of the algorithm that its schedules name, and the variants' functions.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/conv/RowStatistics.h"
#include "compiler/Kernels/Geometry.h"
#include "compiler/Kernels/Partials.h"

namespace resnetc::x86 {

/// The convolution as Halide functions; all are (v, x, y, b, n) of the output unless noted.
struct ConvAlgorithm {
  Halide::Var v{"v"}, x{"x"}, y{"y"}, b{"b"}, n{"n"};
  Halide::Func staged;     ///< padded input; undefined where x is read directly
  Halide::RDom r;          ///< (lane of c, kx, ky, block of c), of an image (c, kx, ky)
  Halide::Func sum{"sum"}; ///< the convolution
  Halide::Func tile;       ///< the same, kept in cache for `result` and `stats`; may be undefined
  Halide::Func result{"y"};
  RowStatistics statistics; ///< of `tile`; where the spec has some
};

/// The algorithm; `stage` copies the input, `keepTile` keeps a row block of the result; the
/// statistics use `ways` sums side by side, which divides ow.
ConvAlgorithm convAlgorithm(KernelBuilder &builder, const Geometry &geometry, bool stage,
                            bool keepTile, int ways);

std::vector<Params> convTileCandidates(const ScheduleQuery &query);
void buildConvTile(KernelBuilder &builder);

} // namespace resnetc::x86
