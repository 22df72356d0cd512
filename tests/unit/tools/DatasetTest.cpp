//===- DatasetTest.cpp - tests of runtime/train/Dataset.cpp, Idx.cpp and Digits.cpp ---===//
//
// The shipped digits, small files of every format made here, and each way in which they can be
// wrong.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Dataset.h"
#include "runtime/train/Idx.h"
#include "runtime/train/Npy.h"

#include "tests/unit/tools/TempDir.h"

#include <numeric>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

std::string idx(std::vector<uint32_t> shape, const std::string &data, char type = 8) {
  std::string bytes = {0, 0, type, static_cast<char>(shape.size())};
  for (uint32_t extent : shape)
    for (int shift : {24, 16, 8, 0})
      bytes += static_cast<char>(extent >> shift);
  return bytes + data;
}

std::span<const uint8_t> spanOf(const std::string &text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

} // namespace

TEST(Digits, areTheRealOnes) {
  DataSource source = openData("digits");
  EXPECT_EQ(source.train.size(), 1437);
  EXPECT_EQ(source.test.size(), 360);
  EXPECT_EQ(source.train.shape(), (std::array<int64_t, 3>{1, 8, 8}));
  EXPECT_EQ(source.train.labelBound(), 10);
  std::vector<float> image(64);
  source.train.image(0, image.data());
  EXPECT_EQ(source.train.label(0), 0);
  EXPECT_EQ(image[2], 5.0f) << "the first row of the UCI test part is 0,0,5,13,9,1,0,0";
  EXPECT_EQ(image[3], 13.0f);
  double sum = 0, largest = 0;
  for (int64_t i = 0; i < source.train.size(); ++i) {
    source.train.image(i, image.data());
    sum += std::accumulate(image.begin(), image.end(), 0.0);
    largest = std::max<double>(largest, *std::max_element(image.begin(), image.end()));
  }
  EXPECT_EQ(largest, 16);
  EXPECT_NEAR(sum / (1437 * 64), 4.884, 0.05) << "the mean that the shipped model normalises by";
}

TEST(Idx, readsBytesAndRefusesDamage) {
  std::string good = idx({2, 1, 3}, "abcdef");
  IdxArray array = readIdx("f", spanOf(good));
  EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 1, 3}));
  EXPECT_EQ(array.values[5], 'f');
  auto refuses = [](const std::string &bytes, const std::string &why) {
    expectError([&] { readIdx("f", spanOf(bytes)); }, "f: ", why);
  };
  refuses("", "not an IDX file");
  refuses("\x1f\x8b\x08\x00", "gunzip");
  refuses(idx({2}, "ab", 13), "IDX type 13");
  refuses(idx({}, ""), "header is cut short");
  refuses(good.substr(0, 10), "header is cut short");
  refuses(good.substr(0, good.size() - 1),
          "takes 6 bytes, but 5 follow the header; is the file cut off?");
  refuses(good + "x", "takes 6 bytes, but 7 follow");
  refuses(idx({0xffffffff, 0xffffffff, 0xffffffff}, ""), "too large");
  refuses(idx({0xffffff3f, 0xff0e0a1c, 0}, ""), "holds no elements");
}

TEST(IdxFolder, readsMnistsNames) {
  TempDir dir;
  dir.write("train-images-idx3-ubyte", idx({2, 1, 2}, {0, 51, 102, static_cast<char>(255)}));
  dir.write("train-labels-idx1-ubyte", idx({2}, {3, 9}));
  expectError([&] { openData("idx:" + dir.path.string()); }, "idx:", "has no t10k set");
  dir.write("t10k-images.idx3-ubyte", idx({1, 1, 2}, {0, 0}));
  dir.write("t10k-labels.idx1-ubyte", idx({1}, {1}));
  DataSource source = openData("idx:" + dir.path.string());
  EXPECT_EQ(source.train.shape(), (std::array<int64_t, 3>{1, 1, 2}));
  float image[2];
  source.train.image(1, image);
  EXPECT_FLOAT_EQ(image[0], 0.4f);
  EXPECT_FLOAT_EQ(image[1], 1.0f);
  EXPECT_EQ(source.train.label(1), 9);
  dir.write("train-labels-idx1-ubyte", idx({3}, {3, 9, 1}));
  expectError([&] { openData("idx:" + dir.path.string()); }, dir / "train-labels",
              "expects one label for each of the 2 images");
}

TEST(Cifar10, readsRecords) {
  TempDir dir;
  auto record = [](char label, char value) {
    return std::string(1, label) + std::string(3072, value);
  };
  for (int i = 1; i <= 5; ++i)
    dir.write("cifar-10-batches-bin/data_batch_" + std::to_string(i) + ".bin",
              record(static_cast<char>(i), static_cast<char>(51)) + record(0, 0));
  expectError([&] { openData("cifar10:" + dir.path.string()); }, dir.path, "test_batch.bin");
  dir.write("cifar-10-batches-bin/test_batch.bin", record(9, 1));
  DataSource source = openData("cifar10:" + dir.path.string());
  EXPECT_EQ(source.train.size(), 10);
  EXPECT_EQ(source.test.size(), 1);
  EXPECT_EQ(source.train.label(4), 3);
  ASSERT_EQ(source.warnings.size(), 6u) << "each of the files is far from whole";
  EXPECT_EQ(source.warnings[5],
            (dir / "cifar-10-batches-bin/test_batch.bin") +
                ": has 1 of CIFAR-10's 10000 images, 3073 bytes of 30730000; is "
                "it cut off?");
  EXPECT_EQ(source.classNames.at(9), "truck");
  std::vector<float> image(3072);
  source.train.image(4, image.data());
  EXPECT_FLOAT_EQ(image[3071], 0.2f);
  dir.write("cifar-10-batches-bin/test_batch.bin", record(9, 1) + "x");
  expectError(
      [&] { openData("cifar10:" + dir.path.string()); }, dir.path,
      "is 3074 bytes long, expects 10000 records of 3073, 30730000 bytes (the binary version "
      "of CIFAR-10); is it cut off?");
  dir.write("cifar-10-batches-bin/test_batch.bin", record(10, 1));
  expectError([&] { openData("cifar10:" + dir.path.string()); }, dir.path, "label 10 of record 0");
  dir.write("cifar-10-batches-bin/test_batch.bin", "");
  expectError([&] { openData("cifar10:" + dir.path.string()); }, dir.path, "0 bytes long");
}

TEST(NpyData, pairsImagesAndLabels) {
  TempDir dir;
  const int64_t shape[] = {2, 1, 1, 2}, flat[] = {4};
  writeNpy(dir / "x.npy", shape, std::vector<float>{1, 2, 3, 4});
  writeNpy(dir / "flat.npy", flat, std::vector<float>{1, 2, 3, 4});
  auto labels = [&](int64_t a, int64_t b) {
    std::string header = "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }\n";
    int64_t values[] = {a, b};
    return dir.write("y.npy", std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) +
                                  '\0' + header +
                                  std::string(reinterpret_cast<char *>(values), 16));
  };
  labels(4, 1);
  DataSource source = openData("npy:" + (dir / "x.npy") + "," + (dir / "y.npy"));
  EXPECT_EQ(source.train.size(), 2);
  EXPECT_EQ(source.test.size(), 0);
  EXPECT_EQ(source.train.labelBound(), 5);
  expectError([&] { openData("npy:" + (dir / "flat.npy") + "," + (dir / "y.npy")); },
              dir / "flat.npy", "expects [N, C, H, W]");
  labels(-1, 1);
  expectError([&] { openData("npy:" + (dir / "x.npy") + "," + (dir / "y.npy")); }, dir / "y.npy",
              "label -1 is negative");
}

TEST(Specs, unknownOnesAreExplained) {
  for (const char *spec : {"", "digit", "digits:x", "cifar10", "cifar10:", "npy", "imagenet:x"})
    expectError([&] { openData(spec); }, std::string(spec) + ":", "expects digits");
  expectError([&] { openData("npy:a.npy"); }, "npy:a.npy", "expects two files");
  expectError([&] { openData("idx:/no/such"); }, "idx:/no/such", "has no train set");
}

TEST(CheckFits, comparesShapesAndLabels) {
  const int64_t input[] = {1, 8, 8};
  EXPECT_NO_THROW(checkFits("d", {1, 8, 8}, 10, input, 10));
  expectError(
      [&] {
        checkFits("d", {3, 8, 8}, 10, input, 10);
      },
      "d: ", "images are [3, 8, 8], but the model's input is [1, 8, 8]");
  expectError([&] { checkFits("d", {1, 8, 8}, 11, input, 10); }, "d: ", "label 10");
}
