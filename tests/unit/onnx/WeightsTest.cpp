//===- WeightsTest.cpp - parameters in an ONNX file ----------------------------------===//
#include "tests/unit/onnx/Weights.h"

#include "tests/unit/onnx/Networks.h"

using namespace resnetc;
using namespace resnetc::onnxtest;

namespace {

const dsl::Shape pixel = {2, 1, 1};

/// Two fully connected layers, 2 -> 2 -> 1.
dsl::Network net() {
  return network(pixel, sequence(linear("fc1", pixel, 2), linear("fc2", pixel, 1)));
}

const TestTensor first = {"fc1.weight", "F32", {2, 2}, bytesOfElements<float>({1, 2, 3, 4})};
const TestTensor second = {"fc2.weight", "F16", {1, 2}, bytesOfElements<uint16_t>({0x3c00, 0})};
const TestTensor stranger = {"fc3.weight", "F32", {1}, bytesOfElements<float>({9})};

std::string errorOf(const std::vector<TestTensor> &tensors, uint64_t limit = UINT64_MAX) {
  std::string file = weightFile(tensors);
  llvm::Expected<std::string> bytes = exportOnnx(net(), {file, "1.2.3", limit});
  return bytes ? "" : llvm::toString(bytes.takeError());
}

TEST(OnnxWeights, AreInitialisersAndNoInputs) {
  onnx::ModelProto model = modelOf(net(), weightFile({stranger, second, first}));
  EXPECT_EQ(textsOf(model.graph().input()), std::vector<std::string>{"x[N, 2, 1, 1]"});
  ASSERT_EQ(model.graph().initializer_size(), 2);
  EXPECT_EQ(model.graph().initializer(0).data_type(), onnx::TensorProto::FLOAT);
  EXPECT_EQ(constant<float>(model, "fc1.weight"), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(constant<float>(model, "fc2.weight"), (std::vector<float>{1, 0}));
}

TEST(OnnxWeights, WithoutThemParametersAreInputs) {
  onnx::ModelProto model = modelOf(net());
  EXPECT_EQ(model.graph().initializer_size(), 0);
  EXPECT_EQ(textsOf(model.graph().input()),
            (std::vector<std::string>{"x[N, 2, 1, 1]", "fc1.weight[2, 2]", "fc2.weight[1, 2]"}));
}

TEST(OnnxWeights, TheSameInputGivesTheSameBytes) {
  std::string one = weightFile({first, second}), other = weightFile({second, first});
  EXPECT_EQ(bytesOf(net(), one), bytesOf(net(), one));
  EXPECT_EQ(bytesOf(net(), one), bytesOf(net(), other));
}

TEST(OnnxWeights, WhatIsWrongIsSaid) {
  EXPECT_EQ(errorOf({first, second}), "");
  EXPECT_EQ(errorOf({first}), "the weights hold no 'fc2.weight'");
  llvm::Expected<std::string> broken = exportOnnx(net(), {"abc", "1.2.3"});
  ASSERT_FALSE(broken);
  EXPECT_EQ(llvm::toString(broken.takeError()), "not a safetensors file: it has only 3 bytes");
}

TEST(OnnxWeights, AFileBeyondTheLimitIsRefused) {
  std::string file = weightFile({first, second});
  size_t size = bytesOf(net(), file).size();
  EXPECT_EQ(errorOf({first, second}, size), "");
  std::string much = std::to_string(size) + " bytes, and its format ends at ";
  EXPECT_NE(errorOf({first, second}, size - 1).find(much), std::string::npos);
  // Parameters alone are too long: nothing is copied.
  EXPECT_NE(errorOf({first, second}, 16).find("have 24 bytes"), std::string::npos);
}

} // namespace
