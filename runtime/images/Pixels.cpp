//===- Pixels.cpp - from bytes to the numbers that a model takes ------------------===//
//
// See Pixels.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Pixels.h"

#include <array>
#include <charconv>
#include <cmath>

namespace resnetc::images {

std::optional<float> whiteOf(std::string_view range) {
  constexpr std::string_view begin = "0..";
  float white = 0;
  if (!range.starts_with(begin))
    return std::nullopt;
  auto [end, error] =
      std::from_chars(range.data() + begin.size(), range.data() + range.size(), white);
  bool good = error == std::errc() && end == range.data() + range.size();
  return good && std::isfinite(white) && white > 0 ? std::optional(white) : std::nullopt;
}

void writePixels(const Image &image, const View &view, int64_t width, int64_t height,
                 const Pixels &pixels, float *out) {
  std::array<float, 256> values;
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<float>(i) * pixels.white / 255.0f;
  const int64_t step = view.mirrored ? -image.channels : image.channels;
  const int64_t first = view.mirrored ? view.left + width - 1 : view.left;
  for (int64_t c = 0; c < image.channels; ++c) {
    const int64_t from = pixels.blueFirst ? image.channels - 1 - c : c;
    for (int64_t y = 0; y < height; ++y) {
      const uint8_t *in = image.row(view.top + y) + first * image.channels + from;
      for (int64_t x = 0; x < width; ++x)
        *out++ = values[in[x * step]];
    }
  }
}

} // namespace resnetc::images
