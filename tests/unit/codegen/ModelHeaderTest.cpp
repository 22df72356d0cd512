//===- ModelHeaderTest.cpp - the header carries the model's name and sizes -------------===//
#include "compiler/Codegen/ModelHeader.h"

#include <gtest/gtest.h>

using namespace resnetc;

namespace {

TEST(ModelHeader, EveryPlaceholderIsFilled) {
  ModelDescription model;
  model.name = "tiny_net";
  model.inputShape = {3, 32, 16};
  model.outputShape = {4, 5, 6};
  std::string header = modelHeader(model, "out.h");
  EXPECT_EQ(header.find('@'), std::string::npos);
  for (const char *expected :
       {"out.h", "tiny_net_api(void)", "tiny_net_INPUT_CHANNELS = 3", "tiny_net_INPUT_HEIGHT = 32",
        "tiny_net_INPUT_WIDTH = 16", "tiny_net_OUTPUTS = 120"})
    EXPECT_NE(header.find(expected), std::string::npos) << expected;
}

} // namespace
