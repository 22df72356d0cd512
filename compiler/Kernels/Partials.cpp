//===- Partials.cpp - into how many sums a map's statistics are cut ---------------------===//
#include "compiler/Kernels/Partials.h"

#include "compiler/Kernels/Operand.h"

namespace resnetc::kernels {

int64_t mapPartials(int64_t pixels) {
  for (int64_t partials = ceilDiv(pixels, maxPartialPixels); partials < pixels; ++partials)
    if (pixels % partials == 0)
      return pixels / partials >= 32 ? partials : 1;
  return 1;
}

int convStatsRows(const Geometry &geometry) {
  for (int rows = geometry.oh; rows > 1; --rows)
    if (geometry.oh % rows == 0 && rows * geometry.ow <= maxPartialPixels)
      return rows;
  return 1;
}

int64_t convStatsPartials(const KernelSpec &spec) {
  Geometry g(spec);
  if (int64_t across = spec.get("across"))
    return ceilDiv(int64_t{g.oh} * g.ow, across);
  return g.oh / convStatsRows(g);
}

int winogradStatsRows(const Geometry &geometry, int m) {
  for (int rows = geometry.oh; rows >= 1; --rows)
    if (geometry.oh % rows == 0 && (rows % m == 0 || rows == geometry.oh) &&
        rows * geometry.ow <= maxPartialPixels)
      return rows;
  return 0;
}

} // namespace resnetc::kernels
