//===- Output.cpp - the end of a convolution on CUDA ---------------------------------------------===//
#include "compiler/Backend/Cuda/conv/Output.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

Output convOutput(const KernelBuilder &kernel) {
  return {"y",
          kernel.get("bias") ? "bias" : "",
          kernel.get("residual") ? "residual" : "",
          kernel.get("relu") != 0,
          kernel.get("k"),
          kernel.blocks("k")};
}

void Output::finishRow(KernelBuilder &kernel, const Gather &gather, const Number &index,
                       const Number &firstBlock, const std::vector<Product::Pair> &pairs) const {
  GridPixel pixel(gather, index);
  Number row = pixel.row * gather.y.outScale + gather.y.outBase;
  Number column = pixel.column * gather.x.outScale + gather.x.outBase;
  const int height = gather.y.outExtent, width = gather.x.outExtent;
  when(pixel.exists & isWithin(row, height) & isWithin(column, width), [&] {
    for (const Product::Pair &pair : pairs) {
      Number block = firstBlock + pair.n / lanes, lane = pair.n % lanes;
      Number plane = pixel.image * blocks + block;
      Number at = ((plane * height + row) * width + column) * lanes + lane;
      Number channel = block * lanes + lane;
      if (rows)
        finishPlain(kernel, pair, channel, pixel.image * channels + channel);
      else
        when(isWithin(block, blocks), [&] { finishPair(kernel, pair, channel, at); });
    }
  });
}

/// Lanes beyond the last channel are zero, whatever the map held.
Number Output::ofChannel(const Number &channel, const Number &value) const {
  return channels % lanes ? choose(isWithin(channel, channels), value, 0.0) : value;
}

void Output::finishPair(KernelBuilder &kernel, const Product::Pair &pair, const Number &channel,
                        const Number &at) const {
  Number y = quadOf({ofChannel(channel, pair.first), ofChannel(channel + 1, pair.second)});
  if (!bias.empty())
    y = y + loadPair(kernel.arg(bias), channel);
  if (!residual.empty())
    y = y + loadPair(kernel.arg(residual), at);
  store(kernel.arg(out), at, relu ? cuda::relu(y) : y);
}

/// Rows may begin anywhere, and have no place for channels that are none.
void Output::finishPlain(KernelBuilder &kernel, const Product::Pair &pair, const Number &channel,
                         const Number &at) const {
  for (int i = 0; i < 2; ++i)
    when(isWithin(channel + i, channels), [&] {
      Number y = i == 0 ? pair.first : pair.second;
      if (!bias.empty())
        y = y + load(kernel.arg(bias), channel + i);
      store(kernel.arg(out), at + i, y);
    });
}

} // namespace resnetc::cuda
