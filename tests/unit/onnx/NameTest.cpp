//===- NameTest.cpp - names of nodes and values ------------------------------------===//
#include "tests/unit/onnx/Networks.h"

#include <set>

using namespace resnetc;
using namespace resnetc::onnxtest;

namespace {

const dsl::Shape map = {4, 6, 5};

std::string nameAt(const std::string &path) {
  dsl::Layer layer = relu(map);
  layer.path = path;
  return modelOf(map, layer).graph().node(0).name();
}

TEST(OnnxName, PathsBecomeNamesLikeThoseOfParameters) {
  EXPECT_EQ(nameAt("stem"), "stem.relu");
  EXPECT_EQ(nameAt("stage layer1, block 1 (basic)"), "layer1.0.relu");
  EXPECT_EQ(nameAt("stage layer2, block 12 (basic), branch 2"), "layer2.11.branch2.relu");
  EXPECT_EQ(nameAt("stage a, block 1 (outer), inner, branch 1"), "a.0.inner.branch1.relu");
  EXPECT_EQ(nameAt("head"), "head.relu");
}

TEST(OnnxName, TheInputMayBeCalledAsALayerOrAsTheOutput) {
  dsl::Network net = network(map, sequence(conv("conv1", map, 4), relu(map)));
  net.input.name = "conv1";
  onnx::ModelProto model = modelOf(net);
  EXPECT_EQ(callOf(model.graph().node(0)), "conv1(conv1, conv1.weight)");
  EXPECT_EQ(model.graph().node(0).output(0), "conv1_2");
  EXPECT_EQ(callOf(model.graph().node(1)), "stem.relu(conv1_2)");
  net.input.name = "logits";
  EXPECT_EQ(modelOf(net).graph().output(0).name(), "logits_2");
}

TEST(OnnxName, EveryNameIsGivenOnceAndInLinearTime) {
  dsl::Sequence body;
  for (int i = 0; i < 20000; ++i)
    body.push_back(relu(map));
  onnx::ModelProto model = modelOf(network(map, std::move(body)));
  std::set<std::string> nodes, values = {"x"};
  for (const onnx::NodeProto &node : model.graph().node()) {
    EXPECT_TRUE(nodes.insert(node.name()).second) << node.name();
    EXPECT_TRUE(values.contains(node.input(0))) << node.name();
    EXPECT_TRUE(values.insert(node.output(0)).second) << node.output(0);
  }
  EXPECT_TRUE(nodes.contains("stem.relu_20000"));
}

} // namespace
