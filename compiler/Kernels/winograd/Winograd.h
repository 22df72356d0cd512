//===- Winograd.h - 3 x 3 convolutions with fewer multiplications ----------------------===//
//
// The parts of the algorithm that its schedules name, and the variants' functions. The output map
// is cut into tiles of m x m, numbered row by row; a tile and its two rows and columns of margin
// become n x n positions, n = m + 2, and at each position a matrix product over channels is left.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/KernelClass.h"
#include "compiler/Kernels/conv/Geometry.h"
#include "compiler/Kernels/winograd/Transforms.h"

namespace resnetc::kernels {

/// The tiles of an output map; those at its right and lower border may reach beyond it.
struct WinogradTiles {
  int m, n;         ///< side of a tile of outputs; of its positions
  int across, down; ///< tiles of a row, of a column
  int count;        ///< tiles of a map

  WinogradTiles(const Geometry &g, int m)
      : m(m), n(m + 2), across((g.ow + m - 1) / m), down((g.oh + m - 1) / m), count(across * down) {
  }
};

/// The convolution as Halide functions.
struct WinogradAlgorithm {
  Halide::Var v{"v"}, x{"x"}, y{"y"}, b{"b"}, image{"image"}; ///< of the output
  Halide::Var t{"t"}, i{"i"}, j{"j"}, cb{"cb"}; ///< tile, position (row, column), input block
  Halide::Func patch{"patch"};                  ///< (v, j, i, t, cb, image): padded input
  Halide::Func rows{"rows"};                    ///< the same, columns transformed
  Halide::Func transformed{"transformed"};      ///< (v, t, cb, j, i, image)
  Halide::RDom r;                               ///< (lane of c, block of c)
  Halide::Func sum{"sum"};                      ///< (v, t, place, b, image), place = i * n + j
  Halide::Func products{"products"}; ///< (v, t, b, place, image): the same, kept in cache
  Halide::Func half{"half"};         ///< (v, j, yi, t, b, image): rows of the output
  Halide::Func tile{"tile"};         ///< (v, xi, yi, t, b, image)
  Halide::Func result{"y"};          ///< (v, x, y, b, image)
};

/// patch, rows and transformed.
void winogradInput(KernelBuilder &builder, const Geometry &g, const WinogradTiles &tiles,
                   WinogradAlgorithm &a);

/// Everything from `transformed`, or the operand that holds it, to the result.
void winogradOutput(KernelBuilder &builder, const WinogradTiles &tiles, WinogradAlgorithm &a);

/// A schedule, and the share of peak that its matrix products should reach.
struct WinogradSchedule {
  double share;
  Params params;
};

/// Schedules of a conv_winograd, the most promising first; empty where none fits.
std::vector<WinogradSchedule> winogradSchedules(const ScheduleQuery &query);

std::vector<Params> winogradRowCandidates(const ScheduleQuery &query);
void buildWinogradRows(KernelBuilder &builder);
std::vector<Params> winogradPlaneCandidates(const ScheduleQuery &query);
void buildWinogradPlanes(KernelBuilder &builder);
void buildWinogradInput(KernelBuilder &builder);
void buildWinogradWeight(KernelBuilder &builder);

} // namespace resnetc::kernels
