//===- JoinTest.cpp - forks, shortcuts and joins as ONNX operators -----------------===//
#include "tests/unit/onnx/Networks.h"

using namespace resnetc;
using namespace resnetc::onnxtest;
using dsl::JoinKind;
using dsl::ShortcutKind;

namespace {

using Texts = std::vector<std::string>;
using Integers = std::vector<int64_t>;

const dsl::Shape map = {4, 6, 5};

/// The model of one fork whose branches are 1x1 convolutions a, b, c ...
onnx::ModelProto forkOf(JoinKind join, int branches, ShortcutKind shortcut) {
  auto block = fork(join, map, shortcut);
  for (int i = 0; i < branches; ++i)
    block->branches.push_back(sequence(conv(std::string(1, 'a' + i), map, map.channels)));
  return modelOf(map, std::move(block));
}

/// What stands after the branches.
Texts joinOf(JoinKind join, int branches, ShortcutKind shortcut) {
  Texts calls = callsOf(forkOf(join, branches, shortcut));
  calls.erase(calls.begin(), calls.begin() + branches);
  return calls;
}

TEST(OnnxJoin, Add) {
  EXPECT_EQ(joinOf(JoinKind::Add, 1, ShortcutKind::Identity), Texts{"layer1.0.add(a, x)"});
  EXPECT_EQ(joinOf(JoinKind::Add, 2, ShortcutKind::None), Texts{"layer1.0.add(a, b)"});
  EXPECT_EQ(operators(forkOf(JoinKind::Add, 2, ShortcutKind::None)), "Conv Conv Add");
  EXPECT_EQ(joinOf(JoinKind::Add, 2, ShortcutKind::Identity), Texts{"layer1.0.add(a, b, x)"});
  EXPECT_EQ(operators(forkOf(JoinKind::Add, 2, ShortcutKind::Identity)), "Conv Conv Sum");
}

TEST(OnnxJoin, Max) {
  EXPECT_EQ(joinOf(JoinKind::Max, 3, ShortcutKind::None), Texts{"layer1.0.max(a, b, c)"});
  EXPECT_EQ(operators(forkOf(JoinKind::Max, 3, ShortcutKind::None)), "Conv Conv Conv Max");
}

TEST(OnnxJoin, OnePathNeedsNoJoin) {
  EXPECT_EQ(operators(forkOf(JoinKind::None, 1, ShortcutKind::None)), "Conv");
}

TEST(OnnxJoin, ConcatOfChannels) {
  auto block = fork(JoinKind::Concat, map, ShortcutKind::None);
  block->branches.push_back(sequence(conv("a", map, 3)));
  block->branches.push_back(sequence(conv("b", map, 5)));
  block->out.channels = 8;
  onnx::ModelProto model = modelOf(map, std::move(block));
  ASSERT_EQ(operators(model), "Conv Conv Concat");
  EXPECT_EQ(callOf(model.graph().node(2)), "layer1.0.concat(a, b)");
  EXPECT_EQ(attribute(model.graph().node(2), "axis").i(), 1);
  EXPECT_EQ(textOf(model.graph().output(0)), "logits[N, 8, 6, 5]");
}

TEST(OnnxJoin, GatesOfEveryForm) {
  EXPECT_EQ(joinOf(JoinKind::Gated, 2, ShortcutKind::None), Texts{"layer1.0.gate(a, b)"});
  EXPECT_EQ(joinOf(JoinKind::Gated, 1, ShortcutKind::Identity), Texts{"layer1.0.gate(x, a)"});
  EXPECT_EQ(joinOf(JoinKind::Gated, 2, ShortcutKind::Identity),
            (Texts{"layer1.0.gate.transform(a, b)", "layer1.0.gate.rest(f32.1, b)",
                   "layer1.0.gate.carry(x, layer1.0.gate.rest)",
                   "layer1.0.gate(layer1.0.gate.transform, layer1.0.gate.carry)"}));
  onnx::ModelProto highway = forkOf(JoinKind::Gated, 2, ShortcutKind::Identity);
  EXPECT_EQ(operators(highway), "Conv Conv Mul Sub Mul Add");
  EXPECT_EQ(constant<float>(highway, "f32.1"), std::vector<float>{1});
}

TEST(OnnxJoin, AGateOfRowsBecomesAMapOfOnePixel) {
  auto block = fork(JoinKind::Gated, map, ShortcutKind::Identity);
  dsl::Layer fc = linear("fc", map, map.channels);
  block->branches.push_back(sequence(fc, layer(dsl::LayerKind::Sigmoid, fc.out)));
  onnx::ModelProto model = modelOf(map, std::move(block));
  ASSERT_EQ(operators(model), "Flatten Gemm Sigmoid Unsqueeze Mul");
  EXPECT_EQ(callOf(model.graph().node(4)), "layer1.0.gate(x, layer1.0.unsqueeze)");
  EXPECT_EQ(textOf(model.graph().output(0)), "logits[N, 4, 6, 5]");
}

TEST(OnnxJoin, RowsAreJoinedAsRows) {
  dsl::Layer fc = linear("fc", map, 7);
  auto block = fork(JoinKind::Max, fc.out, ShortcutKind::None);
  block->branches.push_back(sequence(linear("a", fc.out, 7)));
  block->branches.push_back(sequence(linear("b", fc.out, 7)));
  onnx::ModelProto model = modelOf(map, fc, std::move(block), linear("last", fc.out, 2));
  EXPECT_EQ(operators(model), "Flatten Gemm Gemm Gemm Max Gemm");
}

/// The model of a fork with option A's shortcut to `out`, x[:, ::stride].
onnx::ModelProto optionA(const dsl::Shape &out, std::array<int64_t, 2> stride) {
  auto block = fork(JoinKind::Add, map, ShortcutKind::SubsamplePad);
  dsl::Layer branch = conv("a", map, out.channels);
  branch.stride = stride;
  branch.out = out;
  block->branches.push_back(sequence(branch));
  block->stride = stride;
  block->out = out;
  return modelOf(map, std::move(block));
}

TEST(OnnxJoin, SubsampledIdentityWithZeroChannels) {
  onnx::ModelProto model = optionA({9, 3, 5}, {2, 1});
  EXPECT_EQ(operators(model), "Conv Slice Pad Add");
  EXPECT_EQ(callOf(model.graph().node(1)),
            "layer1.0.shortcut.slice(x, int64.0.0, int64.6.5, int64.2.3, int64.2.1)");
  EXPECT_EQ(callOf(model.graph().node(2)),
            "layer1.0.shortcut.pad(layer1.0.shortcut.slice, int64.0.0.0.0.0.5.0.0)");
  EXPECT_EQ(constant<int64_t>(model, "int64.2.1"), (Integers{2, 1}));
  EXPECT_EQ(constant<int64_t>(model, "int64.0.0.0.0.0.5.0.0"), (Integers{0, 0, 0, 0, 0, 5, 0, 0}));
}

TEST(OnnxJoin, SubsampledIdentityDoesNoMoreThanIsNeeded) {
  EXPECT_EQ(operators(optionA({9, 6, 5}, {1, 1})), "Conv Pad Add");
  EXPECT_EQ(operators(optionA({4, 3, 3}, {2, 2})), "Conv Slice Add");
}

TEST(OnnxJoin, ProjectionStandsInTheShortcut) {
  auto block = fork(JoinKind::Add, map, ShortcutKind::Projection);
  block->branches.push_back(sequence(conv("a", map, 4)));
  block->projection = sequence(conv("downsample.0", map, 4));
  EXPECT_EQ(callsOf(modelOf(map, std::move(block))),
            (Texts{"a(x, a.weight)", "downsample.0(x, downsample.0.weight)",
                   "layer1.0.add(a, downsample.0)"}));
}

} // namespace
