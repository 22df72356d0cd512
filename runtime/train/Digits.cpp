//===- Digits.cpp - the data set that ships inside the tools ----------------------===//
//
// Gives the bytes of DigitsData.S their types.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Digits.h"

#define EMBEDDED(name)                                                                             \
  extern "C" const uint8_t resnetc_digits_##name[], resnetc_digits_##name##_end[]

EMBEDDED(train_images);
EMBEDDED(train_labels);
EMBEDDED(test_images);
EMBEDDED(test_labels);

namespace resnetc::train {

std::span<const uint8_t> digitsTrainImages() {
  return {resnetc_digits_train_images, resnetc_digits_train_images_end};
}
std::span<const uint8_t> digitsTrainLabels() {
  return {resnetc_digits_train_labels, resnetc_digits_train_labels_end};
}
std::span<const uint8_t> digitsTestImages() {
  return {resnetc_digits_test_images, resnetc_digits_test_images_end};
}
std::span<const uint8_t> digitsTestLabels() {
  return {resnetc_digits_test_labels, resnetc_digits_test_labels_end};
}

} // namespace resnetc::train
