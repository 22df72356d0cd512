//===- ChannelSums.cpp - sums over batch and map on CUDA ----------------------------------===//
//
// A block of channels is shared among several blocks of threads, each of which has every so many-th
// row of pixels; a second launch adds their sums up. Bound by memory: additions in double cost
// nothing beside it.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/ChannelSums.h"

#include <algorithm>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int threads = 256, warpThreads = 32, quads = lanes / 4, rowPixels = threads / quads;

/// Blocks of threads for each block of channels: in all, enough to fill a device.
static int partsOf(const KernelBuilder &k) { return std::clamp(512 / k.blocks("c"), 1, 256); }

/// The partial sums, [block of channels][part][lanes]: f64, as I64's bits.
static Pointer partialSums(const KernelBuilder &k) { return {k.scratch().base, ElementType::I64}; }

Number columnSum(const Number &value, int threads, int columns) {
  Pointer memory = shared(threads, ElementType::I64);
  store(memory, threadIndex(), bitsAsInteger(value));
  barrier();
  auto row = [&](int first) { return bitsAsFloat(load(memory, threadIndex() % columns + first)); };
  Number sum = row(0);
  for (int first = columns; first < threads; first += columns)
    sum = sum + row(first);
  return sum;
}

/// A block's quads of sums, as a sum for each of the first 16 threads.
static Number sumOfRows(const Number &quad) {
  Pointer memory = shared(threads / warpThreads * lanes, ElementType::I64);
  Number thread = threadIndex();
  for (int i = 0; i < 4; ++i) {
    Number sum = lane(quad, i);
    for (int bits = quads; bits < warpThreads; bits *= 2)
      sum = sum + fromLaneAcross(sum, bits);
    when(thread % warpThreads < quads, [&] {
      store(memory, thread / warpThreads * lanes + thread % quads * 4 + i, bitsAsInteger(sum));
    });
  }
  barrier();
  auto ofWarp = [&](int warp) { return bitsAsFloat(load(memory, thread % lanes + warp * lanes)); };
  Number total = ofWarp(0);
  for (int warp = 1; warp < threads / warpThreads; ++warp)
    total = total + ofWarp(warp);
  return total;
}

static void writePartialSums(KernelBuilder &k, QuadTerm term) {
  const int blocks = k.blocks("c"), parts = partsOf(k), pixels = static_cast<int>(pixelsOf(k.spec));
  k.scratchBytes = int64_t{8} * blocks * parts * lanes;
  Grid grid;
  grid.unitsFixed = int64_t{blocks} * parts;
  grid.threads = threads;
  k.step(grid, [&] {
    Number quad = threadIndex() % quads, row = threadIndex() / quads;
    Number block = blockIndex() / parts, part = blockIndex() % parts;
    Number zeros = toDouble(quadOf({0.0, 0.0, 0.0, 0.0}));
    Numbers sum = loop(part * rowPixels + row, count() * pixels, parts * rowPixels, {zeros},
                       [&](const Number &place, const Numbers &sum) {
                         Number plane = place / pixels * blocks + block;
                         Number index = (plane * pixels + place % pixels) * lanes + quad * 4;
                         return Numbers{sum[0] + toDouble(term(index))};
                       });
    Number total = sumOfRows(sum[0]);
    when(threadIndex() < lanes, [&] {
      store(partialSums(k), blockIndex() * lanes + threadIndex(), bitsAsInteger(total));
    });
  });
}

/// The sum of every `step`-th of the partial sums from `first` to `end`.
static Number sumOfPartials(KernelBuilder &k, const Number &first, const Number &end, int step) {
  return loop(first, end, step, {toDouble(0.0)},
              [&](const Number &at, const Numbers &sum) {
                return Numbers{sum[0] + bitsAsFloat(load(partialSums(k), at))};
              })
      .front();
}

void buildChannelSums(KernelBuilder &k, const char *output, QuadTerm term) {
  writePartialSums(k, term);
  const int size = partsOf(k) * lanes;
  Grid grid;
  grid.unitsFixed = k.blocks("c");
  grid.threads = threads;
  k.step(grid, [&] {
    Number first = blockIndex() * size;
    Number own = sumOfPartials(k, first + threadIndex(), first + size, threads);
    Number sum = columnSum(own, threads, lanes);
    when(threadIndex() < lanes,
         [&] { store(k.arg(output), blockIndex() * lanes + threadIndex(), toFloat(sum)); });
  });
}

void buildTotal(KernelBuilder &k, const char *output, QuadTerm term) {
  writePartialSums(k, term);
  Grid grid;
  grid.unitsFixed = 1;
  grid.threads = threads;
  k.step(grid, [&] {
    Number own = sumOfPartials(k, threadIndex(), k.blocks("c") * partsOf(k) * lanes, threads);
    Number sum = toFloat(blockSum(own, threads));
    when(threadIndex() < lanes,
         [&] { store(k.arg(output), threadIndex(), choose(threadIndex() == 0, sum, 0.0)); });
  });
}

} // namespace resnetc::cuda
