//===- Partials.h - into how many sums a map's statistics are cut -----------------------===//
//
// A partial has at most 256 pixels: few enough for its sums to be exact and to lie in a cache (16
// KiB for 16 lanes) when they are taken, and many enough to be small beside the map.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"

namespace resnetc::kernels {

/// Pixels of one partial.
constexpr int64_t maxPartialPixels = 256;

/// Partials that a map of `pixels` is cut into, by kernels that stream: the fewest equal parts.
int64_t mapPartials(int64_t pixels);

/// Rows of a convolution's output that make one partial; divides oh.
int convStatsRows(const Geometry &geometry);

/// Partials an image of the statistics of a convolution's output, by its attributes: rows of the image, or with
/// `across` so many neighbouring pixels of the whole batch, for which these are places enough.
int64_t convStatsPartials(const KernelSpec &spec);

/// convStatsRows where the output is made in tiles of m x m: whole rows of tiles, or the whole map. 0
/// where a partial would have too many pixels.
int winogradStatsRows(const Geometry &geometry, int m);

} // namespace resnetc::kernels
