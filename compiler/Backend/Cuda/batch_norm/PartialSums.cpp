//===- PartialSums.cpp - sums over the pixels of a partial ----------------------------------===//
#include "compiler/Backend/Cuda/batch_norm/PartialSums.h"

#include "compiler/Kernels/Partials.h"

#include <algorithm>
#include <bit>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int warpThreads = 32, quads = lanes / 4, warpPixels = warpThreads / quads;

/// A thread has four to eight pixels where there are enough.
static int warpsOf(int pixels) {
  unsigned enough = static_cast<unsigned>(pixels / (4 * warpPixels));
  return std::clamp(static_cast<int>(std::bit_floor(enough)), 1, 8);
}

Partial::Partial(int pixels, int blocks, int partials, const Number &index, const Number &thread)
    : pixels(pixels), warps(warpsOf(pixels)), blocks(blocks), partials(partials), index(index),
      thread(thread), quad(thread % quads) {}

void Partial::forEach(KernelBuilder &k, llvm::function_ref<void(const Partial &)> body) {
  forEach(k, static_cast<int>(mapPartials(pixelsOf(k.spec))), body);
}

void Partial::forEachMap(KernelBuilder &k, llvm::function_ref<void(const Partial &)> body) {
  forEach(k, 1, body);
}

void Partial::forEach(KernelBuilder &k, int partials,
                      llvm::function_ref<void(const Partial &)> body) {
  const int blocks = k.blocks("c"), pixels = static_cast<int>(pixelsOf(k.spec)) / partials;
  const int threads = warpsOf(pixels) * warpThreads;
  Grid grid;
  grid.unitsPerImage = blocks * partials;
  // A block of several warps has one partial: they wait for each other.
  grid.unitsPerBlock = threads == warpThreads ? 8 : 1;
  grid.threads = threads * static_cast<int>(grid.unitsPerBlock);
  k.step(grid, [&] {
    Number thread = threadIndex();
    if (grid.unitsPerBlock == 1)
      return body(Partial(pixels, blocks, partials, blockIndex(), thread));
    Number index = blockIndex() * grid.unitsPerBlock + thread / threads;
    when(index < count() * grid.unitsPerImage,
         [&] { body(Partial(pixels, blocks, partials, index, thread % threads)); });
  });
}

Number Partial::channel() const { return index / partials % blocks * lanes + quad * 4; }

/// The quad of the thread whose lane differs in these bits.
static Number quadAcross(const Number &quad, int bits) {
  Numbers parts;
  for (int i = 0; i < 4; ++i)
    parts.push_back(fromLaneAcross(lane(quad, i), bits));
  return quadOf(parts);
}

Number Partial::pivot(const Pointer &map) const {
  const int terms = static_cast<int>(std::bit_floor(static_cast<unsigned>(std::min(pixels, 8))));
  Number pixel = index * pixels + thread / quads % terms;
  // A power of two: exact, and the sum cannot overflow. In pairs: exact where all values are equal.
  Number sum = loadQuad(map, pixel * lanes + quad * 4) * (1.0 / terms);
  for (int away = terms / 2; away >= 1; away /= 2)
    sum = sum + quadAcross(sum, away * quads);
  return sum;
}

Numbers Partial::sums(size_t count, llvm::function_ref<Numbers(const Number &)> read,
                      llvm::function_ref<Numbers(const Number &, const Numbers &)> terms) const {
  const int rowPixels = warps * warpPixels, rows = pixels / rowPixels;
  constexpr int together = 4;
  const Number first = (index * pixels + thread / quads) * lanes + quad * 4;
  auto withRows = [&](const Number &row, int rows, Numbers sums) {
    std::vector<Numbers> values;
    auto at = [&](int i) { return first + (row + i) * (rowPixels * lanes); };
    for (int i = 0; i < rows; ++i)
      values.push_back(read(at(i)));
    for (int i = 0; i < rows; ++i) {
      Numbers next = terms(at(i), values[i]);
      for (size_t j = 0; j < count; ++j)
        sums[j] = sums[j] + next[j];
    }
    return sums;
  };
  Numbers sums(count, quadOf({0.0, 0.0, 0.0, 0.0}));
  const int looped = rows / together * together;
  sums = loop(0, looped, together, sums, [&](const Number &row, const Numbers &carried) {
    return withRows(row, together, carried);
  });
  sums = withRows(looped, rows - looped, sums);
  if (int rest = pixels % rowPixels)
    sums = either(
        thread < rest * quads, [&] { return withRows(rows, 1, sums); }, [&] { return sums; });
  return sumsOfWarps(sums);
}

Number Partial::sumOfWarp(const Number &quad) const {
  Number sum = quad;
  for (int bits = quads; bits < warpThreads; bits *= 2)
    sum = sum + quadAcross(sum, bits);
  return sum;
}

Numbers Partial::sumsOfWarps(const Numbers &values) const {
  Numbers sums;
  for (const Number &each : values)
    sums.push_back(sumOfWarp(each));
  if (warps == 1)
    return sums;
  const int warpElements = static_cast<int>(sums.size()) * lanes;
  Pointer memory = shared(warps * warpElements);
  auto at = [&](const Number &warp, size_t which) {
    return warp * warpElements + static_cast<int>(which) * lanes + quad * 4;
  };
  when(thread % warpThreads < quads, [&] {
    for (size_t i = 0; i < sums.size(); ++i)
      store(memory, at(thread / warpThreads, i), sums[i]);
  });
  barrier();
  for (size_t i = 0; i < sums.size(); ++i) {
    sums[i] = loadQuad(memory, at(0, i));
    for (int warp = 1; warp < warps; ++warp)
      sums[i] = sums[i] + loadQuad(memory, at(warp, i));
  }
  return sums;
}

void Partial::write(const Pointer &stats, const Numbers &numbers) const {
  const int count = static_cast<int>(numbers.size());
  when(thread < quads, [&] {
    for (int i = 0; i < count; ++i)
      store(stats, (index * count + i) * lanes + quad * 4, numbers[i]);
  });
}

} // namespace resnetc::cuda
