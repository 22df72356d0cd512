//===- ImageFile.h - a picture from a file, as a run wants it ---------------------===//
#pragma once

#include "runtime/images/Image.h"
#include "runtime/images/Pixels.h"

namespace resnetc::train {

/// How image files become a model's input.
struct ImageReading {
  images::Pixels pixels;
  bool exif = false; ///< turn pictures upright, as their EXIF data say
  bool operator==(const ImageReading &) const = default;
};

/// No image that is decoded takes more: eight bytes a pixel without compression.
constexpr size_t maxImageFileBytes = size_t{images::maxPixels} * 8;

/// Reads and decodes a file to three channels. Throws UserError as FileReader and decodeImage do,
/// and for files of more than maxImageFileBytes, before memory for them is asked for.
images::Image openImage(const std::string &path, bool exif);

} // namespace resnetc::train
