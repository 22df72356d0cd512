//===- Views.cpp - which parts of a picture a model looks at ----------------------===//
//
// See Views.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/images/Views.h"

#include "runtime/support/Error.h"

#include <algorithm>

namespace resnetc::images {

namespace {

/// Half of a number that is not negative, a half rounded to the even number.
int64_t halfToEven(int64_t number) { return number / 2 + (number % 4 == 3); }

/// Begins of windows of `size` from one end of `length` to the other, neighbours at most half a
/// window apart.
std::vector<int64_t> sweep(int64_t length, int64_t size) {
  const int64_t room = length - size, step = std::max(size / 2, int64_t{1});
  const int64_t last = (room + step - 1) / step; // number of the last window
  std::vector<int64_t> begins;
  for (int64_t i = 0; i <= last; ++i)
    begins.push_back(last == 0 ? 0 : (2 * i * room + last) / (2 * last));
  return begins;
}

} // namespace

int64_t shorterSide(Crops crops, int64_t width, int64_t height) {
  const int64_t side = std::max(width, height);
  return crops == Crops::Dense ? side : (side * 256 + 112) / 224;
}

std::vector<View> viewsOf(const std::string &name, Crops crops, const Image &image, int64_t width,
                          int64_t height) {
  const int64_t right = image.width - width, bottom = image.height - height;
  if (right < 0 || bottom < 0)
    userError("{}: resized to {} x {} pixels the image is smaller than the model's input, "
              "{} x {}; give a larger --resize",
              name, image.width, image.height, width, height);
  std::vector<View> views;
  const View middle = {halfToEven(right), halfToEven(bottom)};
  switch (crops) {
  case Crops::Centre:
    return {middle};
  case Crops::Ten:
    views = {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}, middle};
    break;
  case Crops::Dense:
    for (int64_t top : sweep(image.height, height))
      for (int64_t left : sweep(image.width, width))
        views.push_back({left, top});
    break;
  }
  const size_t count = views.size();
  for (size_t i = 0; i < count; ++i)
    views.push_back({views[i].left, views[i].top, true});
  return views;
}

} // namespace resnetc::images
