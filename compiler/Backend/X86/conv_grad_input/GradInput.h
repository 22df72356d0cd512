//===- GradInput.h - gradient of a convolution by its input ---------------------------===//
//
// With a stride s, input columns fall into s phases, each of which meets its own part of the
// kernel: s*s convolutions with no stride and without multiplications by inserted zeros.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Kernels/Geometry.h"

namespace resnetc::x86 {

/// One phase along one axis: input positions q * stride + index take the taps first + stride * j of
/// the kernel, j < taps, at the output position q + offset - j.
struct Phase {
  int first, taps, offset;
  Phase(int index, int stride, int kernel, int before);
};

/// Output positions that all phases of an axis ask for, when q runs to `positions`.
struct PhaseReach {
  int low, high; ///< inclusive
  PhaseReach(int stride, int kernel, int before, int positions);
};

/// The gradient as Halide functions.
struct GradInputAlgorithm {
  Halide::Var v{"v"}, x{"x"}, y{"y"}, b{"b"}, n{"n"};
  Halide::Func staged;             ///< g with zeros around; undefined where g is read directly
  std::vector<Halide::Func> sums;  ///< one for each phase that has taps, (v, xq, yq, b, n)
  std::vector<Halide::Func> tiles; ///< the same kept in cache; empty where not kept
  std::vector<Halide::RDom> domains;
  Halide::Func result{"dx"};
};

GradInputAlgorithm gradInputAlgorithm(KernelBuilder &builder, const Geometry &geometry, bool stage,
                                      bool keepTiles);

std::vector<Params> gradInputCandidates(const ScheduleQuery &query);
void buildGradInput(KernelBuilder &builder);

} // namespace resnetc::x86
