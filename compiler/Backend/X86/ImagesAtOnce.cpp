//===- ImagesAtOnce.cpp - how many images go through a network together -------------------===//
//
// An estimate of what memory costs an image: maps come from the caches that hold those of all images of a group,
// weights come once a group, and every launch wakes the threads. Constants are those of two Zen 5 cores, where it
// was held to measured times (README.md).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Kernels.h"

namespace resnetc::x86 {

/// Nanoseconds that a byte costs both cores together beyond the L2 caches.
constexpr double fromL3 = 1 / 110.0, fromMemory = 1 / 43.0;

/// Nanoseconds of a launch's fork and join.
constexpr double launchCost = 1500;

/// Share of a cache that maps may take beside weights.
constexpr double usable = 0.9;

/// Bytes of weights that products wait for, for each of the filters: Winograd's algorithm has them larger, and half
/// of them comes while others are multiplied.
constexpr double awaited = 0.9;

/// Nanoseconds of memory and launches that each of so many images has.
static double costOfImage(const X86Target &target, const NetworkTraffic &traffic, int64_t images) {
  const auto n = static_cast<double>(images);
  const double near = usable * static_cast<double>(target.cores * target.l2Bytes),
               far = usable * static_cast<double>(target.l3Bytes);
  double weights = static_cast<double>(traffic.weights) * awaited;
  double ofGroup = weights * (weights <= far / 2 ? fromL3 : fromMemory) +
                   launchCost * static_cast<double>(traffic.maps.size());
  double ofImage = 0;
  for (int64_t bytes : traffic.maps) {
    const auto each = static_cast<double>(bytes);
    if (n * each > near)
      ofImage += each * (n * each > far ? fromMemory : fromL3);
  }
  return ofImage + ofGroup / n;
}

int64_t imagesAtOnce(const X86Target &target, const NetworkTraffic &traffic) {
  constexpr int64_t most = 1024;
  if (target.cores > Target::fewCores) // what a launch has to do must do for all of them
    return 0;
  int64_t best = 1;
  for (int64_t images = 2; images <= most; images *= 2)
    if (costOfImage(target, traffic, images) < costOfImage(target, traffic, best))
      best = images;
  return best;
}

} // namespace resnetc::x86
