//===- Conv.h - convolutions and their gradients by the input on CUDA ---------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/conv/Boxes.h"
#include "compiler/Backend/Cuda/conv/Output.h"

namespace resnetc::cuda {

/// A convolution as the product sees it; for the gradient by the input, source and output change places.
struct ConvProblem {
  std::string source, weights; ///< operands
  Output output;
  int sourceBlocks;                    ///< of the whole map
  int sourceBlocksEach, outBlocksEach; ///< of a merged group
  int taps, tapsX;                     ///< of the filter, and of one row of it
  int phasesY = 1, phasesX = 1;
  /// The source for copies of boxes, where there are such; `mirrored`: its taps are counted from the last one on.
  std::optional<PixelBoxes> boxes = std::nullopt;
  bool mirrored = false;
};

/// Writes the kernel of a problem whose grid has so many pixels an image; `gatherOf` tells the gather of a
/// phase, by its row and column.
void buildConvProduct(KernelBuilder &kernel, const ConvProblem &problem, int64_t pixels,
                      llvm::function_ref<Gather(const Number &, const Number &)> gatherOf);

/// Shapes for a product of `rows` x `columns`, the one that should be fastest first. `channels` are those of
/// a tap, which may fill slices of 128 bytes, or 1 where the sum is of something else.
std::vector<Params> productCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns,
                                      int64_t channels = 1);

/// The same for warpgroups, of a sum of `depth` terms; none where the target has none of them, or they do not
/// multiply the format.
std::vector<Params> warpgroupCandidates(const ScheduleQuery &query, int64_t rows, int64_t columns,
                                        int64_t depth);
/// Whether warpgroups should be faster than warps: there are columns to fill half of their tiles, terms to fill half
/// of a slice, and tiles for all multiprocessors.
bool prefersWarpgroups(const ScheduleQuery &query, int64_t rows, int64_t columns, int64_t depth);

/// Of class "conv" with nchw_input.
std::vector<Params> nchwConvCandidates(const ScheduleQuery &query);
void buildNchwConv(KernelBuilder &kernel);

} // namespace resnetc::cuda
