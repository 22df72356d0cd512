//===- Augmentation.h - random changes to training images -------------------------===//
//
// Each image of each epoch has random numbers of its own (Random.h), so the result depends neither
// on threads nor on how images are put into batches.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Recipe.h"

#include <array>
#include <cstdint>
#include <vector>

namespace resnetc::train {

class Augmentation {
public:
  /// `shape` is that of the data's images, C, H, W. Throws UserError when a crop is larger than
  /// they are.
  Augmentation(const std::vector<Augment> &steps, std::array<int64_t, 3> shape);

  /// The shape that comes out.
  const std::array<int64_t, 3> &outputShape() const { return output; }

  /// Changes one image for training: random numbers follow from seed, epoch and the image's index.
  void forTraining(const float *image, float *out, uint64_t seed, int64_t epoch,
                   int64_t index) const;

  /// Prepares one image for evaluation: crops take the middle, the other steps do nothing.
  void forEvaluation(const float *image, float *out) const;

private:
  std::vector<Augment> steps;
  std::array<int64_t, 3> input, output;
};

} // namespace resnetc::train
