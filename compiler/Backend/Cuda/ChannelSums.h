//===- ChannelSums.h - sums over batch and map on CUDA ------------------------------------===//
//
// Gradients of what a channel has one of, a bias or a PReLU's slope, or a layer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/KernelBuilder.h"

namespace resnetc::cuda {

/// Four channels of a term, from the index of the first among a map's elements, whole batch.
using QuadTerm = llvm::function_ref<Number(const Number &index)>;

/// Two launches that make the vector `output` the sums of `term` over the batch and the map of
/// attributes c, h, w. They add in double, in an order that follows from the shape and the batch.
void buildChannelSums(KernelBuilder &k, const char *output, QuadTerm term);

/// The same over the channels, too: the first lane of the vector `output`, whose others are zero.
void buildTotal(KernelBuilder &k, const char *output, QuadTerm term);

/// In a step of blocks of `threads`: the sum over the threads whose numbers are the same modulo
/// `columns`, for the first `columns` of them. Called by all; in double.
Number columnSum(const Number &value, int threads, int columns);

} // namespace resnetc::cuda
