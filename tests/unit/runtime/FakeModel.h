//===- FakeModel.h - a hand-written model for tests of the runtime and its tools ---===//
//
// What a compiled library would hold for the network  input 1x8x8; bn; fc 10  in training mode,
// written as plain loops against runtime/core/Abi.h. Small, yet it has all that the runtime must
// handle: blocked and padded tensors, derived ones, running statistics, momenta, gradients and a
// parallel loop.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Abi.h"

#include <resnetc/resnetc.h>

#include <atomic>

namespace fake {

constexpr int64_t Pixels = 64, Classes = 10;
constexpr double Eps = 1e-5, StatisticsMomentum = 0.1;

/// The table: a variant no machine can run, then one that every machine can.
const rn_model &model();

/// The table with a batch norm "bn" that claims a map of one pixel.
const rn_model &onePixelModel();

/// The table with the hash of another network.
const rn_model &otherNetwork();

/// The table without named tensors, whose state is all zeros.
const rn_model &bareModel();

/// The same model compiled for inference only.
const rn_model &inferenceModel();

/// The same, with a copy of infer for up to four images beside that for more; it takes FewBytes more
/// of workspace for each.
constexpr int64_t FewBytes = 4096;
const rn_model &specializedModel();

/// The same, of which infer takes so many images at once, and no more; it takes FewBytes of workspace for each.
constexpr int64_t GroupImages = 3;
const rn_model &groupedModel();

/// A model table of which no variant fits any machine.
const rn_model &foreignModel();

/// The functions of a model, as the compiler emits them.
resnetc_api apiOf(const rn_model &model);

/// Calls of the copy of infer that is for a few images.
extern int fewInfers;

/// When not 0, the next infer's kernel fails with this status.
extern int failNextInfer;

/// The key of dropout that the latest grad or train_step came with.
extern std::atomic<int64_t> lastKey;

} // namespace fake
