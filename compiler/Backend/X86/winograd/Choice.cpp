//===- Choice.cpp - where Winograd's algorithm pays ---------------------------------------===//
//
// Fewer multiplications, but (m + 2)^2 / 9 times the weights, which at small batches come from
// memory, and two transforms, which count where channels are few. Costs are in multiply-adds of the
// machine for each pair of an input and an output channel.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Winograd.h"

#include <algorithm>

namespace resnetc::x86 {

/// Operations of the transforms for each element at a position, in multiply-adds: about four on the
/// way in, shared by all output channels, and three on the way out, shared by all input channels.
constexpr double inputTransform = 4, outputTransform = 3;

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

static KernelSpec winogradSpec(const KernelSpec &conv, WinogradForm form) {
  KernelSpec spec = conv;
  spec.kernelClass = "conv_winograd";
  spec.attrs["m"] = form.tile;
  spec.attrs["transformed"] = form.transformInput;
  return spec;
}

/// True for what the algorithm computes: 3 x 3 filters at stride 1 over all channels of a map.
static bool applies(const KernelSpec &conv, const Geometry &g) {
  return g.kh == 3 && g.kw == 3 && g.sh == 1 && g.sw == 1 && !g.inImage && !conv.get("stats") &&
         conv.get("groups") <= 1;
}

std::optional<WinogradForm> chooseWinograd(const KernelSpec &conv, const X86Target &target,
                                           int64_t batchHint) {
  Geometry g(conv);
  if (!applies(conv, g))
    return std::nullopt;
  double best = margin * cost(target, 9, static_cast<double>(batchHint) * g.oh * g.ow, false);
  std::optional<WinogradForm> chosen;
  for (int m : {2, 4}) {
    WinogradTiles tiles(g, m);
    double positions = tiles.n * tiles.n;
    // A filter that fits the L2 cache can be gone through for every row of tiles; a larger one
    // should be read once, and then the input has to be ready for all tiles before.
    WinogradForm form{m, 4 * positions * g.c * g.k > static_cast<double>(target.l2Bytes)};
    if (form.transformInput && conv.get("pre"))
      continue;
    KernelSpec spec = winogradSpec(conv, form);
    std::vector<WinogradSchedule> schedules = winogradSchedules({spec, target, batchHint});
    if (schedules.empty())
      continue;
    double perTile = 1 / schedules.front().share + inputTransform / g.k + outputTransform / g.c;
    double estimate =
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
