//===- AugmentationTest.cpp - tests of runtime/train/Augmentation.cpp and Random.h ---===//
//
// Every result is one of the few images that a step may give, all of them occur, and equal
// coordinates give equal results.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Augmentation.h"
#include "runtime/train/Random.h"

#include "tests/unit/tools/TempDir.h"

#include <map>
#include <numeric>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;

namespace {

using Image = std::vector<float>;

Image numbered(size_t count) {
  Image image(count);
  std::iota(image.begin(), image.end(), 1.0f);
  return image;
}

/// How often each result occurs over many images.
std::map<Image, int> outcomes(const Augmentation &augmentation, const Image &image, int draws) {
  std::map<Image, int> seen;
  auto [c, h, w] = augmentation.outputShape();
  Image out(static_cast<size_t>(c * h * w));
  for (int i = 0; i < draws; ++i) {
    augmentation.forTraining(image.data(), out.data(), 1, i / 100, i % 100);
    ++seen[out];
  }
  return seen;
}

} // namespace

TEST(Augmentation, shiftsWithZeros) {
  const Image image = {1, 2, 3, 4}; // 2 x 2
  Augmentation augmentation({{Augment::Kind::Shift, 1}}, {1, 2, 2});
  auto seen = outcomes(augmentation, image, 9000);
  EXPECT_EQ(seen.size(), 9u);
  for (const Image &expected : {Image{1, 2, 3, 4}, Image{0, 0, 1, 2}, Image{3, 4, 0, 0},
                                Image{2, 0, 4, 0}, Image{0, 0, 0, 1}, Image{4, 0, 0, 0}})
    EXPECT_NEAR(seen[expected], 1000, 150);
}

TEST(Augmentation, mirrorsHalfOfThem) {
  Augmentation augmentation({{Augment::Kind::Hflip, 0}}, {2, 1, 3});
  auto seen = outcomes(augmentation, numbered(6), 2000);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_NEAR((seen[{1, 2, 3, 4, 5, 6}]), 1000, 150);
  EXPECT_NEAR((seen[{3, 2, 1, 6, 5, 4}]), 1000, 150);
}

TEST(Augmentation, cropsWindowsAndTheMiddle) {
  Augmentation augmentation({{Augment::Kind::Crop, 2}}, {1, 4, 4});
  EXPECT_EQ(augmentation.outputShape(), (std::array<int64_t, 3>{1, 2, 2}));
  auto seen = outcomes(augmentation, numbered(16), 4500);
  EXPECT_EQ(seen.size(), 9u);
  EXPECT_GT((seen[{11, 12, 15, 16}]), 0);
  Image middle(4);
  augmentation.forEvaluation(numbered(16).data(), middle.data());
  EXPECT_EQ(middle, (Image{6, 7, 10, 11}));
  expectError(
      [] {
        Augmentation({{Augment::Kind::Crop, 5}}, {1, 4, 4});
      },
      "augment crop 5", "only [1, 4, 4]");
}

TEST(Augmentation, combinesStepsWithinBounds) {
  Augmentation augmentation(
      {{Augment::Kind::Shift, 2}, {Augment::Kind::Hflip, 0}, {Augment::Kind::Crop, 3}}, {1, 4, 4});
  for (const auto &[image, count] : outcomes(augmentation, numbered(16), 2000))
    for (float value : image)
      EXPECT_TRUE(value >= 0 && value <= 16);
}

TEST(Augmentation, isAFunctionOfSeedEpochAndIndex) {
  Augmentation augmentation({{Augment::Kind::Shift, 3}}, {1, 8, 8});
  Image image = numbered(64), a(64), b(64);
  int differ = 0;
  for (int64_t i = 0; i < 100; ++i) {
    augmentation.forTraining(image.data(), a.data(), 5, 2, i);
    augmentation.forTraining(image.data(), b.data(), 5, 2, i);
    EXPECT_EQ(a, b);
    augmentation.forTraining(image.data(), b.data(), 5, 3, i);
    differ += a != b;
  }
  EXPECT_GT(differ, 80);
}

TEST(Random, isUniformEnough) {
  std::vector<int> counts(10);
  for (uint64_t i = 0; i < 100000; ++i)
    ++counts[below(randomBits(1, Draw::Shuffle, 7, i), 10)];
  for (int count : counts)
    EXPECT_NEAR(count, 10000, 400);
}
