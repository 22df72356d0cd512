//===- Loss.h - softmax cross-entropy ------------------------------------------------===//
//
// Rows of logits; one image is one row.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Schedules.h"

namespace resnetc::kernels {

/// Both outputs of softmax_cross_entropy, dlogits (k, n) and rows (q, n), and what a row needs first:
/// its greatest logit and where it stands, and the sum of its exponentials.
void scheduleSoftmax(KernelBuilder &builder, Halide::Func dlogits, Halide::Func rows,
                     Halide::Func greatest, Halide::Func exponential, Halide::Func sum);

} // namespace resnetc::kernels
