//===- Augmentation.cpp - random changes to training images -----------------------===//
//
// Every step is a change of where a pixel comes from, so the steps are added up first (an offset
// and a mirror per image) and the image is copied once.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Augmentation.h"

#include "runtime/support/Error.h"
#include "runtime/train/Random.h"
#include "runtime/train/Safetensors.h"

namespace resnetc::train {

namespace {

/// Where pixel (y, x) of the output comes from: (top + y, left + direction * x); outside is zero.
struct Source {
  int64_t top = 0, left = 0, direction = 1;
};

void copyFrom(const Source &source, const std::array<int64_t, 3> &in,
              const std::array<int64_t, 3> &out, const float *image, float *result) {
  for (int64_t c = 0; c < out[0]; ++c)
    for (int64_t y = 0; y < out[1]; ++y)
      for (int64_t x = 0; x < out[2]; ++x) {
        int64_t fromY = source.top + y, fromX = source.left + source.direction * x;
        bool inside = fromY >= 0 && fromY < in[1] && fromX >= 0 && fromX < in[2];
        *result++ = inside ? image[(c * in[1] + fromY) * in[2] + fromX] : 0;
      }
}

} // namespace

Augmentation::Augmentation(const std::vector<Augment> &steps, std::array<int64_t, 3> shape)
    : steps(steps), input(shape), output(shape) {
  for (const Augment &step : steps) {
    if (step.kind != Augment::Kind::Crop)
      continue;
    if (step.low > output[1] || step.low > output[2])
      userError("augment crop {}: the images are only {} (channels, height, width)", step.low,
                shapeText(output));
    output[1] = output[2] = step.low;
  }
}

void Augmentation::forTraining(const float *image, float *out, uint64_t seed, int64_t epoch,
                               int64_t index) const {
  Source source;
  int64_t height = input[1], width = input[2];
  auto draw = [&](Draw what, uint64_t step, int64_t bound) {
    uint64_t place = static_cast<uint64_t>(index) << 8 | step;
    return static_cast<int64_t>(below(randomBits(seed, what, static_cast<uint64_t>(epoch), place),
                                      static_cast<uint64_t>(bound)));
  };
  uint64_t number = 0;
  for (const Augment &step : steps) {
    number += 2;
    switch (step.kind) {
    case Augment::Kind::Shift:
      source.top += draw(Draw::Shift, number, 2 * step.low + 1) - step.low;
      source.left +=
          source.direction * (draw(Draw::Shift, number + 1, 2 * step.low + 1) - step.low);
      break;
    case Augment::Kind::Hflip:
      if (draw(Draw::Flip, number, 2)) {
        source.left += source.direction * (width - 1);
        source.direction = -source.direction;
      }
      break;
    case Augment::Kind::Crop:
      source.top += draw(Draw::Crop, number, height - step.low + 1);
      source.left += source.direction * draw(Draw::Crop, number + 1, width - step.low + 1);
      height = width = step.low;
      break;
    case Augment::Kind::Resize: // Preparation has done it
      break;
    }
  }
  copyFrom(source, input, output, image, out);
}

void Augmentation::forEvaluation(const float *image, float *out) const {
  copyFrom({(input[1] - output[1]) / 2, (input[2] - output[2]) / 2, 1}, input, output, image, out);
}

} // namespace resnetc::train
