//===- NetworkTest.cpp - what a checked network holds ---------------------===//
//
// Names, shapes, defaults and places of instantiated models.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

void collect(const Sequence &sequence, std::vector<const Layer *> &layers) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node)) {
      layers.push_back(layer);
    } else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node)) {
      for (const Sequence &branch : (*block)->branches)
        collect(branch, layers);
      collect((*block)->projection, layers);
    } else {
      collect(std::get<std::unique_ptr<Auxiliary>>(node)->body, layers);
    }
  }
}

std::vector<const Layer *> layersOf(const Network &network) {
  std::vector<const Layer *> layers;
  collect(network.body, layers);
  return layers;
}

/// Names of the layers that have one, joined by spaces.
std::string namesOf(const Network &network) {
  std::string names;
  for (const Layer *layer : layersOf(network))
    if (!layer->name.empty())
      names += (names.empty() ? "" : " ") + layer->name;
  return names;
}

Loaded loadShipped(llvm::StringRef name, const LoadOptions &options = {}) {
  for (const ShippedFile &file : shippedModels())
    if (file.name == name)
      return load(file.text, options);
  ADD_FAILURE() << name.str() << " does not ship";
  return {};
}

/// The sketch from which the language was made; it stays valid to the letter.
const char *const sketch =
    R"dsl(resnetc 1                                      # grammar version, first line

block basic(c, stride = 1) {
  branch   { conv 3x3 c /stride; bn; relu; conv 3x3 c; bn }
  shortcut                                     # identity; where shapes differ, the model's option
  join add; relu
}

model resnet34(classes = 1000) {
  input x : f32[N, 3, 224, 224]                # N stays symbolic
        normalize mean (0.485, 0.456, 0.406) std (0.229, 0.224, 0.225)
  shortcut B                                   # A: subsampled identity, zero channels after the old ones; B: projection where shapes differ; C: always; none: plain
  bn       eps 1e-5 momentum 0.1
  names    torchvision                         # parameter names: layer1.0.conv1.weight ...
  stem     { conv 7x7 64 /2; bn; relu; maxpool 3x3 /2 }
  stage layer1 = 3 x basic(64)
  stage layer2 = 4 x basic(128) /2
  stage layer3 = 6 x basic(256) /2
  stage layer4 = 3 x basic(512) /2
  head     { avgpool global; fc classes }
}

train imagenet for resnet34 {
  data     folder "imagenet/train"   eval folder "imagenet/val"
  augment  resize 256..480; crop 224; hflip
  loss     softmax_cross_entropy     init he_normal fan_in
  sgd      lr 0.1 momentum 0.9 weight_decay 1e-4
  lr       /10 on plateau
  batch    256   epochs 120   seed 1
}
)dsl";

TEST(Sketch, LoadsToTheLetter) {
  Loaded loaded = load(sketch);
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(parameterCount(*loaded.network), 21797672);
  ASSERT_TRUE(loaded.network->recipe.has_value());
  EXPECT_EQ(loaded.network->recipe->data, "folder:imagenet/train");
  EXPECT_EQ(loaded.network->recipe->eval, "folder:imagenet/val");
  EXPECT_EQ(loaded.network->recipe->augment.size(), 3u);
  EXPECT_EQ(loaded.network->recipe->schedule.kind, LrSchedule::Kind::Plateau);
}

TEST(Shipped, DepthIsAParameter) {
  LoadOptions options{"", {{"n", "9"}, {"classes", "100"}}, ""};
  Loaded loaded = loadShipped("cifar_resnet.dsl", options);
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  size_t convolutions = 0;
  for (const Layer *layer : layersOf(*loaded.network))
    convolutions += layer->kind == LayerKind::Conv;
  EXPECT_EQ(convolutions, 55u); // with the fully connected layer 56, as the paper counts
  EXPECT_EQ(loaded.network->output, (Shape{100, 1, 1}));
  EXPECT_EQ(loaded.network->parameters[0], std::pair(std::string("n"), int64_t(9)));
}

TEST(Names, AreTorchvisions) {
  Loaded loaded = loadShipped("resnet18.dsl");
  ASSERT_NE(loaded.network, nullptr);
  std::string names = namesOf(*loaded.network);
  EXPECT_EQ(names.rfind("conv1 bn1 layer1.0.conv1 layer1.0.bn1 layer1.0.conv2 layer1.0.bn2 "
                        "layer1.1.conv1",
                        0),
            0u)
      << names;
  EXPECT_NE(names.find("layer2.0.bn2 layer2.0.downsample.0 layer2.0.downsample.1 layer2.1.conv1"),
            std::string::npos);
  EXPECT_EQ(names.substr(names.rfind(' ') + 1), "fc");
}

TEST(Names, StemAndHeadCountTogetherAndSeveralFcsAreNumbered) {
  Loaded loaded = load(model("  stem { conv 3x3 4; bn; conv 3x3 4; bn }\n"
                             "  head { conv 1x1 4; fc 9; relu; fc 2 }"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(namesOf(*loaded.network), "conv1 bn1 conv2 bn2 conv3 fc1 fc2");
}

TEST(Names, BranchesNestedBlocksAndProjectionsOfAUnit) {
  Loaded loaded = load("resnetc 1\n"
                       "block two(c) { basic(c); conv 1x1 c; basic(c + 1) }\n"
                       "block wide(c) { branch { conv 3x3 c }; branch { conv 5x5 c }; join add }\n"
                       "model m { input x : f32[N, 3, 8, 8]\n"
                       "  stage a = 1 x two(4)\n  stage b = 2 x wide(4) }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(namesOf(*loaded.network),
            "a.0.conv1 a.0.bn1 a.0.conv2 a.0.bn2 a.0.downsample.0 a.0.downsample.1 a.0.conv3 "
            "a.0.conv4 a.0.bn3 a.0.conv5 a.0.bn4 a.0.downsample2.0 a.0.downsample2.1 "
            "b.0.conv1 b.0.conv2 b.1.conv1 b.1.conv2");
}

TEST(Layers, DefaultsAndOptions) {
  Loaded loaded = load(model("  bn eps 1e-3 momentum 0.2\n"
                             "  stem { conv 1x3 4; conv 4x4 5 /2x1 pad 1x2 bias; bn; "
                             "maxpool 3 /2; avgpool 2x2 }\n  head { fc 6 nobias; fc 7 }"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(*loaded.network);
  using Pad = std::array<int64_t, 4>;
  using Two = std::array<int64_t, 2>;
  EXPECT_EQ(layers[0]->pad, (Pad{0, 1, 0, 1}));
  EXPECT_EQ(layers[0]->stride, (Two{1, 1}));
  EXPECT_FALSE(layers[0]->bias);
  EXPECT_EQ(layers[0]->out, (Shape{4, 8, 8}));
  EXPECT_EQ(layers[1]->pad, (Pad{1, 2, 1, 2}));
  EXPECT_EQ(layers[1]->stride, (Two{2, 1}));
  EXPECT_TRUE(layers[1]->bias);
  EXPECT_EQ(layers[1]->out, (Shape{5, 4, 9}));
  EXPECT_EQ(layers[2]->eps, 1e-3);
  EXPECT_EQ(layers[2]->momentum, 0.2);
  EXPECT_EQ(layers[3]->kernel, (Two{3, 3}));
  EXPECT_EQ(layers[3]->pad, (Pad{1, 1, 1, 1}));
  EXPECT_EQ(layers[3]->out, (Shape{5, 2, 5}));
  EXPECT_EQ(layers[4]->pad, (Pad{0, 0, 0, 0}));
  EXPECT_EQ(layers[4]->out, (Shape{5, 1, 4}));
  EXPECT_FALSE(layers[5]->bias);
  EXPECT_TRUE(layers[6]->bias);
  EXPECT_EQ(loaded.network->output, (Shape{7, 1, 1}));
}

TEST(Layers, EvenAndLargeKernelsWithStrides) {
  Loaded loaded = load(model("  stem { conv 2x2 4; conv 5x5 4 /3; conv 1x1 4 /5 }"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(*loaded.network);
  EXPECT_EQ(layers[0]->out, (Shape{4, 7, 7}));
  EXPECT_EQ(layers[1]->out, (Shape{4, 3, 3}));
  EXPECT_EQ(layers[2]->out, (Shape{4, 1, 1}));
}

TEST(Layers, PlacesAndPaths) {
  Loaded loaded = load("resnetc 1\n"
                       "block own(c, stride = 1) {\n"
                       "  conv 3x3 c /stride\n"
                       "}\n"
                       "model m { input x : f32[N, 3, 8, 8]\n"
                       "  stage a = 2 x own(4) /2\n"
                       "  stage b = 1 x basic(4)\n"
                       "}\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  std::vector<const Layer *> layers = layersOf(*loaded.network);
  EXPECT_EQ(layers[1]->path, "stage a, block 2 (own)");
  EXPECT_EQ(layers[1]->loc.line, 3u); // the user's own block
  EXPECT_EQ(layers[1]->loc.column, 3u);
  EXPECT_EQ(layers[0]->out, (Shape{4, 4, 4})); // the stride is the first block's alone
  EXPECT_EQ(layers[1]->out, (Shape{4, 4, 4}));
  EXPECT_EQ(layers[2]->path, "stage b, block 1 (basic), branch 1");
  EXPECT_EQ(layers[2]->loc.file, "t.dsl"); // a block of the prelude: where the user called it
  EXPECT_EQ(layers[2]->loc.line, 7u);
  EXPECT_EQ(layers[2]->loc.column, 17u);
}

TEST(Input, ShapeAndNormalisation) {
  Loaded loaded = loadShipped("resnet50.dsl");
  ASSERT_NE(loaded.network, nullptr);
  const Input &input = loaded.network->input;
  EXPECT_EQ(input.name, "x");
  EXPECT_EQ(input.shape, (Shape{3, 224, 224}));
  EXPECT_EQ(input.mean, (std::vector<double>{0.485, 0.456, 0.406}));
  EXPECT_EQ(input.std, (std::vector<double>{0.229, 0.224, 0.225}));
}

TEST(Models, ListAndChoice) {
  std::string text = "resnetc 1\n"
                     "model a(n = 2 * 3, k) { input x : f32[N, 3, 8, 8]; head { fc n } }\n"
                     "model b { input x : f32[N, 3, 8, 8]; head { fc 5 } }\n";
  std::string errors;
  llvm::raw_string_ostream os(errors);
  auto models = listModels(text, "t.dsl", os);
  ASSERT_TRUE(models.has_value()) << errors;
  ASSERT_EQ(models->size(), 2u);
  EXPECT_EQ((*models)[0].name, "a");
  EXPECT_EQ((*models)[0].parameters[0], std::pair(std::string("n"), std::string("2 * 3")));
  EXPECT_EQ((*models)[0].parameters[1].second, "");
  EXPECT_EQ((*models)[1].loc.line, 3u);
  LoadOptions options{"b", {}, ""};
  EXPECT_EQ(load(text, options).network->output.channels, 5);
}

TEST(Models, EveryPreludeBlockInstantiates) {
  // Each with the height of 3x28x28 after two of it, the second without a stride.
  const std::pair<const char *, int64_t> calls[] = {
      {"basic(4) /2", 14},
      {"bottleneck(4) /2", 14},
      {"bottleneck_2015(4, expand = 2) /2", 14},
      {"preact_basic(4) /2", 14},
      {"preact_basic_shared(4) /2", 14},
      {"preact_basic_bare(4) /2", 14},
      {"preact_basic_branch(4) /2", 14},
      {"preact_bottleneck(4) /2", 14},
      {"preact_bottleneck_shared(4, expand = 2) /2", 14},
      {"preact_bottleneck_bare(4) /2", 14},
      {"preact_bottleneck_branch(4, down = 2)", 7},
      {"bn_after_add(4) /2", 14},
      {"relu_before_add(4) /2", 14},
      {"relu_only_preact(4) /2", 14},
      {"relu_only_preact_shared(4) /2", 14},
      {"wide_dropout(4) /2", 14},
      {"wide_dropout_shared(4) /2", 14},
      {"wide_dropout_branch(4) /2", 14},
      {"resnext(64, width = 2) /2", 14},
      {"squeeze_excite(3, reduce = 1)", 28},
      {"se_bottleneck(16) /2", 14},
      {"conv_bn_relu(4, k = 5) /2", 14},
      {"plain(4) /2", 14},
      {"conv_relu(4) /2", 14},
      {"conv_prelu(4) /2", 14},
      {"max_pool(3)", 7},
      {"mlpconv(4, 3, 5, 6)", 28},
      {"maxout(4, k = 5)", 28},
      {"maxout_fc(4)", 1},
      {"highway(3)", 28},
      {"inception(2, 3, 4, 5, 6, 7)", 28}};
  for (const auto &[call, height] : calls) {
    Loaded loaded = load("resnetc 1\nmodel m { input x : f32[N, 3, 28, 28]\n  stage s = 2 x " +
                         std::string(call) + "\n}\n");
    ASSERT_NE(loaded.network, nullptr) << call << "\n" << loaded.errors;
    EXPECT_EQ(loaded.network->output.height, height) << call;
  }
}

TEST(Models, PyramidSplitsAFullyConnectedLayer) {
  Loaded loaded = load("resnetc 1\nmodel m { input x : f32[N, 5, 14, 14]\n"
                       "  stage spp = 1 x pyramid_fc(6) }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(parameterCount(*loaded.network), 6 * 5 * (49 + 9 + 4 + 1) + 6);
}

/// A network with that input line.
Loaded withInput(const std::string &line, const LoadOptions &options = {}) {
  return load("resnetc 1\nmodel m {\n  input x : " + line + "\n  head { conv 3x3 2 }\n}\n",
              options);
}

TEST(Bytes, StandWithTheirChannelsLast) {
  Loaded loaded = withInput("u8[N, 8, 6, 3] normalize mean (1, 2, 3) std (4, 5, 6)");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  const Input &input = loaded.network->input;
  EXPECT_TRUE(input.bytes);
  EXPECT_EQ(input.shape, (Shape{3, 8, 6}));
  EXPECT_DOUBLE_EQ(input.scale, 1.0 / 255);
  EXPECT_EQ(input.std, (std::vector<double>{4, 5, 6}));
}

TEST(Bytes, HaveAScaleOfTheirOwn) {
  Loaded loaded = withInput("u8[N, 8, 6, 1] scale 0.0625");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->input.scale, 0.0625);
}

TEST(Bytes, MayBeAskedForFromOutside) {
  Loaded bytes = withInput("f32[N, 3, 8, 6]", {"", {{"input", "u8"}}, ""});
  Loaded floats = withInput("u8[N, 8, 6, 3] scale 2", {"", {{"input", "f32"}}, ""});
  ASSERT_TRUE(bytes.network && floats.network) << bytes.errors << floats.errors;
  EXPECT_EQ(networkKey(*bytes.network), networkKey(*withInput("u8[N, 8, 6, 3]").network));
  EXPECT_EQ(networkKey(*floats.network), networkKey(*withInput("f32[N, 3, 8, 6]").network));
  EXPECT_NE(networkKey(*bytes.network), networkKey(*floats.network));
  EXPECT_NE(networkKey(*bytes.network), networkKey(*withInput("u8[N, 8, 6, 3] scale 1").network));
}

const char *const keyed = R"dsl(resnetc 1
block pair(c) {
  branch { conv 3x3 c bias; bn; relu }
  branch { conv 1x1 c }
  shortcut
  join add; relu
}
model keyed(classes = 4) {
  input x : f32[N, 3, 8, 8] normalize mean (0.5, 0.5, 0.5) std (0.25, 0.25, 0.25)
  bn eps 1e-5 momentum 0.1
  stem { conv 3x3 8; relu }
  stage layer1 = 2 x pair(8)
  head { dropout 0.5; avgpool global; fc classes }
}
)dsl";

std::string keyOf(std::string text, llvm::StringRef from = "", llvm::StringRef to = "") {
  size_t at = text.find(from.str());
  EXPECT_NE(at, std::string::npos) << from.str();
  text.replace(at, from.size(), to.str());
  Loaded loaded = load(text);
  EXPECT_TRUE(loaded.network) << loaded.errors;
  return loaded.network ? networkKey(*loaded.network) : "";
}

TEST(NetworkKey, isAnotherForEveryOtherNetwork) {
  std::string key = keyOf(keyed);
  for (auto [from, to] : std::initializer_list<std::pair<const char *, const char *>>{
           {"conv 3x3 c bias", "conv 3x3 c"},
           {"conv 3x3 c bias", "conv 3x3 c bias 1"},
           {"conv 3x3 c bias", "conv 1x1 c bias"},
           {"conv 3x3 8", "conv 3x3 8 groups 1; bn"},
           {"bn; relu", "bn; sigmoid"},
           {"join add", "join max"},
           {"  shortcut\n", ""},
           {"eps 1e-5", "eps 1.0001e-5"},
           {"momentum 0.1", "momentum 0.2"},
           {"dropout 0.5", "dropout 0.25"},
           {"mean (0.5, ", "mean (0.4, "},
           {"std (0.25, ", "std (0.3, "},
           {"f32[N, 3, 8, 8]", "f32[N, 3, 8, 9]"},
           {"classes = 4", "classes = 5"},
           {"2 x pair", "3 x pair"},
           {"layer1", "part1"},
           {"model keyed", "model other"}})
    EXPECT_NE(keyOf(keyed, from, to), key) << from << " -> " << to;
  EXPECT_NE(keyOf(keyed, "bn; relu", "bn; leaky_relu 0.1"),
            keyOf(keyed, "bn; relu", "bn; leaky_relu 0.2"));
  EXPECT_NE(keyOf(keyed, "bn; relu", "bn; scale"), keyOf(keyed, "bn; relu", "bn; scale 1"));
}

TEST(NetworkKey, isTheSameWhateverTheTextLooksLike) {
  std::string key = keyOf(keyed);
  EXPECT_EQ(keyOf(keyed, "resnetc 1\n", "resnetc 1\n\n# a comment\n"), key);
  EXPECT_EQ(keyOf(keyed, "2 x pair(8)", "2 x pair(8)  "), key);
  EXPECT_EQ(keyOf(keyed, "conv 3x3 8; relu", "conv 3x3 8 pad 1; relu"), key);
  EXPECT_EQ(
      keyOf(std::string(keyed) +
            "train t for keyed {\n data npy \"x.npy,y.npy\"\n loss softmax_cross_entropy\n sgd lr "
            "0.1\n batch 8\n epochs 1\n}\n"),
      key);
}

/// Checkpoints and headers of older versions of the compiler hold hashes of it.
TEST(NetworkKey, staysAsItIs) {
  EXPECT_EQ(
      keyOf("resnetc 1\nmodel m {\n input x : f32[N, 1, 4, 4]\n stem { conv 3x3 2 /2; relu }\n"
            " head { avgpool global; fc 3 }\n}\n"),
      "network m in 1x4x4 out 3x1x1\n(\n"
      "conv 1x4x4 2x2x2 name=conv1 kernel=3,3 stride=2,2 pad=1,1,1,1 channels=2\n"
      "relu 2x2x2 2x2x2\n"
      "avgpool global 2x2x2 2x1x1\n"
      "fc 2x1x1 3x1x1 name=fc channels=3 bias=1\n)\n");
}

} // namespace
