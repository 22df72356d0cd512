//===- Finalize.cpp - batch normalisation: from partial sums to coefficients ----------------===//
//
// A block of threads has a block of channels: each thread adds up every 128th partial of the batch
// in four channels, in double. Where there are many partials they are split among several blocks, and a second
// launch adds up what these found. The order of the additions follows from the number of partials and of splits.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/batch_norm/BatchNorm.h"

#include <algorithm>
#include <bit>

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int threads = 512, warpThreads = 32, quads = lanes / 4, warps = threads / warpThreads;

namespace {

/// What the block's channels have of stats: so many numbers a partial.
struct StoredPartials {
  KernelBuilder &k;
  int numbers;

  /// Of the batch.
  static Number count(KernelBuilder &k) {
    const int across = k.spec.find("across").value_or(0);
    Number values = cuda::count() * static_cast<int>(pixelsOf(k.spec));
    return across ? (values + (across - 1)) / across : cuda::count() * k.get("p");
  }
  /// The values of one, in double.
  static Number values(KernelBuilder &k, const Number &partial) {
    const int across = k.get("across"), pixels = static_cast<int>(pixelsOf(k.spec));
    if (!across)
      return static_cast<double>(pixels / k.get("p"));
    Number left = cuda::count() * pixels - partial * across;
    return toDouble(choose(left < across, left, across));
  }

  /// One of the numbers of a partial, counted over the batch, in this thread's four channels.
  Number number(const Number &partial, int which) const {
    const int each = k.get("p"); // partials an image
    Number place = (partial / each * k.blocks("c") + blockIndex()) * each + partial % each;
    Number at = (place * numbers + which) * lanes + threadIndex() % quads * 4;
    return toDouble(loadQuad(k.arg("stats"), at));
  }
};

} // namespace

/// A thread's quads of sums, over all threads, as a sum for each of the first 16 threads: a channel
/// each.
static Numbers sumsOfChannels(const Numbers &sums) {
  const int warpElements = static_cast<int>(sums.size()) * lanes;
  // f64 is kept as I64's bits: memory has no type for it.
  Pointer memory = shared(warps * warpElements, ElementType::I64);
  Number thread = threadIndex(), warp = thread / warpThreads, quad = thread % quads;
  Numbers ofWarp; // four channels of each of the sums
  for (const Number &each : sums)
    for (int i = 0; i < 4; ++i) {
      Number sum = lane(each, i);
      for (int bits = quads; bits < warpThreads; bits *= 2)
        sum = sum + fromLaneAcross(sum, bits);
      ofWarp.push_back(sum);
    }
  when(thread % warpThreads < quads, [&] {
    for (int i = 0; i < static_cast<int>(ofWarp.size()); ++i)
      store(memory, warp * warpElements + quad * 4 + (i / 4 * lanes + i % 4),
            bitsAsInteger(ofWarp[i]));
  });
  barrier();
  Numbers totals;
  for (int i = 0; i < static_cast<int>(sums.size()); ++i) {
    auto part = [&](int warp) {
      return bitsAsFloat(load(memory, thread % lanes + (warp * warpElements + i * lanes)));
    };
    Number total = part(0);
    for (int warp = 1; warp < warps; ++warp)
      total = total + part(warp);
    totals.push_back(total);
  }
  return totals;
}

using Finish = llvm::function_ref<void(const Number &channel, const Number &, const Number &)>;

/// Launches: two sums over the partials of the batch, of `terms`, and for each channel `finish`, which gets its number
/// and its sums.
static void finalize(KernelBuilder &k, llvm::function_ref<Numbers(const Number &partial)> terms,
                     Finish finish) {
  const int splits = k.param("splits"), blocks = k.blocks("c");
  Grid grid;
  grid.unitsFixed = blocks;
  grid.gridY = splits;
  grid.threads = threads;
  if (splits > 1)
    k.scratchBytes = int64_t{2} * splits * blocks * lanes * static_cast<int64_t>(sizeof(double));
  // Of a sum of a split, as the bits of f64.
  auto place = [&](const Number &split, int sum, const Number &channel) {
    return (split * 2 + sum) * (blocks * lanes) + channel;
  };
  k.step(grid, [&] {
    Number zeros = toDouble(quadOf({0.0, 0.0, 0.0, 0.0})), partials = StoredPartials::count(k);
    Number begin = 0, end = partials;
    if (splits > 1) {
      Number each = (partials + (splits - 1)) / splits;
      begin = blockIndexY() * each;
      end = choose(begin + each < partials, begin + each, partials);
    }
    Numbers sums = loop(begin + threadIndex() / quads, end, threads / quads, {zeros, zeros},
                        [&](const Number &partial, const Numbers &carried) {
                          Numbers next = terms(partial);
                          return Numbers{carried[0] + next[0], carried[1] + next[1]};
                        });
    Numbers totals = sumsOfChannels(sums);
    when(threadIndex() < lanes, [&] {
      Number channel = blockIndex() * lanes + threadIndex();
      if (splits == 1)
        return finish(channel, totals[0], totals[1]);
      Pointer scratch{k.scratch().base, ElementType::I64};
      for (int i = 0; i < 2; ++i)
        store(scratch, place(blockIndexY(), i, channel),
              bitsAsInteger(totals[static_cast<size_t>(i)]));
    });
  });
  if (splits > 1)
    k.forEach(0, int64_t{blocks} * lanes, [&](const Number &channel) {
      Pointer scratch{k.scratch().base, ElementType::I64};
      Numbers totals;
      for (int i = 0; i < 2; ++i) {
        Number total = bitsAsFloat(load(scratch, place(0, i, channel)));
        for (int split = 1; split < splits; ++split)
          total = total + bitsAsFloat(load(scratch, place(split, i, channel)));
        totals.push_back(total);
      }
      finish(channel, totals[0], totals[1]);
    });
}

/// Values of a channel: n * h * w.
static Number valuesOf(KernelBuilder &k) {
  return toDouble(count()) * static_cast<double>(pixelsOf(k.spec));
}

/// The value as the kernels that read the rounded one will know it.
static Number rounded(const Number &value) { return toDouble(toFloat(value)); }

void buildBnFinalize(KernelBuilder &k) {
  const StoredPartials partials{k, 3};
  auto terms = [&](const Number &partial) {
    const Number each = StoredPartials::values(k, partial);
    Number away = partials.number(partial, 0) - partials.number(0, 0);
    Number sum = partials.number(partial, 1), moved = fma(away, each, sum);
    return Numbers{moved, fma(away, sum + moved, partials.number(partial, 2))};
  };
  finalize(k, terms, [&](const Number &channel, const Number &sum, const Number &squares) {
    auto vector = [&](const char *name) { return toDouble(load(k.arg(name), channel)); };
    auto put = [&](const char *name, const Number &x) { store(k.arg(name), channel, toFloat(x)); };
    Number pivot = toDouble(
        load(k.arg("stats"), channel / lanes * (k.get("p") * 3 * lanes) + channel % lanes));
    Number values = valuesOf(k), away = sum / values, mean = pivot + away;
    Number var = relu(squares / values - away * away); // rounding may go below 0
    Number scale = vector("gamma") / squareRoot(var + epsOf(k.spec));
    put("mean", mean);
    put("var", var);
    put("scale", scale);
    put("shift", vector("beta") - mean * rounded(scale));
  });
}

void buildBnGradFinalize(KernelBuilder &k) {
  const StoredPartials partials{k, 2};
  auto terms = [&](const Number &partial) {
    return Numbers{partials.number(partial, 0), partials.number(partial, 1)};
  };
  finalize(k, terms, [&](const Number &channel, const Number &dbeta, const Number &product) {
    auto vector = [&](const char *name) { return toDouble(load(k.arg(name), channel)); };
    auto put = [&](const char *name, const Number &x) { store(k.arg(name), channel, toFloat(x)); };
    Number inverse = Number(1.0) / squareRoot(vector("var") + epsOf(k.spec));
    Number values = valuesOf(k), dgamma = inverse * product;
    Number a = vector("gamma") * inverse, b = -a * inverse * dgamma / values;
    put("dgamma", dgamma);
    put("dbeta", dbeta);
    put("a", a);
    put("b", b);
    put("c", -rounded(a) * dbeta / values - rounded(b) * vector("mean"));
  });
}

/// As many splits as give each thread some partials, and fewer.
std::vector<Params> finalizeCandidates(const ScheduleQuery &query) {
  constexpr int64_t fewest = 1024, most = 32;
  const int64_t partials = std::max<int64_t>(query.batchHint * query.spec.get("p") / fewest, 1);
  const auto splits = static_cast<int64_t>(std::bit_floor(static_cast<uint64_t>(partials)));
  std::vector<Params> all = {{{"splits", std::min(splits, most)}}};
  for (int64_t other : {1, 4})
    if (other != all.front().at("splits"))
      all.push_back({{"splits", other}});
  return all;
}

} // namespace resnetc::cuda
