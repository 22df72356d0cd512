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

namespace resnetc::run {

/// Images as the model's input declares them, at least one. Throws UserError otherwise.
inline train::NpyArray<float> readImages(const train::Library &library, const std::string &path) {
  train::NpyArray<float> x = train::readNpyFloats(path);
  auto expected = library.inputShape();
  bool fits = x.shape.size() == 4;
  for (size_t i = 0; fits && i < 3; ++i)
    fits = x.shape[i + 1] == expected[i];
  if (!fits)
    userError("{}: its shape is {}, expects [N, {}]", path, train::shapeText(x.shape),
              fmt::join(expected, ", "));
  if (x.shape[0] == 0)
    userError("{}: holds no images", path);
  return x;
}

} // namespace resnetc::run
