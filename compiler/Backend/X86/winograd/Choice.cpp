//===- Choice.cpp - where Winograd's algorithm pays ---------------------------------------===//
//
// Fewer multiplications, but (m + 2)^2 / 9 times the weights, which at small batches come from
// memory, and two transforms, which count where channels are few. Costs are in multiply-adds of the
// machine for each pair of an input and an output channel.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Winograd.h"
#include "compiler/Kernels/Partials.h"
#include "compiler/Kernels/WinogradForms.h"

#include <algorithm>

namespace resnetc::x86 {

/// Operations of the transforms for each element at a position, in multiply-adds: about four on the
/// way in, shared by all output channels, and three on the way out, shared by all input channels.
constexpr double inputTransform = 4, outputTransform = 3;

/// A filter that is transformed at each call goes to memory and back, beside the reading that every
/// algorithm does: of each of its numbers, the times that memory is waited for.
constexpr double filterTraffic = 2;

/// What an element of an operand of the gradient by the filter costs: its transform, and the times
/// that it goes to memory or comes back. Shares of peak that the products reach, and that the direct
/// form does (measured, README.md).
constexpr double operandTransform = 16, operandTraffic = 2.5;
constexpr double productShare = 0.7, directShare = 0.65;

/// Below this share of direct convolution's cost the estimate is trusted.
constexpr double margin = 0.9;

/// What a convolution costs where every weight does `uses` multiply-adds for a batch. Weights that
/// are read again for other rows come from memory before the first of them, and all wait; weights
/// that are read once come while others work.
static double cost(const X86Target &target, double weights, double uses, bool readOnce) {
  return weights * (readOnce ? std::max(uses, target.balance) : uses + target.balance);
}

/// By how much idle cores lengthen a kernel of so many tasks.
static double idleFactor(const X86Target &target, int64_t tasks) {
  if (target.cores <= Target::fewCores)
    return 1;
  return std::max(1.0, static_cast<double>(target.cores) / static_cast<double>(tasks));
}

/// True where the filter should be read once, for which the input has to be ready for all tiles
/// before. Else it is gone through for every few rows of tiles: one that fits the L2 cache in any
/// case, a larger one where they are many enough for all cores and it stays in the L3 cache.
static bool shouldReadFilterOnce(const KernelSpec &conv, int m, const X86Target &target,
                                 int64_t batchHint) {
  Geometry g(conv);
  int64_t side = m + 2, bytes = 4 * side * side * g.c * g.k;
  if (bytes <= target.l2Bytes)
    return false;
  KernelSpec spec = winogradProduct(conv, {m, /*transformInput=*/false});
  std::vector<WinogradSchedule> schedules = winogradSchedules({spec, target, batchHint});
  return bytes > target.l3Bytes || schedules.empty() ||
         winogradTasks(spec, target, schedules.front()) * batchHint < target.wantedTasks();
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

std::optional<WinogradForm> chooseWinograd(const KernelSpec &conv, const X86Target &target,
                                           int64_t batchHint, FilterTransform filter) {
  Geometry g(conv);
  if (!winogradApplies(conv))
    return std::nullopt;
  if (conv.kernelClass == "conv_grad_weight")
    return chooseGradWeight(conv, target, batchHint);
  double best = margin * cost(target, 9, static_cast<double>(batchHint) * g.oh * g.ow, false);
  std::optional<WinogradForm> chosen;
  for (int m : {2, 4}) {
    if (conv.get("stats") && winogradStatsRows(g, m) == 0)
      continue;
    WinogradTiles tiles(g, m);
    double positions = tiles.n * tiles.n;
    WinogradForm form{m, shouldReadFilterOnce(conv, m, target, batchHint)};
    KernelSpec spec = winogradProduct(conv, form);
    std::vector<WinogradSchedule> schedules = winogradSchedules({spec, target, batchHint});
    if (schedules.empty())
      continue;
    double perTile = 1 / schedules.front().share + inputTransform / g.k + outputTransform / g.c;
    double transform =
        filter == FilterTransform::Prepared ? 0 : filterTraffic * positions * target.balance;
    double estimate =
        transform +
        cost(target, positions, static_cast<double>(batchHint) * tiles.count * perTile,
             form.transformInput) *
            idleFactor(target, winogradTasks(spec, target, schedules.front()) * batchHint);
    if (estimate < best) {
      best = estimate;
      chosen = form;
    }
  }
  return chosen;
}

} // namespace resnetc::x86
