//===- Loss.h - softmax cross-entropy ------------------------------------------------===//
//
// Rows of logits; one image is one row.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// What a row of logits needs before anything else.
struct RowSummary {
  Halide::Func greatest;    ///< (n): its greatest logit, and where that stands first
  Halide::Func exponential; ///< (k, n): exp(logit - greatest)
  Halide::Func sum;         ///< (n): of the exponentials
};

/// An output whose last variable is the image, with the summary that it needs. Each output has its
/// own: the rows are short, and two outputs of different shapes share no loop.
void scheduleRows(KernelBuilder &builder, Halide::Func output, RowSummary &summary);

} // namespace resnetc::x86
