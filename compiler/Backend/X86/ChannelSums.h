//===- ChannelSums.h - sums over batch and map, one a channel -----------------------===//
//
// Gradients of what a channel has one of: a bias, a PReLU's slope.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Schedules.h"

namespace resnetc::x86 {

/// The value at lane `v` of block `b`, at a pixel of the flattened map of an image.
using PixelTerm =
    std::function<Halide::Expr(Halide::Expr v, Halide::Expr pixel, Halide::Expr b, Halide::Expr n)>;

/// Makes the vector `output` the sums of `term` over the batch and the map (attributes h and w). An
/// image is summed in floats, side by side in a few sums, and the images in double and in order, so
/// that the bits depend on neither threads nor schedule.
void buildChannelSums(KernelBuilder &builder, const std::string &output, const PixelTerm &term);

/// The same sums as a vector (v, b) of that name, scheduled but for where it is kept.
Halide::Func channelSums(KernelBuilder &builder, const std::string &name, const PixelTerm &term);

/// Schedules a vector (v, b) made from sums (v, b) over the images r.
void scheduleChannelSums(KernelBuilder &builder, Halide::Func vector, Halide::Func sum,
                         Halide::RDom r);

} // namespace resnetc::x86
