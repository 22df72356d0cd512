//===- Statistics.cpp - sums for a batch norm at the end of a convolution on CUDA --------------===//
#include "compiler/Backend/Cuda/conv/Statistics.h"

#include "compiler/Backend/Cuda/Targets.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int rowsTogether = 8; ///< of a warp's c, each of four lanes
constexpr int numbers = 3;      ///< of a partial: pivot, sum, sum of squares

TileStatistics::TileStatistics(KernelBuilder &kernel, const ProductShape &shape)
    : kernel(kernel), shape(shape), wanted(kernel.spec.find("stats").value_or(0) != 0),
      partials(shape.m / statsPixels) {}

int TileStatistics::slots() const { return statsPixels / shape.rowsOfWarp() * rowsTogether; }

/// Slots lie so far apart that eight lanes' rows are in different banks.
Number TileStatistics::sumAt(const Number &partial, int which, const Number &slot,
                             const Number &column) const {
  const int stride = shape.n + 8;
  return (partial * 2 + which) * (slots() * stride) + slot * stride + column;
}

Number TileStatistics::pivotAt(const Number &partial, const Number &column) const {
  return partial * shape.n + column + partials * 2 * slots() * (shape.n + 8);
}

int64_t TileStatistics::sharedBytes() const {
  if (!wanted)
    return 0;
  const int64_t sums = int64_t{2} * slots() * (shape.n + 8);
  return partials * (sums + shape.n) * static_cast<int64_t>(sizeof(float));
}

void TileStatistics::finish(const Output &output, const Product &product, const Gather &gather,
                            const Number &firstPixel, const Number &firstBlock) const {
  if (!wanted)
    return;
  const Pointer memory = dynamicShared(0);
  const Number pixels = count() * gather.pixels();
  auto valueOf = [&](const Product::Run &run) {
    return roundedTo(kernel.arg(output.out).type,
                     output.ofChannels(firstBlock * lanes + run.n, run.values));
  };
  const int rowsOfThread = shape.rowsOfWarp() / rowsTogether; // that are neighbours
  int row = 0;                                                // of them
  barrier();                                                  // the slices have been read
  product.forEachRow([&](const Number &m, const std::vector<Product::Run> &runs) {
    if (row++ % rowsOfThread != 0)
      return;
    when(m % statsPixels == 0, [&] {
      for (const Product::Run &run : runs)
        store(memory, pivotAt(m / statsPixels, run.n), valueOf(run));
    });
  });
  barrier();
  row = 0;
  Numbers sums, squares;
  product.forEachRow([&](const Number &m, const std::vector<Product::Run> &runs) {
    Number exists = firstPixel + m < pixels, partial = m / statsPixels;
    for (size_t i = 0; i < runs.size(); ++i) {
      Number pivot = loadPair(memory, pivotAt(partial, runs[i].n));
      Number away = choose(exists, valueOf(runs[i]) - pivot, quadOf({0.0, 0.0}));
      if (row == 0) {
        sums.push_back(away);
        squares.push_back(away * away);
      } else {
        sums[i] = sums[i] + away;
        squares[i] = fma(away, away, squares[i]);
      }
    }
    if (++row < rowsOfThread)
      return;
    Number slot = m % statsPixels / shape.rowsOfWarp() * rowsTogether + m % rowsTogether;
    for (size_t i = 0; i < runs.size(); ++i) {
      store(memory, sumAt(partial, 0, slot, runs[i].n), sums[i]);
      store(memory, sumAt(partial, 1, slot, runs[i].n), squares[i]);
    }
    row = 0;
    sums.clear();
    squares.clear();
  });
  barrier();
  const int columns = partials * shape.n;
  for (int first = 0; first < columns; first += shape.threads()) {
    Number id = threadIndex() + first, local = id / shape.n, column = id % shape.n;
    Number block = firstBlock + column / lanes, partial = firstPixel / statsPixels + local;
    when(isWithin(id, columns) & isWithin(block, output.blocks) & (partial * statsPixels < pixels),
         [&] { writePartial(output, partial, local, block, column); });
  }
}

void TileStatistics::writePartial(const Output &output, const Number &partial, const Number &local,
                                  const Number &block, const Number &column) const {
  const Pointer memory = dynamicShared(0);
  const int ofImage = static_cast<int>(statsPartials(kernel.spec));
  Number place = (partial / ofImage * output.blocks + block) * ofImage + partial % ofImage;
  auto put = [&](int which, const Number &value) {
    store(kernel.arg("stats"), (place * numbers + which) * lanes + column % lanes, value);
  };
  put(0, load(memory, pivotAt(local, column)));
  for (int which = 0; which < 2; ++which) {
    Number sum = load(memory, sumAt(local, which, 0, column));
    for (int slot = 1; slot < slots(); ++slot)
      sum = sum + load(memory, sumAt(local, which, slot, column));
    put(1 + which, sum);
  }
}

bool hasKnownStatistics(const KernelSpec &spec) {
  return !spec.get("stats") || spec.get("across") == statsPixels;
}

std::vector<Params> withPartials(const KernelSpec &spec, std::vector<Params> all) {
  if (spec.get("stats"))
    std::erase_if(all, [](const Params &params) { return params.at("m") % statsPixels != 0; });
  return all;
}

} // namespace resnetc::cuda
