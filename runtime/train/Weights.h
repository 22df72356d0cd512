//===- Weights.h - between a model's variables and files --------------------------===//
//
// Random initial values, loading with one message for all that does not fit, and saving.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"
#include "runtime/train/Safetensors.h"

#include <string>

namespace resnetc::train {

/// Sets every variable for a training from scratch: convolutions by He et al. 2015 (normal,
/// variance 2 / fan), fully connected layers normal with variance 1 / inputs (no ReLU follows
/// them), biases 0, batch norm weight 1, bias 0, mean 0, variance 1. A tensor's values follow from
/// the seed and its name.
void initialise(State &state, uint64_t seed, bool fanOut);

/// Sets every variable and batch count from a file, straight from its mapping, and the momenta if
/// `withMomenta` (which must then be there; else they become zero). All missing, unexpected and
/// misshapen tensors are listed in one UserError of several lines, with nothing set. Returns a note
/// for the user on what was taken in another shape, "" when nothing was.
std::string loadWeights(State &state, const SafetensorsFile &file, bool withMomenta = false);

/// What to do about values that no trained model has.
enum class WrongValues { Warn, Refuse };

/// Looks for such values in a state; `source` is where they are from, for the message. Warns on
/// stderr or throws UserError.
void checkValues(const State &state, const std::string &source, WrongValues wrong);

/// What a file of weights holds: the batch counts (as torch keeps them, X.num_batches_tracked
/// beside X.running_mean), every variable, and the momenta if asked for, in the order of
/// definition.
std::vector<NamedTensor> readTensors(const State &state, bool withMomenta);

} // namespace resnetc::train
