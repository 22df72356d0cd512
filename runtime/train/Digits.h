//===- Digits.h - the data set that ships inside the tools ------------------------===//
//
// 1797 real handwritten digits as IDX files, see runtime/train/digits/README.md for their source.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <span>

namespace resnetc::train {

std::span<const uint8_t> digitsTrainImages(); ///< IDX [1437, 8, 8], pixels 0..16
std::span<const uint8_t> digitsTrainLabels(); ///< IDX [1437], classes 0..9
std::span<const uint8_t> digitsTestImages();  ///< IDX [360, 8, 8]
std::span<const uint8_t> digitsTestLabels();  ///< IDX [360]

} // namespace resnetc::train
