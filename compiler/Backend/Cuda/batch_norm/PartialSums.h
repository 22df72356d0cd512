//===- PartialSums.h - sums over the pixels of a partial ------------------------------------===//
//
// A map's statistics are sums over partials of at most 256 pixels (compiler/Kernels/Partials.h). A
// warp reads eight pixels of 16 channels in a row, and a partial has as many warps as leave each
// thread a few pixels. The order of the additions follows from the partial's size alone.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"

namespace resnetc::cuda {

/// One partial, as one of its threads sees it.
class Partial {
public:
  /// One more launch, with threads for each partial of the map of attributes c, h, w.
  static void forEach(KernelBuilder &k, llvm::function_ref<void(const Partial &)> body);
  /// The same, with the whole map as one partial.
  static void forEachMap(KernelBuilder &k, llvm::function_ref<void(const Partial &)> body);

  /// This thread's first channel of four, in blocks: an index into a vector of the map's channels.
  Number channel() const;
  /// The mean of the first pixels, in four channels: of 8, or fewer where there are fewer.
  Number pivot(const Pointer &map) const;
  /// Sums over the partial's pixels in four channels, for all of its threads: of `terms`, which
  /// gets what `read` has given for the quad of the map at `index`. What several pixels need is
  /// read before their terms are made, as these may write.
  Numbers sums(size_t count, llvm::function_ref<Numbers(const Number &index)> read,
               llvm::function_ref<Numbers(const Number &index, const Numbers &values)> terms) const;
  /// Writes the numbers of this partial.
  void write(const Pointer &stats, const Numbers &numbers) const;

private:
  static void forEach(KernelBuilder &k, int partials,
                      llvm::function_ref<void(const Partial &)> body);
  Partial(int pixels, int blocks, int partials, const Number &index, const Number &thread);
  Number sumOfWarp(const Number &quad) const;
  Numbers sumsOfWarps(const Numbers &quads) const;

  const int pixels, warps;
  const int blocks, partials; ///< of an image, and of a block of channels
  const Number index;         ///< of the partial: [n][block][partial]
  const Number thread, quad;  ///< of the partial, and of a pixel
};

} // namespace resnetc::cuda
