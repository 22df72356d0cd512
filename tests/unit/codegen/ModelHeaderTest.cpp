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

} // namespace
