//===- Winograd.h - 3 x 3 convolutions with fewer multiplications ----------------------===//
//
// The parts of the algorithm that its schedules name, and the variants' functions. Tiles and
// positions are those of WinogradTiles.h.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Variant.h"
#include "compiler/Backend/X86/conv/RowStatistics.h"
#include "compiler/Backend/X86/winograd/TileOrder.h"
#include "compiler/Backend/X86/winograd/Transforms.h"
#include "compiler/Kernels/WinogradTiles.h"

#include <optional>

namespace resnetc::x86 {

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
  Halide::Func map{"map"};           ///< (v, x, y, b, image): the convolution, kept for statistics
  Halide::Func result{"y"};          ///< (v, x, y, b, image)
  RowStatistics statistics;          ///< of the map; where the spec has some
};

/// patch, rows and transformed. With `images` above 1 the last images of a group may not exist: all
/// of theirs is zero. Tiles are numbered row by row, or as `order` says.
void winogradInput(KernelBuilder &builder, const Geometry &g, const WinogradTiles &tiles,
                   WinogradAlgorithm &a, int images = 1, const TileOrder *order = nullptr);

/// The same of the gradient by the output, whose tiles have no margin.
void winogradGradient(KernelBuilder &builder, const Geometry &g, const WinogradTiles &tiles,
                      WinogradAlgorithm &a, int images = 1);

/// Each tile of the input in registers, as far as they reach.
void scheduleWinogradTransform(KernelBuilder &builder, WinogradAlgorithm &a);

/// An odd number of tiles at least as large: what is kept of a tile at all positions, which is written
/// and read together, is then spread over the sets of a cache.
inline int spreadTiles(int tiles) { return tiles | 1; }

/// G^T sum G: (k, c, kx, ky, cb, kb, rest...) from sums (k, c, place, cb, kb, rest...).
struct WinogradFilterGradient {
  Halide::Func half{"half"}; ///< (k, c, j, ky, cb, kb, rest...)
  Halide::Func filter{"filterGradient"};
};
WinogradFilterGradient winogradFilterGradient(const WinogradTiles &tiles, Halide::Func sum);

/// Everything from `transformed`, or the operand that holds it, to the result.
void winogradOutput(KernelBuilder &builder, const WinogradTiles &tiles, WinogradAlgorithm &a);

/// result, with what is fused into it, from what the convolution has at (v, x, y, b, image).
void winogradResult(KernelBuilder &builder, const WinogradTiles &tiles, WinogradAlgorithm &a,
                    Halide::Expr convolved);

/// Outputs along the side of a tile.
inline int tileSide(const KernelSpec &spec) { return static_cast<int>(spec.get("m")); }

/// Rows of outputs that a task makes with so many rows of tiles.
inline int taskRows(const Geometry &g, const WinogradTiles &tiles, int rows) {
  return rows == tiles.down ? g.oh : rows * tiles.m;
}

/// Images that a task of some output channels goes through together.
inline int imagesOf(const Params &params) {
  auto images = params.find("images");
  return images == params.end() ? 1 : static_cast<int>(images->second);
}

/// Images whose tiles meet a vector of weights together.
inline int joinedOf(const Params &params) {
  auto joined = params.find("joined");
  return joined == params.end() ? 1 : static_cast<int>(joined->second);
}

/// A schedule, and the share of peak that its matrix products should reach.
struct WinogradSchedule {
  double share;
  Params params;
};

/// Tasks of one image: rows of tiles or, where the input was transformed before, groups of channels.
int64_t winogradTasks(const KernelSpec &spec, const X86Target &target,
                      const WinogradSchedule &schedule);

/// Schedules of a conv_winograd, the most promising first; empty where none fits. With the input
/// transformed on the way they are those of rows of tiles.
std::vector<WinogradSchedule> winogradSchedules(const ScheduleQuery &query);

/// Whether the transformed filter of a conv_winograd stays in an L2 cache.
bool filterFitsNear(const ScheduleQuery &query);

/// Whether the filter of a conv_winograd with its input untransformed should be read once, for which
/// the input has to be ready for all tiles before. Else it is gone through for every few rows of
/// tiles: one that fits the L2 cache in any case, a larger one where they are many enough for all
/// cores and it stays in the L3 cache.
bool winogradReadsFilterOnce(const ScheduleQuery &query);

/// Schedules for that in which each core transforms the whole input of an image for itself, the most
/// promising first; empty where it should be done once for all.
std::vector<WinogradSchedule> winogradCopySchedules(const ScheduleQuery &query);

std::vector<Params> winogradRowCandidates(const ScheduleQuery &query);
void buildWinogradRows(KernelBuilder &builder);
std::vector<Params> winogradPlaneCandidates(const ScheduleQuery &query);
void buildWinogradPlanes(KernelBuilder &builder);
std::vector<Params> winogradCopyCandidates(const ScheduleQuery &query);
void buildWinogradCopies(KernelBuilder &builder);
std::vector<Params> winogradTapCandidates(const ScheduleQuery &query);
void buildWinogradTaps(KernelBuilder &builder);

/// Of a convolution with its filter transformed on the way.
struct TapsCost {
  double
      multiplyAdds; ///< that the machine would do in the time of an image, for each pair of channels
  int64_t tasks;    ///< of an image
};

/// Nothing where no schedule fits.
std::optional<TapsCost> winogradTapsCost(const ScheduleQuery &query);
void buildWinogradInput(KernelBuilder &builder);
void buildWinogradGradient(KernelBuilder &builder);
void buildWinogradWeight(KernelBuilder &builder);
std::vector<Params> winogradGradWeightCandidates(const ScheduleQuery &query);
void buildWinogradGradWeight(KernelBuilder &builder);
std::vector<Params> winogradGradWeightGroupCandidates(const ScheduleQuery &query);
void buildWinogradGradWeightGroups(KernelBuilder &builder);

/// Multiply-adds that the machine would do in the time which the gradient by the filter takes for an
/// image, with its operands transformed on the way; nothing where no schedule fits.
std::optional<double> winogradGradWeightGroupCost(const ScheduleQuery &query);

} // namespace resnetc::x86
