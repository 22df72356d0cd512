//===- Finalize.cpp - batch normalisation: from partial sums to coefficients ----------------===//
//
// A block of threads has a block of channels: each thread adds up every 128th partial of the batch
// in four channels, in double. The order of the additions follows from the number of partials.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/batch_norm/BatchNorm.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;
constexpr int threads = 512, warpThreads = 32, quads = lanes / 4, warps = threads / warpThreads;

namespace {

/// What the block's channels have of stats: so many numbers a partial.
struct StoredPartials {
  KernelBuilder &k;
  int numbers;

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

/// One more launch: two sums over the partials of the batch, of `terms`, and for each channel
/// `finish`, which gets its number and its sums.
static void
finalize(KernelBuilder &k, llvm::function_ref<Numbers(const Number &partial)> terms,
         llvm::function_ref<void(const Number &channel, const Number &, const Number &)> finish) {
  Grid grid;
  grid.unitsFixed = k.blocks("c");
  grid.threads = threads;
  k.step(grid, [&] {
    Number zeros = toDouble(quadOf({0.0, 0.0, 0.0, 0.0}));
    Numbers sums = loop(threadIndex() / quads, count() * k.get("p"), threads / quads,
                        {zeros, zeros}, [&](const Number &partial, const Numbers &carried) {
                          Numbers next = terms(partial);
                          return Numbers{carried[0] + next[0], carried[1] + next[1]};
                        });
    Numbers totals = sumsOfChannels(sums);
    when(threadIndex() < lanes,
         [&] { finish(blockIndex() * lanes + threadIndex(), totals[0], totals[1]); });
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
  const double each = static_cast<double>(pixelsOf(k.spec) / k.get("p")); // values of a partial
  auto terms = [&](const Number &partial) {
    Number away = partials.number(partial, 0) - partials.number(0, 0);
    Number sum = partials.number(partial, 1), moved = fma(away, each, sum);
    return Numbers{moved, fma(away, sum + moved, partials.number(partial, 2))};
  };
  finalize(k, terms, [&](const Number &channel, const Number &sum, const Number &squares) {
    auto vector = [&](const char *name) { return toDouble(load(k.arg(name), channel)); };
    auto put = [&](const char *name, const Number &x) { store(k.arg(name), channel, toFloat(x)); };
    Number pivot =
        toDouble(load(k.arg("stats"), blockIndex() * (k.get("p") * 3 * lanes) + channel % lanes));
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

} // namespace resnetc::cuda
