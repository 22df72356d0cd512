//===- Resize.cpp - smaller and larger pictures -----------------------------------===//
//
// An output pixel is a weighted mean of the input pixels near its centre. The weights depend on one
// coordinate only, so they are computed once per column and once per row, as whole numbers of 22
// bits after the point.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Resize.h"

#include "runtime/support/Error.h"

#include <algorithm>
#include <cmath>

namespace resnetc::images {

namespace {

/// Bits after the point of a weight: 32 less 8 of the byte and 2 for the sum's sign and excess.
constexpr int fractionBits = 22;

/// Where the weights of each output coordinate begin and which they are.
struct Weights {
  struct Window {
    int64_t first, count; ///< input coordinates
    size_t weights;       ///< index of the first weight
  };
  std::vector<Window> windows;
  std::vector<int32_t> values;
};

/// The triangle's weights for `in` pixels that become `out`.
Weights weightsFor(int64_t in, int64_t out) {
  const double scale = static_cast<double>(in) / static_cast<double>(out);
  const double support = std::max(scale, 1.0), inverse = 1.0 / support;
  Weights result;
  std::vector<double> exact;
  for (int64_t x = 0; x < out; ++x) {
    const double centre = (static_cast<double>(x) + 0.5) * scale;
    const int64_t first = std::max(static_cast<int64_t>(centre - support + 0.5), int64_t{0});
    const int64_t end = std::min(static_cast<int64_t>(centre + support + 0.5), in);
    exact.clear();
    double sum = 0;
    for (int64_t i = first; i < end; ++i) {
      double distance = std::fabs((static_cast<double>(i) - centre + 0.5) * inverse);
      exact.push_back(distance < 1.0 ? 1.0 - distance : 0.0);
      sum += exact.back();
    }
    result.windows.push_back({first, end - first, result.values.size()});
    for (double weight : exact)
      result.values.push_back(
          static_cast<int32_t>((sum != 0.0 ? weight / sum : weight) * (1 << fractionBits) + 0.5));
  }
  return result;
}

/// Sums start at one half, so that cutting the fraction off rounds.
uint8_t rounded(int32_t sum) {
  return static_cast<uint8_t>(std::clamp(sum >> fractionBits, 0, 255));
}

Image alongRows(const Image &image, int64_t width) {
  const Weights weights = weightsFor(image.width, width);
  Image result{width, image.height, image.channels, {}};
  result.bytes.reserve(static_cast<size_t>(width * image.height * image.channels));
  for (int64_t y = 0; y < image.height; ++y)
    for (const Weights::Window &window : weights.windows)
      for (int64_t c = 0; c < image.channels; ++c) {
        const uint8_t *in = image.row(y) + window.first * image.channels + c;
        const int32_t *weight = weights.values.data() + window.weights;
        int32_t sum = 1 << (fractionBits - 1);
        for (int64_t i = 0; i < window.count; ++i)
          sum += in[i * image.channels] * weight[i];
        result.bytes.push_back(rounded(sum));
      }
  return result;
}

Image alongColumns(const Image &image, int64_t height) {
  const Weights weights = weightsFor(image.height, height);
  const int64_t rowBytes = image.width * image.channels;
  Image result{image.width, height, image.channels, {}};
  result.bytes.reserve(static_cast<size_t>(rowBytes * height));
  std::vector<int32_t> sums(static_cast<size_t>(rowBytes));
  for (const Weights::Window &window : weights.windows) {
    std::fill(sums.begin(), sums.end(), 1 << (fractionBits - 1));
    for (int64_t i = 0; i < window.count; ++i) {
      const uint8_t *in = image.row(window.first + i);
      const int32_t weight = weights.values[window.weights + static_cast<size_t>(i)];
      for (size_t x = 0; x < sums.size(); ++x)
        sums[x] += in[x] * weight;
    }
    for (int32_t sum : sums)
      result.bytes.push_back(rounded(sum));
  }
  return result;
}

} // namespace

Image resize(const Image &image, int64_t width, int64_t height) {
  Image result = image.width == width ? image : alongRows(image, width);
  return result.height == height ? result : alongColumns(result, height);
}

Image resizeShorterSide(const std::string &name, Image image, int64_t side) {
  const int64_t shorter = std::min(image.width, image.height);
  if (shorter == side)
    return image;
  const int64_t longer =
      static_cast<int64_t>(static_cast<double>(side * std::max(image.width, image.height)) /
                           static_cast<double>(shorter));
  const int64_t width = image.width <= image.height ? side : longer;
  const int64_t height = image.width <= image.height ? longer : side;
  if (longer > maxPixels / side)
    userError("{}: the image is {} x {} pixels, too long and thin for a shorter side of {}", name,
              image.width, image.height, side);
  return resize(image, width, height);
}

} // namespace resnetc::images
