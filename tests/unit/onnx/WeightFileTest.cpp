//===- WeightFileTest.cpp - tensors of every type become f32 ------------------------===//
#include "compiler/Onnx/WeightFile.h"

#include "tests/unit/onnx/Weights.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace resnetc;
using namespace resnetc::onnxtest;

namespace {

/// The values of the one tensor "a" whose elements are `elements` of type `dtype`.
template <typename Element>
std::vector<float> read(const char *dtype, std::vector<Element> elements) {
  auto count = static_cast<int64_t>(elements.size());
  std::string bytes = weightFile({{"a", dtype, {count}, bytesOfElements(elements)}});
  WeightFile file = llvm::cantFail(WeightFile::read(bytes));
  return floats(llvm::cantFail(file.float32("a", count)));
}

std::string errorOf(const char *dtype, const char *name, int64_t elements) {
  std::string bytes = weightFile({{"a", dtype, {2, 3}, std::string(24, '\0')}});
  WeightFile file = llvm::cantFail(WeightFile::read(bytes));
  llvm::Expected<std::string> data = file.float32(name, elements);
  return data ? "" : llvm::toString(data.takeError());
}

TEST(OnnxWeightFile, FloatsAreTakenAsTheyAre) {
  std::vector<float> values = {1.5f, -0.f, 1e-42f, INFINITY};
  std::vector<float> got = read("F32", values);
  EXPECT_EQ(bytesOfElements(got), bytesOfElements(values));
}

TEST(OnnxWeightFile, DoublesAreRoundedToTheNearest) {
  EXPECT_EQ(read<double>("F64", {0.1, -3, 1e300, 1 + std::ldexp(1., -24), 1 + std::ldexp(3., -24)}),
            (std::vector<float>{0.1f, -3.f, INFINITY, 1.f, 1 + std::ldexp(1.f, -22)}));
}

TEST(OnnxWeightFile, HalvesAndBrainFloatsAreExact) {
  // 1, -2, the largest half, the smallest subnormal half
  EXPECT_EQ(read<uint16_t>("F16", {0x3c00, 0xc000, 0x7bff, 0x0001}),
            (std::vector<float>{1.f, -2.f, 65504.f, std::ldexp(1.f, -24)}));
  EXPECT_EQ(read<uint16_t>("BF16", {0x3f80, 0xc049}), (std::vector<float>{1.f, -3.140625f}));
}

TEST(OnnxWeightFile, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(errorOf("F32", "a", 6), "");
  EXPECT_EQ(errorOf("F32", "b", 6), "the weights hold no 'b'");
  EXPECT_EQ(errorOf("F32", "a", 7), "'a' expects 7 elements, got 6");
  EXPECT_EQ(errorOf("I32", "a", 6), "'a' expects F32, F64, F16 or BF16, got I32");
}

} // namespace
