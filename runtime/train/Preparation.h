//===- Preparation.h - from a data set's images to a model's input ----------------===//
//
// Joins a data set with the recipe's augmentation. Images in memory have one size and go through
// Augmentation alone. Image files are decoded, resized so that the shorter side is what the
// recipe's `resize` draws (in evaluation its smaller size), and go on from there; without that step
// the shorter side is 256/224 of the model's input. Without a `crop` the middle is cut out first.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Augmentation.h"
#include "runtime/train/Dataset.h"
#include "runtime/train/ImageFile.h"

namespace resnetc::train {

class Preparation {
public:
  /// `input` is the model's C, H, W; `data` must outlive this. Throws UserError when the steps do
  /// not go together with the data; whether the outcome fits the model is checkFits' business.
  Preparation(const Dataset &data, const std::vector<Augment> &steps,
              std::span<const int64_t, 3> input, const ImageReading &reading = {});

  const Dataset &dataset() const { return data; }
  /// The shape that comes out.
  const std::array<int64_t, 3> &outputShape() const { return output; }
  int64_t elements() const { return output[0] * output[1] * output[2]; }

  /// Writes one image, changed for training: random numbers follow from seed, epoch and index.
  /// May be called from several threads at once. Throws UserError for files that cannot be read.
  void forTraining(int64_t index, uint64_t seed, int64_t epoch, float *out) const;

  /// Writes one image as it is evaluated: the middle. Otherwise the same.
  void forEvaluation(int64_t index, float *out) const;

private:
  /// One image file in the model's channels with the given shorter side.
  images::Image decoded(int64_t index, int64_t side) const;

  const Dataset &data;
  std::vector<Augment> steps;    ///< without `resize`
  std::array<int64_t, 3> output; ///< what comes out
  ImageReading reading;          ///< of image files
  int64_t low = 0, high = 0;     ///< shorter side of image files, in pixels
  bool cropped = false;          ///< one of the steps cuts
};

} // namespace resnetc::train
