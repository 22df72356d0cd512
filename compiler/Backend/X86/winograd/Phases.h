//===- Phases.h - convolutions of the caller's map in strides, by Winograd's algorithm -------===//
//
// The stem of a network for ImageNet, 7x7 in strides of 2 over three channels, is a convolution at
// stride 1 of twelve channels under 4x4 taps (WinogradPhases.h): 36 multiplications for nine outputs of
// twelve channels, 48 an output, where there are 147 directly. Channels are too few to fill a vector, so
// the input is transformed with tiles in the lanes, and the products have output channels there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/winograd/Transforms.h"
#include "compiler/Kernels/WinogradPhases.h"

#include <optional>

namespace resnetc::x86 {

/// The convolution as Halide functions.
struct PhaseAlgorithm {
  Halide::Var v{"v"}, x{"x"}, y{"y"}, b{"b"}, image{"image"}; ///< of the output
  Halide::Var t{"t"}, ty{"ty"}, i{"i"}, j{"j"};               ///< column and row of tiles, position
  Halide::Var px{"px"}, py{"py"};                             ///< phase
  Halide::RDom columns;                                       ///< of the unpadded map
  Halide::Func staged{"staged"};           ///< (x, row, ch, image): the padded map
  Halide::Func spread{"spread"};           ///< (t, q, ch, row, image): column t * period + q of it
  Halide::Func rows{"rows"};               ///< (t, q, ch, py, i, ty, image): columns transformed
  Halide::Func transformed{"transformed"}; ///< (t, ch, px, py, i, j, ty, image)
  Halide::RDom r;                          ///< (ch, px, py)
  Halide::Func sum{"sum"};                 ///< (v, t, i, b, j, ty, image)
  Halide::Func products{"products"};       ///< (v, t, b, i, j, ty, image): the same, in cache
  Halide::Func half{"half"};               ///< (v, j, yi, t, b, ty, image): rows of the output
  Halide::Func tile{"tile"};               ///< (v, xi, yi, t, b, ty, image)
  Halide::Func result{"y"};                ///< (v, x, y, b, image)
};

PhaseAlgorithm phaseAlgorithm(KernelBuilder &builder, const Geometry &g,
                              const WinogradPhases &phases);

std::vector<Params> phaseCandidates(const ScheduleQuery &query);
void buildPhases(KernelBuilder &builder);
void buildPhaseWeight(KernelBuilder &builder);

/// Whether a convolution, by its spec of class "conv", should go by its phases.
bool phasesPay(const KernelSpec &conv, const X86Target &target, int64_t batchHint,
               FilterTransform filter);

} // namespace resnetc::x86
