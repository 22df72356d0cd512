//===- Conv.h - convolutions and their gradients by the input on CUDA ---------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/product/Product.h"

namespace resnetc::cuda {

/// Shapes for a product of `rows` x `columns`, the one that should be fastest first.
std::vector<Params> productCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns);

/// Of class "conv" with in_image.
std::vector<Params> imageConvCandidates(const ScheduleQuery &query);
void buildImageConv(KernelBuilder &kernel);

} // namespace resnetc::cuda
