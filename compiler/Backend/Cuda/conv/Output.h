//===- Output.h - the end of a convolution on CUDA -----------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"
#include "compiler/Backend/Cuda/conv/Gather.h"
#include "compiler/Backend/Cuda/product/Product.h"

namespace resnetc::cuda {

/// What becomes of the sums of a convolution, or of its gradient by the input.
struct Output {
  std::string out, bias, residual; ///< operands; bias and residual may be empty
  bool relu;
  int channels, blocks; ///< of the output map
  bool rows = false;    ///< the output is plain rows of channels, one pixel an image

  /// Writes a tile of pixels, of which `firstPixel` is the first of the grid and `firstBlock` the first block
  /// of channels.
  void finish(KernelBuilder &kernel, const Product &product, const Gather &gather,
              const Number &firstPixel, const Number &firstBlock) const;

  /// Neighbouring sums from a channel on, as a vector. Lanes beyond the last channel are zero, whatever the map held.
  Number ofChannels(const Number &channel, const Numbers &values) const;

private:
  void finishRow(KernelBuilder &kernel, const Gather &gather, const Number &index,
                 const Number &firstBlock, const std::vector<Product::Run> &runs) const;
  void finishPlain(KernelBuilder &kernel, const Product::Run &run, const Number &channel,
                   const Number &at) const;
  void finishRun(KernelBuilder &kernel, const Product::Run &run, const Number &channel,
                 const Number &at) const;
};

/// That of a spec of class "conv".
Output convOutput(const KernelBuilder &kernel);

} // namespace resnetc::cuda
