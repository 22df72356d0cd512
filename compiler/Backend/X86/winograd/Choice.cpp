//===- Choice.cpp - where Winograd's algorithm pays ---------------------------------------===//
//
// Fewer multiplications, but (m + 2)^2 / 9 times the weights, which at small batches come from
// memory, and two transforms, which count where channels are few. Costs are in multiply-adds of the
// machine for each pair of an input and an output channel.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Phases.h"
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/Partials.h"
#include "compiler/Kernels/WinogradForms.h"

#include <algorithm>

namespace resnetc::x86 {

/// Operations of the transforms for each element at a position, in multiply-adds: about four on the
/// way in, shared by all output channels, and three on the way out, shared by all input channels.
constexpr double inputTransform = 4, outputTransform = 3;

/// Times that they take more where a tile has 9 x 9 positions, most of which leave the L1 cache in between
/// (128 -> 128, 56x56, stride 2, m = 4, two Zen 5 cores: 0.07 ms beside products of 0.26 at batch 1, and by
/// rows 1.6 times what the products take at peak).
constexpr double wideTransform = 8;
static double transformFactor(const WinogradTiles &tiles) {
  return tiles.n > 6 ? wideTransform : 1;
}

/// Of an element of an input that is transformed before and exceeds the L2 caches, the times that memory is
/// waited for: its line is read, written and comes back (256 channels at 14x14, batch 16: 0.35 to 0.55 ms
/// beside products of 2.4 ms, two Zen 5 cores; resnetc-bench).
constexpr double inputTraffic = 3;

/// A filter that is transformed at each call goes to memory and back, beside the reading that every
/// algorithm does: of each of its numbers, the times that memory is waited for.
constexpr double filterTraffic = 2;

/// What an element of an operand of the gradient by the filter costs: its transform, and the times
/// that it goes to memory or comes back. Shares of peak that the products reach, and that the direct
/// form does (measured, README.md).
constexpr double operandTransform = 16, operandTraffic = 2.5;
constexpr double productShare = 0.7, directShare = 0.65;

/// As X86Target::balance, of weights that come from the caches.
constexpr double cacheBalance = 8;

/// At stride 2, direct or not, a layer waits for about this share of what `balance` says of its weights,
/// also where they are read once (512 -> 512, 14x14, in ResNet-50 at batch 1, two Zen 5 cores: 0.56 ms
/// directly, 0.69 for m = 2, of which 0.13 and 0.24 are not spent where the weights are near).
constexpr double strideTwoBalance = 0.5;

/// Times that a transformed filter is larger than the filter, at most.
constexpr int64_t filterGrowth = 4;

/// Below this share of direct convolution's cost the estimate is trusted.
constexpr double margin = 0.9, strideTwoMargin = 0.95;

/// What a convolution costs that does so many multiply-adds for a batch, beside `balance` while a weight
/// comes. Weights that are read again for other rows come before the first of them, and all wait;
/// weights that are read once come while others work.
static double cost(double balance, double weights, double multiplyAdds, bool readOnce) {
  return readOnce ? std::max(multiplyAdds, weights * balance) : multiplyAdds + weights * balance;
}

bool keepsInCache(const X86Target &target, int64_t filterBytes) {
  return filterBytes * filterGrowth <= target.l3Bytes / 2;
}

/// What stays near between kernels that all cores work on: in the L2 caches of few.
static int64_t nearBytes(const X86Target &target) {
  return target.l2Bytes * std::min(target.cores, Target::fewCores);
}

/// By how much idle cores lengthen a kernel of so many tasks.
static double idleFactor(const X86Target &target, int64_t tasks) {
  if (target.cores <= Target::fewCores)
    return 1;
  return std::max(1.0, static_cast<double>(target.cores) / static_cast<double>(tasks));
}

namespace {

/// A form, with the kernel that multiplies and its schedules.
struct Way {
  WinogradForm form;
  KernelSpec product;
  bool readsOnce;     ///< the filter
  int64_t transforms; ///< of the input
  std::vector<WinogradSchedule> schedules;
};

} // namespace

/// With the input transformed before, for all images: so that it goes to memory and back.
static Way planes(const KernelSpec &conv, int m, const X86Target &target, int64_t batchHint) {
  Way way{{m, /*transformInput=*/true}, {}, true, 1, {}};
  way.product = winogradProduct(conv, way.form);
  way.schedules = winogradSchedules({way.product, target, batchHint});
  return way;
}

/// The ways that may be best. A batch that can go through a filter row by row can also read it once,
/// which pays where a few rows of tiles do not fill a register tile. So can one image at stride 2: 256 ->
/// 256, 28x28, takes 0.37 ms by rows and 0.33 with its input transformed before (two Zen 5 cores).
static std::vector<Way> waysOf(const KernelSpec &conv, int m, const X86Target &target,
                               int64_t batchHint) {
  Way way{{m, /*transformInput=*/false}, {}, false, 1, {}};
  way.product = winogradProduct(conv, way.form);
  const ScheduleQuery query{way.product, target, batchHint};
  way.readsOnce = winogradReadsFilterOnce(query);
  if (!way.readsOnce) {
    way.schedules = winogradSchedules(query);
    bool alone = batchHint == 1 && Geometry(conv).sh == 1;
    if (alone || filterFitsNear(query))
      return {way};
    return {way, planes(conv, m, target, batchHint)};
  }
  way.schedules = winogradCopySchedules(query);
  way.transforms = target.cores;
  if (!way.schedules.empty())
    return {way};
  return {planes(conv, m, target, batchHint)};
}

/// The gradient by the filter: its sums of products stay in the cache, its operands are transformed
/// to memory and come back, or on the way.
static std::optional<WinogradForm> chooseGradWeight(const KernelSpec &conv, const X86Target &target,
                                                    int64_t batchHint) {
  Geometry g(conv);
  double best = margin / directShare * 9 * static_cast<double>(batchHint) * g.oh * g.ow;
  std::optional<WinogradForm> chosen;
  auto consider = [&](WinogradForm form, double estimate) {
    if (estimate < best) {
      best = estimate;
      chosen = form;
    }
  };
  for (int m : {2, 4}) {
    WinogradTiles tiles(g, m);
    double each = operandTransform + operandTraffic * target.balance;
    double perTile = 1 / productShare + each / g.k + each / g.c;
    consider({m, /*transformInput=*/true},
             tiles.n * tiles.n * static_cast<double>(batchHint) * tiles.count * perTile);
    KernelSpec onTheWay = convolutionKernels(conv, FilterTransform::EachCall,
                                             WinogradForm{m, /*transformInput=*/false})
                              .front();
    if (std::optional<double> cost = winogradGradWeightGroupCost({onTheWay, target, batchHint}))
      consider({m, /*transformInput=*/false},
               *cost * static_cast<double>(batchHint) / (static_cast<double>(g.c) * g.k));
  }
  return chosen;
}

/// With its filter transformed on the way: the taps come while others work, for each image anew. Nothing where the
/// transformed filter would be near (CIFAR ResNet-20, batch 1: 0.14 ms, and 0.19 by taps), and for one core, which
/// alone has most of a machine's bandwidth, and multiplies no faster than a transformed filter comes
/// (512 -> 512, 7x7, a Zen 5 core, filters in turn: 0.66 ms, and 0.74 by taps; resnetc-bench --network).
static std::optional<double> tapsCost(const KernelSpec &conv, int m, const X86Target &target,
                                      int64_t batchHint, double balance) {
  if (target.cores == 1)
    return std::nullopt;
  const KernelSpec product = winogradProduct(conv, {m, /*transformInput=*/false, /*taps=*/true});
  if (filterFitsNear({product, target, batchHint}))
    return std::nullopt;
  std::optional<TapsCost> each = winogradTapsCost({product, target, batchHint});
  if (!each || (target.cores > Target::fewCores && each->tasks * batchHint < target.cores))
    return std::nullopt;
  return static_cast<double>(batchHint) * std::max(9 * balance, each->multiplyAdds);
}

std::optional<WinogradForm> chooseWinograd(const KernelSpec &conv, const X86Target &target,
                                           int64_t batchHint, FilterTransform filter) {
  Geometry g(conv);
  if (phasesApply(g) && phasesPay(conv, target, batchHint, filter))
    return winogradForms(conv).front();
  if (!winogradApplies(conv))
    return std::nullopt;
  const bool strideTwo = g.sh == 2;
  if (strideTwo && !isPrepared(filter)) // in training direct convolution, as both of its gradients
    return std::nullopt;
  if (conv.kernelClass == "conv_grad_weight")
    return chooseGradWeight(conv, target, batchHint);
  double balance = filter == FilterTransform::PreparedInCache ? cacheBalance : target.balance;
  if (strideTwo)
    balance *= strideTwoBalance;
  double best = (strideTwo ? strideTwoMargin : margin) *
                cost(balance, 9, 9.0 * static_cast<double>(batchHint) * g.oh * g.ow, false);
  std::optional<WinogradForm> chosen;
  for (int m : {2, 4}) {
    if (conv.get("stats") && winogradStatsRows(g, m) == 0)
      continue;
    WinogradTiles tiles(g, m);
    double positions = tiles.n * tiles.n, weights = tiles.filterPositions();
    double transform = isPrepared(filter) ? 0 : filterTraffic * weights * target.balance;
    for (const Way &way : waysOf(conv, m, target, batchHint)) {
      if (way.schedules.empty())
        continue;
      const WinogradSchedule &first = way.schedules.front();
      double factor = transformFactor(tiles);
      double input = static_cast<double>(way.transforms) * inputTransform * factor;
      if (way.form.transformInput &&
          4 * positions * tiles.count * g.c * batchHint > nearBytes(target))
        input += inputTraffic * target.balance;
      double perTile = 1 / first.share + input / g.k + outputTransform * factor / g.c;
      double products = positions * static_cast<double>(batchHint) * tiles.count * perTile;
      double estimate =
          transform + cost(balance, weights, products, way.readsOnce && !strideTwo) *
                          idleFactor(target, winogradTasks(way.product, target, first) * batchHint);
      if (estimate < best) {
        best = estimate;
        chosen = way.form;
      }
    }
    if (filter != FilterTransform::Prepared)
      continue;
    if (std::optional<double> estimate = tapsCost(conv, m, target, batchHint, balance);
        estimate && *estimate < best) {
      best = *estimate;
      chosen = WinogradForm{m, /*transformInput=*/false, /*taps=*/true};
    }
  }
  return chosen;
}

} // namespace resnetc::x86
