//===- Decoders.h - one decoder per file format -----------------------------------===//
//
// Called by decodeImage (Image.h), which knows the formats by their first bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/images/Image.h"

namespace resnetc::images {

/// Each decodes to three channels; throws UserError as decodeImage says.
Image decodeJpeg(const std::string &name, std::span<const uint8_t> file);
Image decodePng(const std::string &name, std::span<const uint8_t> file);
Image decodeWebp(const std::string &name, std::span<const uint8_t> file);

/// Throws UserError unless the size is one that is decoded: at least one pixel, at most maxPixels.
void checkSize(const std::string &name, int64_t width, int64_t height);

} // namespace resnetc::images
