//===- Networks.h - small networks built by hand, and their ONNX models ----------===//
#pragma once

#include "compiler/Onnx/Export.h"
#include "compiler/Onnx/onnx.pb.h"
#include "dsl/Network.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace resnetc::onnxtest {

/// A layer without parameters that keeps its shape.
inline dsl::Layer layer(dsl::LayerKind kind, const dsl::Shape &shape) {
  dsl::Layer result;
  result.kind = kind;
  result.path = "stem";
  result.in = result.out = shape;
  return result;
}

inline dsl::Layer relu(const dsl::Shape &shape) { return layer(dsl::LayerKind::ReLU, shape); }

/// A 1x1 convolution to `channels`.
inline dsl::Layer conv(std::string name, const dsl::Shape &in, int64_t channels) {
  dsl::Layer result = layer(dsl::LayerKind::Conv, in);
  result.name = std::move(name);
  result.channels = channels;
  result.out.channels = channels;
  return result;
}

inline dsl::Layer linear(std::string name, const dsl::Shape &in, int64_t channels) {
  dsl::Layer result = layer(dsl::LayerKind::Linear, in);
  result.name = std::move(name);
  result.channels = channels;
  result.out = {channels, 1, 1};
  return result;
}

/// A sequence of layers.
template <typename... Nodes> dsl::Sequence sequence(Nodes... nodes) {
  dsl::Sequence result;
  (result.push_back(std::move(nodes)), ...);
  return result;
}

/// A fork that keeps its shape.
inline std::unique_ptr<dsl::Block> fork(dsl::JoinKind join, const dsl::Shape &shape,
                                        dsl::ShortcutKind shortcut) {
  auto block = std::make_unique<dsl::Block>();
  block->path = "stage layer1, block 1 (basic)";
  block->join = join;
  block->shortcut = shortcut;
  block->in = block->out = shape;
  return block;
}

/// A network in whose forks the shortcut stands behind the branches.
inline dsl::Network network(const dsl::Shape &input, dsl::Sequence body) {
  for (dsl::Node &node : body)
    if (auto *block = std::get_if<std::unique_ptr<dsl::Block>>(&node))
      (*block)->shortcutPlace = (*block)->branches.size();
  dsl::Network result;
  result.name = "net";
  result.input.name = "x";
  result.input.shape = input;
  result.body = std::move(body);
  return result;
}

/// The bytes of a network's file; fails the test when there are none.
inline std::string bytesOf(const dsl::Network &network, llvm::StringRef weights = "") {
  llvm::Expected<std::string> bytes = exportOnnx(network, {weights, "1.2.3"});
  EXPECT_TRUE(static_cast<bool>(bytes)) << llvm::toString(bytes.takeError());
  return bytes ? *bytes : "";
}

inline onnx::ModelProto modelOf(const dsl::Network &network, llvm::StringRef weights = "") {
  onnx::ModelProto model;
  EXPECT_TRUE(model.ParseFromString(bytesOf(network, weights)));
  return model;
}

/// The model of a network of `nodes` on an input of `shape`.
template <typename... Nodes> onnx::ModelProto modelOf(const dsl::Shape &shape, Nodes... nodes) {
  return modelOf(network(shape, sequence(std::move(nodes)...)));
}

/// The operators in order, "Conv Relu".
inline std::string operators(const onnx::ModelProto &model) {
  std::string text;
  for (const onnx::NodeProto &node : model.graph().node())
    text += (text.empty() ? "" : " ") + node.op_type();
  return text;
}

/// A node as "name(input, ...)".
inline std::string callOf(const onnx::NodeProto &node) {
  std::string text = node.name() + "(";
  for (const std::string &input : node.input())
    text += (text.back() == '(' ? "" : ", ") + input;
  return text + ")";
}

/// A value as "name[N, 3, 2, 2]".
inline std::string textOf(const onnx::ValueInfoProto &value) {
  std::string text = value.name() + "[";
  for (const auto &dim : value.type().tensor_type().shape().dim())
    text += (text.back() == '[' ? "" : ", ") +
            (dim.has_dim_param() ? dim.dim_param() : std::to_string(dim.dim_value()));
  return text + "]";
}

template <typename Values> std::vector<std::string> textsOf(const Values &values) {
  std::vector<std::string> texts;
  for (const auto &value : values)
    texts.push_back(textOf(value));
  return texts;
}

inline std::vector<std::string> callsOf(const onnx::ModelProto &model) {
  std::vector<std::string> calls;
  for (const onnx::NodeProto &node : model.graph().node())
    calls.push_back(callOf(node));
  return calls;
}

/// An attribute of a node; an empty one when it has none of that name.
inline onnx::AttributeProto attribute(const onnx::NodeProto &node, const std::string &name) {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name)
      return attribute;
  ADD_FAILURE() << node.name() << " has no attribute " << name;
  return {};
}

inline std::vector<int64_t> integers(const onnx::NodeProto &node, const std::string &name) {
  onnx::AttributeProto list = attribute(node, name);
  EXPECT_EQ(list.type(), onnx::AttributeProto::INTS);
  return {list.ints().begin(), list.ints().end()};
}

/// The elements of an initialiser; nothing when there is none of that name.
template <typename Element>
std::vector<Element> constant(const onnx::ModelProto &model, const std::string &name) {
  for (const onnx::TensorProto &tensor : model.graph().initializer())
    if (tensor.name() == name) {
      std::vector<Element> values(tensor.raw_data().size() / sizeof(Element));
      std::memcpy(values.data(), tensor.raw_data().data(), tensor.raw_data().size());
      return values;
    }
  return {};
}

} // namespace resnetc::onnxtest
