//===- Pixels.h - from bytes to the numbers that a model takes --------------------===//
//
// A model's input is f32 channels, rows, columns, before its own `normalize`. Most models want
// 0..1 and red, green, blue; some old ones 0..255 and blue, green, red.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/images/Views.h"

#include <optional>
#include <string_view>

namespace resnetc::images {

/// What a model wants the bytes to be.
struct Pixels {
  float white = 1;        ///< the value of byte 255; byte 0 is 0
  bool blueFirst = false; ///< channels blue, green, red
  bool operator==(const Pixels &) const = default;
};

/// The value of `white` in a range as users write it, "0..255" or "0..1"; nothing for other text.
std::optional<float> whiteOf(std::string_view range);

/// Writes image.channels x height x width floats, byte * white / 255, of one view. The view lies in
/// the image.
void writePixels(const Image &image, const View &view, int64_t width, int64_t height,
                 const Pixels &pixels, float *out);

} // namespace resnetc::images
