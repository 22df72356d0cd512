//===- Image.h - a decoded picture, and the decoders of files ---------------------===//
//
// What resnetc-run makes of a photograph before a model sees it: decoded here, made smaller in
// Resize.h, cut in Views.h, turned into numbers in Pixels.h. The steps and their roundings are those
// of Pillow and torchvision, so that a model trained on their images sees the same ones.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::images {

/// Rows from top to bottom, pixels from left to right, the channels of a pixel side by side.
struct Image {
  int64_t width = 0, height = 0;
  int64_t channels = 0;       ///< 3: red, green, blue; 1: grey
  std::vector<uint8_t> bytes; ///< height * width * channels

  const uint8_t *row(int64_t y) const { return bytes.data() + y * width * channels; }
};

/// More pixels than this are refused before memory for them is asked for.
constexpr int64_t maxPixels = int64_t{1} << 28;

/// Decodes a JPEG, PNG or WebP file, whichever its first bytes say, to three channels, as Pillow's
/// `Image.open(file).convert("RGB")`: transparency and colour profiles are ignored, and an
/// orientation in the EXIF data too (Orientation.h reads it); palettes are looked up; CMYK is
/// turned into RGB without a profile; of a moving picture the first frame is taken, black around it
/// where it is smaller. One exception: of 16-bit grey the upper byte is taken, as of 16-bit colours
/// (Pillow makes everything above 255 white). `name` is for messages. Throws UserError, with the
/// byte at which the decoder stopped (for WebP, where the frame begins), for other formats and for
/// files that are damaged, cut short or too large.
Image decodeImage(const std::string &name, std::span<const uint8_t> file);

/// Grey by Pillow's integer form of ITU-R BT.601: (19595 R + 38470 G + 7471 B + 32768) / 65536.
Image toGrey(const Image &image);

} // namespace resnetc::images
