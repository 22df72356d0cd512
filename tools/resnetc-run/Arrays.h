//===- Arrays.h - image arrays from the command line ------------------------------===//
//
// Shared by the commands that read X.npy.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/support/Error.h"
#include "runtime/train/Library.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include <algorithm>

namespace resnetc::run {

/// Throws UserError where an array of `path` is no batch of images of these extents.
inline void checkImages(const std::string &path, const std::vector<int64_t> &shape,
                        const std::vector<int64_t> &expected) {
  if (shape.size() != 4 || !std::equal(expected.begin(), expected.end(), shape.begin() + 1))
    userError("{}: its shape is {}, expects [N, {}]", path, train::shapeText(shape),
              fmt::join(expected, ", "));
  if (shape[0] == 0)
    userError("{}: holds no images", path);
}

/// Bytes [N, H, W, C] as the numbers that they stand for, [N, C, H, W].
inline train::NpyArray<float> readBytes(const train::Library &library, const std::string &path) {
  const train::NpyArray<uint8_t> bytes = train::readNpyBytes(path);
  const auto chw = library.inputShape();
  checkImages(path, bytes.shape, {chw[1], chw[2], chw[0]});
  train::NpyArray<float> x{{bytes.shape[0], chw[0], chw[1], chw[2]}, {}};
  x.values.resize(bytes.values.size());
  const int64_t pixels = chw[1] * chw[2], channels = chw[0];
  for (int64_t i = 0; i < static_cast<int64_t>(bytes.values.size()); ++i) {
    const int64_t image = i / (pixels * channels), pixel = i / channels % pixels, c = i % channels;
    x.values[static_cast<size_t>((image * channels + c) * pixels + pixel)] =
        static_cast<float>(bytes.values[static_cast<size_t>(i)] * library.info().input_scale);
  }
  return x;
}

/// Images as the model's input declares them, at least one, as Context takes them. Throws UserError
/// otherwise.
inline train::NpyArray<float> readImages(const train::Library &library, const std::string &path) {
  if (library.takesBytes())
    return readBytes(library, path);
  train::NpyArray<float> x = train::readNpyFloats(path);
  const auto chw = library.inputShape();
  checkImages(path, x.shape, {chw.begin(), chw.end()});
  return x;
}

} // namespace resnetc::run
