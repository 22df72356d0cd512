//===- RowStatistics.h - statistics of a convolution's output -----------------------===//
//
// For the batch norm that follows: taken from some whole rows of the output, a partial, while they
// are in cache. The maths of stats(C,P) is in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/KernelBuilder.h"

namespace resnetc::x86 {

/// The statistics as Halide functions.
struct RowStatistics {
  Halide::Var s{"s"}, u{"u"}, p{"p"};
  Halide::Func pivot{"pivot"};     ///< (v, p, b, n): what a partial's sums are about
  Halide::Func partial{"partial"}; ///< (v, s, u, p, b, n): its sums, `ways` side by side
  Halide::Func stats{"stats"};     ///< (v, s, p, b, n)
};

/// The output "stats" of `map` (v, x, y, b, n), `rows` rows of `columns` to a partial; `ways`
/// divides the columns.
RowStatistics rowStatistics(KernelBuilder &builder, Halide::Func map, int rows, int columns,
                            int ways);

/// Schedules all but the output, at `where` of `consumer`.
void scheduleRowStatistics(KernelBuilder &builder, RowStatistics &statistics, Halide::Func consumer,
                           Halide::Var where);

} // namespace resnetc::x86
