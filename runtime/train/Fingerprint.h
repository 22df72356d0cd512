//===- Fingerprint.h - whether two runs train on the same data --------------------===//
//
// Cheap, so that it can be asked at every start: not every pixel goes into it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Dataset.h"

#include <string>

namespace resnetc::train {

/// 16 hexadecimal digits from the number of images, all labels, and of the images themselves: their
/// shape and the pixels of 64 of them, spread evenly; of image files all names below the data's
/// folder and the sizes of those 64. The folder's own place does not matter.
std::string fingerprint(const Dataset &data);

} // namespace resnetc::train
