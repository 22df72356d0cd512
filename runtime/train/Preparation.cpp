//===- Preparation.cpp - from a data set's images to a model's input --------------===//
//
// See Preparation.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Preparation.h"

#include "runtime/images/Resize.h"
#include "runtime/images/Views.h"
#include "runtime/support/Error.h"
#include "runtime/train/Random.h"

#include <algorithm>

namespace resnetc::train {

Preparation::Preparation(const Dataset &data, const std::vector<Augment> &all,
                         std::span<const int64_t, 3> input, const ImageReading &reading)
    : data(data), reading(reading) {
  for (const Augment &step : all) {
    if (step.kind == Augment::Kind::Resize) {
      low = step.low;
      high = step.high;
    } else {
      steps.push_back(step);
      cropped = cropped || step.kind == Augment::Kind::Crop;
    }
  }
  if (!data.hasFiles()) {
    if (low)
      userError("augment resize: is for folders of images; these images are {} (channels, height, "
                "width) all",
                fmt::join(data.shape(), ", "));
    if (reading != ImageReading())
      userError("--pixels, --order and --exif are for folders of images; these images are {} "
                "(channels, height, width) all",
                fmt::join(data.shape(), ", "));
    output = Augmentation(steps, data.shape()).outputShape();
    return;
  }
  if (input[0] != 1 && input[0] != 3)
    userError("the model's input has {} channels, but image files have 1 or 3", input[0]);
  output = {input[0], input[1], input[2]};
  for (const Augment &step : steps)
    if (step.kind == Augment::Kind::Crop)
      output[1] = output[2] = step.low;
  if (!low)
    low = high = images::shorterSide(images::Crops::Centre, output[2], output[1]);
  if (low < std::max(output[1], output[2]))
    userError("augment resize {}..{}: gives images smaller than the crop, {} x {}", low, high,
              output[1], output[2]);
}

images::Image Preparation::decoded(int64_t index, int64_t side) const {
  images::Image image = openImage(data.file(index), reading.exif);
  if (output[0] == 1)
    image = images::toGrey(image);
  return images::resizeShorterSide(data.file(index), std::move(image), side);
}

void Preparation::forTraining(int64_t index, uint64_t seed, int64_t epoch, float *out) const {
  if (!data.hasFiles()) {
    std::vector<float> raw(static_cast<size_t>(data.pixelsPerImage()));
    data.image(index, raw.data());
    Augmentation(steps, data.shape()).forTraining(raw.data(), out, seed, epoch, index);
    return;
  }
  const uint64_t bits =
      randomBits(seed, Draw::Resize, static_cast<uint64_t>(epoch), static_cast<uint64_t>(index));
  const int64_t side =
      low + static_cast<int64_t>(below(bits, static_cast<uint64_t>(high - low + 1)));
  images::Image image = decoded(index, side);
  // All of the image, for the steps to cut; or the middle.
  images::View view;
  std::array<int64_t, 3> shape = {output[0], image.height, image.width};
  if (!cropped) {
    view = images::viewsOf(data.file(index), images::Crops::Centre, image, output[2], output[1])[0];
    shape = output;
  }
  std::vector<float> raw(static_cast<size_t>(shape[0] * shape[1] * shape[2]));
  images::writePixels(image, view, shape[2], shape[1], reading.pixels, raw.data());
  Augmentation(steps, shape).forTraining(raw.data(), out, seed, epoch, index);
}

void Preparation::forEvaluation(int64_t index, float *out) const {
  if (!data.hasFiles()) {
    std::vector<float> raw(static_cast<size_t>(data.pixelsPerImage()));
    data.image(index, raw.data());
    Augmentation(steps, data.shape()).forEvaluation(raw.data(), out);
    return;
  }
  images::Image image = decoded(index, low);
  images::View view =
      images::viewsOf(data.file(index), images::Crops::Centre, image, output[2], output[1])[0];
  images::writePixels(image, view, output[2], output[1], reading.pixels, out);
}

} // namespace resnetc::train
