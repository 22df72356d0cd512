//===- ModelHeaderTest.cpp - the header carries the model's name and sizes -------------===//
#include "compiler/Codegen/ModelHeader.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

TEST(ModelHeader, EveryPlaceholderIsFilled) {
  ModelDescription model;
  model.name = "tiny_net";
  model.symbolPrefix = "my_net";
  model.networkHash = 0xfedcba9876543210;
  model.inputShape = {3, 32, 16};
  model.outputShape = {4, 5, 6};
  std::string header = modelHeader(model, "out.h");
  EXPECT_EQ(header.find('@'), std::string::npos);
  for (const char *expected :
       {"out.h", "the compiled model tiny_net ",
        "#define RESNETC_MODEL_my_net_H 0xfedcba9876543210u", "my_net_api(void)",
        "my_net_api_fedcba9876543210(void)", "my_net_INPUT_CHANNELS = 3",
        "my_net_INPUT_HEIGHT = 32", "my_net_INPUT_WIDTH = 16", "my_net_OUTPUTS = 120"})
    EXPECT_NE(header.find(expected), std::string::npos) << expected;
}

TEST(ModelHeader, BytesHaveCallsOfTheirOwn) {
  ModelDescription model;
  model.name = model.symbolPrefix = "net";
  model.inputShape = {3, 32, 16};
  model.outputShape = {4};
  EXPECT_NE(modelHeader(model, "net.h").find("const float *x, int64_t batch"), std::string::npos);
  model.inputScale = 1.0 / 255;
  std::string header = modelHeader(model, "net.h");
  EXPECT_EQ(header.find('@'), std::string::npos);
  EXPECT_NE(header.find("net_IMAGE_BYTES = 3 * 32 * 16"), std::string::npos);
  EXPECT_NE(header.find("const uint8_t *x, int64_t batch"), std::string::npos);
  EXPECT_EQ(header.find("const float *x"), std::string::npos);
}

/// Two builds of one network with different embedded weights must not be mixed in a program.
TEST(ModelHeader, EmbeddedWeightsShowInTheName) {
  ModelDescription model;
  model.name = model.symbolPrefix = "net";
  model.networkHash = 0xfedcba9876543210;
  model.inputShape = model.outputShape = {1, 1, 1};
  std::string plain = buildHashText(model);
  model.weights = "some";
  std::string some = buildHashText(model);
  model.weights = "other";
  EXPECT_NE(some, buildHashText(model));
  EXPECT_NE(some, plain);
  EXPECT_EQ(some.size(), plain.size());
  std::string header = modelHeader(model, "net.h");
  for (const std::string &expected :
       {"#define RESNETC_MODEL_net_H 0x" + buildHashText(model) + "u",
        "net_api_" + buildHashText(model) + "(void)",
        std::string("#define net_NETWORK_HASH UINT64_C(0xfedcba9876543210)")})
    EXPECT_NE(header.find(expected), std::string::npos) << expected;
  EXPECT_EQ(exportedSymbols(model, false).back(), "net_api_" + buildHashText(model));
}

} // namespace
