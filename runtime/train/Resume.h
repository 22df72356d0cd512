//===- Resume.h - is it the training that the checkpoint began? -------------------===//
//
// A resumed training promises the bits of the uninterrupted one, which it cannot give with another
// network, another recipe or other data.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Checkpoint.h"
#include "runtime/train/Recipe.h"

#include <string>
#include <vector>

namespace resnetc::train {

/// What differs between the training of a checkpoint and `now`, one phrase each: "batch is 64,
/// not 32". More epochs are no difference, unless the rate follows a cosine down to the last one;
/// so is the place of equal data. What an old checkpoint does not know is not compared.
std::vector<std::string> resumeDifferences(const Progress &checkpoint, const Progress &now);

} // namespace resnetc::train
