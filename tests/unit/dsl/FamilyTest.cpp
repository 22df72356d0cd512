//===- FamilyTest.cpp - what the networks beside ResNet need ---------------===//
//
// PReLU, gates, concatenations, groups, rounding up, dropout, LRN, heads beside the network
// and stages of several kinds of blocks: shapes, names, defaults and listing.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

/// The layers at the top of a network.
std::vector<const Layer *> layersOf(const Sequence &sequence) {
  std::vector<const Layer *> layers;
  for (const Node &node : sequence)
    if (auto *layer = std::get_if<Layer>(&node))
      layers.push_back(layer);
  return layers;
}

const Block &blockOf(const Sequence &sequence) {
  for (const Node &node : sequence)
    if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      return **block;
  ADD_FAILURE() << "no block";
  std::abort();
}

Loaded stem(const std::string &layers, const std::string &size = "8") {
  return load("resnetc 1\nmodel m {\n  input x : f32[N, 4, " + size + ", " + size + "]\n  stem { " +
              layers + " }\n}\n");
}

/// A stage of one block on 8x8x8.
Loaded block(const std::string &body, const std::string &option) {
  return load("resnetc 1\nblock own(c) { " + body +
              " }\nmodel m {\n  input x : f32[N, 8, 8, 8]\n  shortcut " + option +
              "\n  stage s = 1 x own(8)\n}\n");
}

TEST(Family, LayersAndTheirNumbers) {
  Loaded loaded = stem("conv 3x3 8 groups 2 bias -1.5; prelu; sigmoid; dropout 0.25; lrn 3; "
                       "lrn 5 k 2 alpha 1e-3 beta 0.5; conv 1x1 8 nobias; fc 6 bias 1; prelu");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(loaded.network->body);
  EXPECT_EQ(layers[0]->groups, 2);
  EXPECT_TRUE(layers[0]->bias);
  EXPECT_EQ(layers[0]->biasInit, -1.5);
  EXPECT_EQ(layers[1]->kind, LayerKind::PReLU);
  EXPECT_EQ(layers[1]->name, "prelu1");
  EXPECT_EQ(layers[2]->kind, LayerKind::Sigmoid);
  EXPECT_EQ(layers[2]->name, "");
  EXPECT_EQ(layers[3]->number, 0.25);
  EXPECT_EQ(layers[4]->lrnSize, 3);
  EXPECT_EQ(layers[4]->lrnAlpha, 1e-4);
  EXPECT_EQ(layers[4]->lrnBeta, 0.75);
  EXPECT_EQ(layers[4]->lrnK, 1);
  EXPECT_EQ(layers[5]->lrnAlpha, 1e-3);
  EXPECT_EQ(layers[5]->lrnBeta, 0.5);
  EXPECT_EQ(layers[5]->lrnK, 2);
  EXPECT_FALSE(layers[6]->bias);
  EXPECT_EQ(layers[7]->biasInit, 1);
  EXPECT_EQ(layers[8]->name, "prelu2");
  // 8 filters of 4 / 2 channels and 8 biases, 2 PReLUs of 8 and 6, 64 weights, fc with 6 biases.
  EXPECT_EQ(parameterCount(*loaded.network), 8 * 2 * 9 + 8 + 8 + 6 + 64 + 6 * 512 + 6);
  EXPECT_EQ(multiplyAdds(*loaded.network), 64 * (8 * 2 * 9 + 64) + 6 * 512);
  EXPECT_EQ(activationCount(*loaded.network), 2 * 512 + 6);
  EXPECT_EQ(weightedDepth(*loaded.network), 3);
}

TEST(Family, ActivationsByKind) {
  Loaded loaded = stem("relu6; silu; hardswish; leaky_relu -0.25");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(loaded.network->body);
  EXPECT_EQ(layers[0]->kind, LayerKind::Relu6);
  EXPECT_EQ(layers[1]->kind, LayerKind::Silu);
  EXPECT_EQ(layers[2]->kind, LayerKind::Hardswish);
  EXPECT_EQ(layers[3]->kind, LayerKind::LeakyRelu);
  EXPECT_EQ(layers[3]->number, -0.25);
  for (const Layer *layer : layers) {
    EXPECT_EQ(layer->name, "");
    EXPECT_EQ(layer->out, layer->in);
  }
  EXPECT_EQ(parameterCount(*loaded.network), 0);
}

TEST(Family, ScalesLearnOneNumber) {
  Loaded loaded = stem("scale; conv 3x3 8; scale -0.5; scale\n; relu");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(loaded.network->body);
  EXPECT_EQ(layers[0]->kind, LayerKind::Scale);
  EXPECT_EQ(layers[0]->name, "scale1");
  EXPECT_EQ(layers[0]->number, 0);
  EXPECT_EQ(layers[2]->name, "scale2");
  EXPECT_EQ(layers[2]->number, -0.5);
  EXPECT_EQ(layers[3]->name, "scale3");
  EXPECT_EQ(layers[3]->out, layers[3]->in);
  EXPECT_EQ(parameterCount(*loaded.network), 1 + 4 * 8 * 9 + 1 + 1);
  EXPECT_EQ(weightedDepth(*loaded.network), 1);
}

struct Rounding {
  int64_t size, kernel, stride, pad; ///< of maxpool with ceil
  int64_t out, after;                ///< elements; padding after the map
};

TEST(Family, RoundingUpIsThatOfCaffe) {
  // Cases with the results of torch.nn.MaxPool2d(kernel, stride, pad, ceil_mode=True).
  const Rounding cases[] = {{112, 3, 2, 0, 56, 1}, {7, 3, 2, 0, 3, 0}, {8, 3, 2, 0, 4, 1},
                            {8, 3, 2, 1, 5, 2},    {8, 2, 2, 0, 4, 0}, {7, 2, 2, 0, 4, 1},
                            {7, 2, 2, 1, 4, 1},    {5, 3, 5, 1, 2, 2}, {6, 3, 4, 1, 2, 1},
                            {3, 2, 3, 1, 2, 1},    {4, 3, 3, 0, 2, 2}, {4, 1, 3, 0, 2, 0}};
  for (const Rounding &c : cases) {
    std::string text = "maxpool " + std::to_string(c.kernel) + " /" + std::to_string(c.stride) +
                       " pad " + std::to_string(c.pad) + " ceil";
    Loaded loaded = stem(text, std::to_string(c.size));
    ASSERT_NE(loaded.network, nullptr) << loaded.errors;
    const Layer &pool = *layersOf(loaded.network->body)[0];
    EXPECT_EQ(pool.out.height, c.out) << text << " of " << c.size;
    EXPECT_EQ(pool.out.width, c.out);
    EXPECT_EQ(pool.pad, (std::array<int64_t, 4>{c.pad, c.pad, c.after, c.after})) << text;
  }
}

TEST(Family, ConcatAddsChannelsAndKeepsItsShortcut) {
  for (const char *option : {"A", "B", "C", "none"}) {
    Loaded loaded = block(
        "branch { conv 3x3 c }; branch { maxpool 3; conv 1x1 (c / 2) }; shortcut; join concat",
        option);
    ASSERT_NE(loaded.network, nullptr) << loaded.errors;
    EXPECT_EQ(blockOf(loaded.network->body).shortcut, ShortcutKind::Identity) << option;
    EXPECT_EQ(blockOf(loaded.network->body).join, JoinKind::Concat);
    EXPECT_EQ(loaded.network->output, (Shape{8 + 4 + 8, 8, 8}));
  }
}

TEST(Family, PathsAreJoinedInTheOrderOfTheText) {
  const char *first = "shortcut; branch { conv 3x3 c }; branch { conv 1x1 c }; join ";
  const char *between = "branch { conv 3x3 c }; shortcut; branch { conv 1x1 c }; join ";
  const char *last = "branch { conv 3x3 c }; branch { conv 1x1 c }; shortcut; join ";
  for (std::string join : {"add", "concat", "max"}) {
    size_t place = 0;
    for (const char *paths : {first, between, last})
      EXPECT_EQ(blockOf(block(paths + join, "B").network->body).shortcutPlace, place++) << join;
  }
  // The last branch is the gate wherever the shortcut stands.
  for (const char *paths : {first, between, last})
    EXPECT_EQ(blockOf(block(std::string(paths) + "gated", "B").network->body).shortcutPlace, 2u);
}

TEST(Family, GateKeepsItsShortcutUnderEveryOption) {
  for (const char *option : {"A", "B", "C", "none"}) {
    Loaded loaded = block("branch { conv 3x3 c }; branch { conv 3x3 c bias -2; sigmoid }; "
                          "shortcut; join gated",
                          option);
    ASSERT_NE(loaded.network, nullptr) << loaded.errors;
    EXPECT_EQ(blockOf(loaded.network->body).shortcut, ShortcutKind::Identity) << option;
    EXPECT_EQ(blockOf(loaded.network->body).join, JoinKind::Gated) << option;
    EXPECT_EQ(weightedDepth(*loaded.network), 1); // the gate is no layer of the way
  }
}

TEST(Family, GateOfChannelsAndWithoutCarry) {
  Loaded squeeze = block("branch { avgpool global; fc c; sigmoid }; shortcut; join gated", "none");
  ASSERT_NE(squeeze.network, nullptr) << squeeze.errors;
  EXPECT_EQ(squeeze.network->output, (Shape{8, 8, 8}));
  EXPECT_EQ(weightedDepth(*squeeze.network), 0);
  Loaded glu =
      block("branch { conv 3x3 16 /2 }; branch { conv 3x3 16 /2; sigmoid }; join gated", "B");
  ASSERT_NE(glu.network, nullptr) << glu.errors;
  EXPECT_EQ(glu.network->output, (Shape{16, 4, 4}));
  EXPECT_EQ(blockOf(glu.network->body).shortcut, ShortcutKind::None);
}

TEST(Family, MaxFollowsTheOption) {
  const std::string body = "branch { conv 3x3 12 /2 }; shortcut; join max";
  EXPECT_EQ(blockOf(block(body, "A").network->body).shortcut, ShortcutKind::SubsamplePad);
  EXPECT_EQ(blockOf(block(body, "B").network->body).shortcut, ShortcutKind::Projection);
  Loaded none = block(body, "none");
  EXPECT_EQ(blockOf(none.network->body).join, JoinKind::None);
  Loaded maxout = block("branch { conv 3x3 c }; branch { conv 3x3 c }; join max", "none");
  EXPECT_EQ(blockOf(maxout.network->body).join, JoinKind::Max);
}

TEST(Family, BareProjectionHasNoNorm) {
  Loaded loaded = block("bn; relu; branch { conv 3x3 12 /2 }; shortcut conv; join add", "B");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  const Block &fork = blockOf(loaded.network->body);
  ASSERT_EQ(fork.projection.size(), 1u);
  EXPECT_EQ(std::get<Layer>(fork.projection[0]).name, "s.0.downsample.0");
  EXPECT_EQ(std::get<Layer>(fork.projection[0]).stride, (std::array<int64_t, 2>{2, 2}));
}

TEST(Family, ThenGoesOnCounting) {
  Loaded loaded = load(model("  stage a = 2 x conv_bn_relu(4) /2\n"
                             "    then n x basic(4)\n    then 1 x conv_bn_relu(6) /2",
                             "n = 0"),
                       {"", {{"n", "1"}}, ""});
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(loaded.network->body);
  EXPECT_EQ(layers[0]->stride[0], 2);
  EXPECT_EQ(layers[3]->name, "a.1.conv1");
  EXPECT_EQ(layers[3]->stride[0], 1);
  EXPECT_EQ(blockOf(loaded.network->body).name, "a.2");
  EXPECT_EQ(blockOf(loaded.network->body).path, "stage a, block 3 (basic)");
  EXPECT_EQ(layers.back()->path, "stage a, block 4 (conv_bn_relu)");
  EXPECT_EQ(loaded.network->output, (Shape{6, 2, 2}));
}

TEST(Family, AuxiliaryHeads) {
  Loaded loaded = load(model("  stem { conv 3x3 4 }\n"
                             "  aux first weight 0.3 { avgpool global; fc 8; relu; fc 2 }\n"
                             "  stage s = 1 x basic(4)\n  aux second { avgpool global; fc 2 }\n"
                             "  head { avgpool global; fc 2 }"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  const auto &first = std::get<std::unique_ptr<Auxiliary>>(loaded.network->body[1]);
  EXPECT_EQ(first->name, "first");
  EXPECT_EQ(first->path, "aux first");
  EXPECT_EQ(first->weight, 0.3);
  EXPECT_EQ(first->in, (Shape{4, 8, 8}));
  EXPECT_EQ(first->out, (Shape{2, 1, 1}));
  EXPECT_EQ(layersOf(first->body)[1]->name, "first.fc1");
  EXPECT_EQ(layersOf(first->body)[3]->name, "first.fc2");
  Loaded without = load(model("  stem { conv 3x3 4 }\n  stage s = 1 x basic(4)\n"
                              "  head { avgpool global; fc 2 }"));
  // Training has the heads, inference does not.
  EXPECT_EQ(parameterCount(*loaded.network),
            parameterCount(*without.network) + (8 * 4 + 8) + (2 * 8 + 2) + (2 * 4 + 2));
  EXPECT_EQ(multiplyAdds(*loaded.network), multiplyAdds(*without.network));
  EXPECT_EQ(activationCount(*loaded.network), activationCount(*without.network));
  EXPECT_EQ(weightedDepth(*loaded.network), 4);
  std::string listing = printNetwork(*loaded.network);
  EXPECT_NE(listing.find("  aux first weight 0.3 : 4x8x8 -> 2x1x1\n    avgpool global : "),
            std::string::npos)
      << listing;
}

TEST(Family, ListingShowsTheNumbers) {
  Loaded loaded = stem("conv 3x3 8 groups 2 bias -2; dropout 0.5; lrn 5; "
                       "branch { relu }; branch { sigmoid }; join gated");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::string listing = printNetwork(*loaded.network);
  for (const char *line :
       {"conv 3x3 stride 1x1 pad 1,1,1,1 groups 2 bias -2 conv1 : 4x8x8 -> 8x8x8",
        "dropout 0.5 : 8x8x8", "lrn 5 alpha 0.0001 beta 0.75 k 1 : 8x8x8", "  join gated\n"})
    EXPECT_NE(listing.find(line), std::string::npos) << line << "\n" << listing;
}

TEST(Family, CropOfTheModelsSize) {
  std::string text =
      "resnetc 1\nmodel m(size = 32) { input x : f32[N, 3, size, size]; head { fc 10 "
      "} }\ntrain t for m { data folder \"d\"; augment resize 40..50; crop size; "
      "loss softmax_cross_entropy; sgd lr 1; batch 1; epochs 1 }\n";
  Loaded loaded = load(text, {"", {{"size", "24"}}, ""});
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->recipe->augment[1].low, 24);
  EXPECT_NE(load(text, {"", {{"size", "48"}}, ""}).errors.find("[C50]"), std::string::npos);
}

TEST(Family, ManyNodesTakeLinearTime) {
  // 99000 layers of every new kind: a quadratic step would show.
  Loaded loaded =
      load("resnetc 1\nblock b(c) { branch { conv 1x1 c groups 2; prelu; dropout 0.1 }; "
           "branch { lrn 3; sigmoid }; shortcut; join gated }\n"
           "model m { input x : f32[N, 2, 1, 1]\n  stage a = 7000 x b(2)\n"
           "    then 7000 x b(2) }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(weightedDepth(*loaded.network), 14000);
}

} // namespace
