//===- Statistics.h - sums for a batch norm at the end of a convolution on CUDA ----------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/conv/Output.h"

namespace resnetc::cuda {

/// The statistics of a tile of pixels, in partials of `statsPixels` of them, which lie as stats(C,P) (compiler/Kernels/README.md).
/// A partial's pivot is its first value. Each thread sums its rows, those of the same row of eight add up in shared
/// memory, where the product's slices lay, and then threads have a column of a partial each: the order of the additions
/// follows from the tile's shape alone.
class TileStatistics {
public:
  TileStatistics(KernelBuilder &kernel, const ProductShape &shape);

  /// What it needs of shared memory, in bytes; 0 where the kernel has none of these sums.
  int64_t sharedBytes() const;
  /// Writes those of the tile; called by all threads of the block, and a no-op where the kernel has none.
  void finish(const Output &output, const Product &product, const Gather &gather,
              const Number &firstPixel, const Number &firstBlock) const;

private:
  int slots() const; ///< sums of a column of a partial
  Number sumAt(const Number &partial, int which, const Number &slot, const Number &column) const;
  Number pivotAt(const Number &partial, const Number &column) const;
  void writePartial(const Output &output, const Number &partial, const Number &local,
                    const Number &block, const Number &column) const;

  KernelBuilder &kernel;
  const ProductShape shape;
  const bool wanted;
  const int partials; ///< of a tile
};

/// Whether a convolution has no statistics, or has them as TileStatistics writes them.
bool hasKnownStatistics(const KernelSpec &spec);
/// Of candidates for a convolution those whose tiles are whole partials, where it has statistics.
std::vector<Params> withPartials(const KernelSpec &spec, std::vector<Params> all);

} // namespace resnetc::cuda
