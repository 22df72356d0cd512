//===- ExportTest.cpp - which operator stands for which layer ----------------------===//
#include "tests/unit/onnx/Networks.h"

using namespace resnetc;
using namespace resnetc::onnxtest;
using dsl::LayerKind;

namespace {

using Texts = std::vector<std::string>;
using Integers = std::vector<int64_t>;

const dsl::Shape map = {4, 6, 5};

TEST(OnnxExport, TheFileSaysWhatItIs) {
  onnx::ModelProto model = modelOf(map, relu(map));
  EXPECT_EQ(model.ir_version(), 8);
  ASSERT_EQ(model.opset_import_size(), 1);
  EXPECT_EQ(model.opset_import(0).domain(), "");
  EXPECT_EQ(model.opset_import(0).version(), 17);
  EXPECT_EQ(model.producer_name() + " " + model.producer_version(), "resnetc 1.2.3");
  EXPECT_EQ(model.graph().name(), "net");
  EXPECT_EQ(textsOf(model.graph().input()), Texts{"x[N, 4, 6, 5]"});
  EXPECT_EQ(textsOf(model.graph().output()), Texts{"logits[N, 4, 6, 5]"});
  EXPECT_EQ(model.graph().input(0).type().tensor_type().elem_type(), onnx::TensorProto::FLOAT);
  EXPECT_EQ(model.graph().node(0).doc_string(), "stem");
}

TEST(OnnxExport, NormalizeSubtractsAndDivides) {
  dsl::Network net = network({2, 1, 3}, sequence(relu({2, 1, 3})));
  net.input.mean = {0.5, -1};
  net.input.std = {2, 0.25};
  onnx::ModelProto model = modelOf(net);
  EXPECT_EQ(callsOf(model),
            (Texts{"normalize.mean(x, x.mean)", "normalize.std(normalize.mean, x.std)",
                   "stem.relu(normalize.std)"}));
  EXPECT_EQ(operators(model), "Sub Div Relu");
  EXPECT_EQ(constant<float>(model, "x.mean"), (std::vector<float>{0.5f, -1.f}));
  EXPECT_EQ(constant<float>(model, "x.std"), (std::vector<float>{2.f, 0.25f}));
  const onnx::TensorProto &mean = model.graph().initializer(0);
  EXPECT_EQ(Integers(mean.dims().begin(), mean.dims().end()), (Integers{1, 2, 1, 1}));
}

TEST(OnnxExport, ConvolutionWithEverything) {
  dsl::Layer layer = conv("conv1", map, 6);
  layer.kernel = {3, 2};
  layer.stride = {2, 1};
  layer.pad = {1, 0, 2, 3};
  layer.groups = 2;
  layer.bias = true;
  layer.out = {6, 4, 7};
  onnx::ModelProto model = modelOf(map, layer);
  ASSERT_EQ(operators(model), "Conv");
  const onnx::NodeProto &node = model.graph().node(0);
  EXPECT_EQ(callOf(node), "conv1(x, conv1.weight, conv1.bias)");
  EXPECT_EQ(integers(node, "kernel_shape"), (Integers{3, 2}));
  EXPECT_EQ(integers(node, "strides"), (Integers{2, 1}));
  EXPECT_EQ(integers(node, "pads"), (Integers{1, 0, 2, 3}));
  EXPECT_EQ(attribute(node, "group").i(), 2);
  EXPECT_EQ(textsOf(model.graph().input()),
            (Texts{"x[N, 4, 6, 5]", "conv1.weight[6, 2, 3, 2]", "conv1.bias[6]"}));
  EXPECT_EQ(textsOf(model.graph().output()), Texts{"logits[N, 6, 4, 7]"});
}

TEST(OnnxExport, BatchNormWithItsScaleUnderAnotherName) {
  dsl::Layer layer = onnxtest::layer(LayerKind::BatchNorm, map);
  layer.name = "bn2a";
  layer.scaleName = "scale2a";
  layer.eps = 0.125;
  onnx::ModelProto model = modelOf(map, layer);
  ASSERT_EQ(operators(model), "BatchNormalization");
  EXPECT_EQ(callOf(model.graph().node(0)),
            "bn2a(x, scale2a.weight, scale2a.bias, bn2a.running_mean, bn2a.running_var)");
  EXPECT_EQ(attribute(model.graph().node(0), "epsilon").f(), 0.125f);
}

TEST(OnnxExport, ElementwiseLayers) {
  dsl::Layer slope = layer(LayerKind::PReLU, map);
  slope.name = "prelu1";
  onnx::ModelProto model = modelOf(map, layer(LayerKind::Sigmoid, map), relu(map),
                                   layer(LayerKind::Dropout, map), slope);
  EXPECT_EQ(callsOf(model), (Texts{"stem.sigmoid(x)", "stem.relu(stem.sigmoid)",
                                   "prelu1(stem.relu, prelu1.weight)"}));
  EXPECT_EQ(operators(model), "Sigmoid Relu PRelu");
  EXPECT_EQ(textOf(model.graph().input(1)), "prelu1.weight[4, 1, 1]");
}

TEST(OnnxExport, ActivationsByKind) {
  onnx::ModelProto model = modelOf(map, layer(LayerKind::Relu6, map), layer(LayerKind::Silu, map),
                                   layer(LayerKind::Relu6, map), layer(LayerKind::Hardswish, map));
  EXPECT_EQ(callsOf(model),
            (Texts{"stem.relu6(x, f32.0, f32.6)", "stem.silu.sigmoid(stem.relu6)",
                   "stem.silu(stem.silu.sigmoid, stem.relu6)",
                   "stem.relu6_2(stem.silu, f32.0, f32.6)", "stem.hardswish(stem.relu6_2)"}));
  EXPECT_EQ(operators(model), "Clip Sigmoid Mul Clip HardSwish");
  EXPECT_EQ(model.graph().initializer_size(), 2);
  EXPECT_EQ(model.graph().initializer(0).dims_size(), 0);
  EXPECT_EQ(constant<float>(model, "f32.6"), std::vector<float>{6});
}

TEST(OnnxExport, LeakyReLU) {
  dsl::Layer leaky = layer(LayerKind::LeakyRelu, map);
  leaky.number = 0.125;
  onnx::ModelProto model = modelOf(map, leaky);
  ASSERT_EQ(operators(model), "LeakyRelu");
  EXPECT_EQ(callOf(model.graph().node(0)), "stem.leaky_relu(x)");
  EXPECT_EQ(attribute(model.graph().node(0), "alpha").f(), 0.125f);
}

TEST(OnnxExport, ALearnedScaleTakesRowsAndMaps) {
  dsl::Layer first = layer(LayerKind::Scale, map), fc = linear("fc", map, 7),
             second = layer(LayerKind::Scale, fc.out);
  first.name = "scale1";
  second.name = "scale2";
  onnx::ModelProto model = modelOf(map, first, fc, second);
  EXPECT_EQ(operators(model), "Mul Flatten Gemm Mul");
  EXPECT_EQ(callOf(model.graph().node(0)), "scale1(x, scale1.weight)");
  EXPECT_EQ(textOf(model.graph().input(1)), "scale1.weight[1]");
  EXPECT_EQ(textsOf(model.graph().output()), Texts{"logits[N, 7]"});
}

TEST(OnnxExport, LocalResponseNormalisation) {
  dsl::Layer lrn = layer(LayerKind::LRN, map);
  lrn.lrnSize = 3;
  lrn.lrnAlpha = 0.5;
  lrn.lrnBeta = 0.25;
  lrn.lrnK = 2;
  onnx::ModelProto model = modelOf(map, lrn);
  ASSERT_EQ(operators(model), "LRN");
  const onnx::NodeProto &node = model.graph().node(0);
  EXPECT_EQ(attribute(node, "size").i(), 3);
  EXPECT_EQ(attribute(node, "alpha").f(), 0.5f);
  EXPECT_EQ(attribute(node, "beta").f(), 0.25f);
  EXPECT_EQ(attribute(node, "bias").f(), 2.f);
}

TEST(OnnxExport, Pools) {
  dsl::Layer max = layer(LayerKind::MaxPool, map), average = layer(LayerKind::AvgPool, map);
  max.kernel = average.kernel = {3, 2};
  max.stride = average.stride = {1, 2};
  max.pad = average.pad = {1, 0, 1, 1};
  max.out = {4, 6, 3};
  average.in = max.out;
  average.out = {4, 6, 2};
  dsl::Layer global = layer(LayerKind::GlobalAvgPool, average.out);
  global.out = {4, 1, 1};
  onnx::ModelProto model = modelOf(map, max, average, global);
  ASSERT_EQ(operators(model), "MaxPool AveragePool GlobalAveragePool Flatten");
  for (int i = 0; i < 2; ++i) {
    const onnx::NodeProto &node = model.graph().node(i);
    EXPECT_EQ(integers(node, "kernel_shape"), (Integers{3, 2}));
    EXPECT_EQ(integers(node, "strides"), (Integers{1, 2}));
    EXPECT_EQ(integers(node, "pads"), (Integers{1, 0, 1, 1}));
  }
  EXPECT_EQ(attribute(model.graph().node(1), "count_include_pad").i(), 1);
  EXPECT_EQ(textsOf(model.graph().value_info()),
            (Texts{"stem.maxpool[N, 4, 6, 3]", "stem.avgpool[N, 4, 6, 2]",
                   "stem.avgpool_2[N, 4, 1, 1]"}));
  EXPECT_EQ(model.graph().node(2).name(), "stem.avgpool_2");
}

TEST(OnnxExport, FullyConnectedLayersWorkOnRows) {
  dsl::Layer first = linear("fc1", map, 7), last = linear("fc2", {7, 1, 1}, 3);
  first.bias = true;
  onnx::ModelProto model = modelOf(map, first, relu(first.out), last);
  EXPECT_EQ(callsOf(model), (Texts{"fc1.flatten(x)", "fc1(fc1.flatten, fc1.weight, fc1.bias)",
                                   "stem.relu(fc1)", "fc2(stem.relu, fc2.weight)"}));
  EXPECT_EQ(operators(model), "Flatten Gemm Relu Gemm");
  EXPECT_EQ(attribute(model.graph().node(1), "transB").i(), 1);
  EXPECT_EQ(textOf(model.graph().input(1)), "fc1.weight[7, 120]");
  EXPECT_EQ(textsOf(model.graph().output()), Texts{"logits[N, 3]"});
  EXPECT_EQ(textsOf(model.graph().value_info()),
            (Texts{"fc1.flatten[N, 120]", "fc1[N, 7]", "stem.relu[N, 7]"}));
}

TEST(OnnxExport, RowsBecomeMapsWhereALayerNeedsThem) {
  dsl::Layer fc = linear("fc", map, 7);
  for (LayerKind kind : {LayerKind::Conv, LayerKind::PReLU, LayerKind::LRN, LayerKind::MaxPool,
                         LayerKind::AvgPool, LayerKind::GlobalAvgPool}) {
    dsl::Layer next = layer(kind, fc.out);
    next.name = "next";
    next.channels = 7;
    onnx::ModelProto model = modelOf(map, fc, next);
    EXPECT_EQ(operators(model).substr(0, 22), "Flatten Gemm Unsqueeze") << toString(kind).str();
    EXPECT_EQ(constant<int64_t>(model, "int64.2.3"), (Integers{2, 3}));
    EXPECT_EQ(textsOf(model.graph().output()), Texts{"logits[N, 7]"});
  }
}

TEST(OnnxExport, OnePixelAtTheEndIsARowOfClasses) {
  dsl::Layer global = layer(LayerKind::GlobalAvgPool, map);
  global.out = {4, 1, 1};
  onnx::ModelProto model = modelOf(map, global);
  EXPECT_EQ(callsOf(model), (Texts{"stem.avgpool(x)", "head.flatten(stem.avgpool)"}));
  EXPECT_EQ(textOf(model.graph().output(0)), "logits[N, 4]");
  EXPECT_EQ(textOf(modelOf(map, relu(map)).graph().output(0)), "logits[N, 4, 6, 5]");
}

TEST(OnnxExport, ANetworkThatComputesNothingCopies) {
  onnx::ModelProto model = modelOf(map, layer(LayerKind::Dropout, map));
  EXPECT_EQ(operators(model), "Identity");
  EXPECT_EQ(model.graph().node(0).output(0), "logits");
}

TEST(OnnxExport, AuxiliaryHeadsAreLeftOut) {
  auto head = std::make_unique<dsl::Auxiliary>();
  head->body = sequence(linear("aux1.fc", map, 3));
  onnx::ModelProto model = modelOf(map, relu(map), std::move(head), linear("fc", map, 3));
  EXPECT_EQ(operators(model), "Relu Flatten Gemm");
  EXPECT_EQ(textsOf(model.graph().input()), (Texts{"x[N, 4, 6, 5]", "fc.weight[3, 120]"}));
}

} // namespace
