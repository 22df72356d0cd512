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

void Output::finish(KernelBuilder &kernel, const Product &product, const Gather &gather,
                    const Number &firstPixel, const Number &firstBlock) const {
  const bool isNarrow = kernels::elementBytes(kernel.arg(out).type) == 2;
  product.forEachRow(
      [&](const Number &m, const std::vector<Product::Run> &runs) {
        finishRow(kernel, gather, firstPixel + m, firstBlock, runs);
      },
      isNarrow && !rows);
}

void Output::finishRow(KernelBuilder &kernel, const Gather &gather, const Number &index,
                       const Number &firstBlock, const std::vector<Product::Run> &runs) const {
  GridPixel pixel(gather, index);
  Number row = pixel.row * gather.y.outScale + gather.y.outBase;
  Number column = pixel.column * gather.x.outScale + gather.x.outBase;
  const int height = gather.y.outExtent, width = gather.x.outExtent;
  when(pixel.exists & isWithin(row, height) & isWithin(column, width), [&] {
    for (const Product::Run &run : runs) {
      Number block = firstBlock + run.n / lanes, lane = run.n % lanes;
      Number plane = pixel.image * blocks + block;
      Number at = ((plane * height + row) * width + column) * lanes + lane;
      Number channel = block * lanes + lane;
      if (rows)
        finishPlain(kernel, run, channel, pixel.image * channels + channel);
      else
        when(isWithin(block, blocks), [&] { finishRun(kernel, run, channel, at); });
    }
  });
}

Number Output::ofChannels(const Number &channel, const Numbers &values) const {
  Numbers existing;
  for (size_t i = 0; i < values.size(); ++i)
    existing.push_back(
        channels % lanes ? choose(isWithin(channel + static_cast<int>(i), channels), values[i], 0.0)
                         : values[i]);
  return quadOf(existing);
}

void Output::finishRun(KernelBuilder &kernel, const Product::Run &run, const Number &channel,
                       const Number &at) const {
  auto load = [&](const std::string &operand, const Number &index) {
    return run.values.size() == 4 ? loadQuad(kernel.arg(operand), index)
                                  : loadPair(kernel.arg(operand), index);
  };
  Number y = ofChannels(channel, run.values);
  if (!bias.empty())
    y = y + load(bias, channel);
  if (!residual.empty())
    y = y + load(residual, at);
  store(kernel.arg(out), at, relu ? cuda::relu(y) : y);
}

/// Rows may begin anywhere, and have no place for channels that are none.
void Output::finishPlain(KernelBuilder &kernel, const Product::Run &run, const Number &channel,
                         const Number &at) const {
  for (int i = 0; i < static_cast<int>(run.values.size()); ++i)
    when(isWithin(channel + i, channels), [&] {
      Number y = run.values[static_cast<size_t>(i)];
      if (!bias.empty())
        y = y + load(kernel.arg(bias), channel + i);
      store(kernel.arg(out), at + i, y);
    });
}

} // namespace resnetc::cuda
