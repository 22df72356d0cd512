//===- Checkpoint.h - a training that can go on where it stopped ------------------===//
//
// A safetensors file with every variable and momentum, and what else the next step depends on in
// its metadata. Random numbers need no more than the seed, the epoch and the step (Random.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"
#include "runtime/train/Schedule.h"

#include <cstdint>
#include <string>

namespace resnetc::train {

/// The state of a training between two steps, beside the tensors.
struct Progress {
  int64_t epoch = 0;             ///< epochs finished, their evaluation included
  int64_t step = 0;              ///< training steps done
  int64_t images = 0;            ///< of the epoch under way, trained already
  double lossSum = 0, right = 0; ///< over these images
  uint64_t seed = 1;
  Schedule::Memory schedule;
  double bestTop1 = -1, bestLoss = 0; ///< of the best epoch so far; -1: none yet
  int64_t bestEpoch = 0;
  std::string recipe;         ///< as recipeText gives it
  std::string data, evalData; ///< fingerprints; empty: not known
  std::string network;        ///< as networkText gives it; empty: not known
};

/// What tells one network from another of its name: the hash of layers, shapes, parameters and mode
/// that the library has, 16 hexadecimal digits.
std::string networkText(const Library &library);

/// Writes all or nothing. Numbers are kept exactly, and the whole has a checksum.
void saveCheckpoint(const std::string &path, const State &state, const Progress &progress);

/// Sets the state's variables and momenta; throws UserError when the file is damaged, of another
/// model or without a training's metadata. Damage is looked for first: whatever has changed since
/// the file was written is told as such. Checkpoints of earlier versions of the format are read as
/// well: those of the first, which were written between epochs, have neither checksum nor
/// fingerprints; those of the second have a checksum of metadata and values, and no network.
Progress loadCheckpoint(const std::string &path, State &state);

} // namespace resnetc::train
