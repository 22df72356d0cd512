//===- GraphWriter.cpp - nodes, values and constants of an ONNX graph -----------===//
//
// All tensors are raw little-endian bytes, the form that every reader of ONNX takes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Onnx/GraphWriter.h"

#include "compiler/Support/Errors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <numeric>

namespace resnetc {

/// Describes a value; `N` stands before `extents` when it is an activation.
static void describe(onnx::ValueInfoProto &info, llvm::StringRef name,
                     llvm::ArrayRef<int64_t> extents, bool batched,
                     onnx::TensorProto::DataType element = onnx::TensorProto::FLOAT) {
  info.set_name(name.str());
  onnx::TypeProto::Tensor &type = *info.mutable_type()->mutable_tensor_type();
  type.set_elem_type(element);
  onnx::TensorShapeProto &shape = *type.mutable_shape();
  if (batched)
    shape.add_dim()->set_dim_param("N");
  for (int64_t extent : extents)
    shape.add_dim()->set_dim_value(extent);
}

static void describe(onnx::ValueInfoProto &info, const OnnxValue &value) {
  const dsl::Shape &shape = value.shape;
  if (value.rows)
    describe(info, value.name, {shape.elements()}, true);
  else
    describe(info, value.name, {shape.channels, shape.height, shape.width}, true);
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

onnx::AttributeProto &OnnxNode::attribute(llvm::StringRef name,
                                          onnx::AttributeProto::AttributeType type) {
  onnx::AttributeProto &attribute = *node.add_attribute();
  attribute.set_name(name.str());
  attribute.set_type(type);
  return attribute;
}

OnnxNode &OnnxNode::integer(llvm::StringRef name, int64_t value) {
  attribute(name, onnx::AttributeProto::INT).set_i(value);
  return *this;
}

OnnxNode &OnnxNode::integers(llvm::StringRef name, llvm::ArrayRef<int64_t> values) {
  onnx::AttributeProto &list = attribute(name, onnx::AttributeProto::INTS);
  for (int64_t value : values)
    list.add_ints(value);
  return *this;
}

OnnxNode &OnnxNode::real(llvm::StringRef name, double value) {
  attribute(name, onnx::AttributeProto::FLOAT).set_f(static_cast<float>(value));
  return *this;
}

OnnxValue OnnxNode::gives(const dsl::Shape &shape, bool rows) {
  OnnxValue value{node.output(0), shape, rows};
  describe(*graph.add_value_info(), value);
  return value;
}

OnnxValue OnnxNode::givesBytes(const dsl::Shape &shape) {
  OnnxValue value{node.output(0), shape};
  describe(*graph.add_value_info(), value.name, {shape.channels, shape.height, shape.width}, true,
           onnx::TensorProto::UINT8);
  return value;
}

//===----------------------------------------------------------------------===//
// Graph
//===----------------------------------------------------------------------===//

std::string GraphWriter::uniqueName(llvm::StringRef wanted, Names &taken) {
  std::string name = wanted.str();
  while (!taken.try_emplace(name, 2).second)
    name = wanted.str() + "_" + std::to_string(taken[wanted]++);
  return name;
}

OnnxValue GraphWriter::input(llvm::StringRef name, const dsl::Shape &shape) {
  OnnxValue value{uniqueName(name, valueNames), shape};
  describe(*graph.add_input(), value);
  return value;
}

std::string GraphWriter::bytesInput(llvm::StringRef name, const dsl::Shape &shape) {
  std::string unique = uniqueName(name, valueNames);
  describe(*graph.add_input(), unique, {shape.height, shape.width, shape.channels}, true,
           onnx::TensorProto::UINT8);
  return unique;
}

void GraphWriter::output(const OnnxValue &value, llvm::StringRef name) {
  OnnxValue result = value;
  result.name = uniqueName(name, valueNames);
  int last = graph.node_size() - 1;
  if (last >= 0 && graph.node(last).output(0) == value.name) {
    graph.mutable_node(last)->set_output(0, result.name);
    graph.mutable_value_info()->RemoveLast();
  } else {
    onnx::NodeProto &copy = *graph.add_node();
    copy.set_op_type("Identity");
    copy.set_name(uniqueName("identity", nodeNames));
    copy.add_input(value.name);
    copy.add_output(result.name);
  }
  describe(*graph.add_output(), result);
}

OnnxNode GraphWriter::node(llvm::StringRef op, llvm::StringRef name, llvm::StringRef doc,
                           llvm::ArrayRef<std::string> inputs) {
  onnx::NodeProto &node = *graph.add_node();
  node.set_op_type(op.str());
  node.set_name(uniqueName(name, nodeNames));
  node.set_doc_string(doc.str());
  for (const std::string &input : inputs)
    node.add_input(input);
  node.add_output(uniqueName(node.name(), valueNames));
  return {graph, node};
}

onnx::TensorProto &GraphWriter::initialiser(llvm::StringRef name, llvm::ArrayRef<int64_t> shape,
                                            onnx::TensorProto::DataType type) {
  onnx::TensorProto &tensor = *graph.add_initializer();
  tensor.set_name(name.str());
  tensor.set_data_type(type);
  for (int64_t extent : shape)
    tensor.add_dims(extent);
  return tensor;
}

std::string GraphWriter::parameter(const std::string &name, llvm::ArrayRef<int64_t> shape) {
  valueNames.try_emplace(name, 2);
  if (!weights) {
    describe(*graph.add_input(), name, shape, false);
    return name;
  }
  int64_t elements = std::reduce(shape.begin(), shape.end(), int64_t(1), std::multiplies<>());
  bytes += elements * sizeof(float);
  // A file that grows too long is refused as a whole, when its length is known.
  if (problem || bytes > maxBytes)
    return name;
  llvm::Expected<std::string> data = weights->float32(name, elements);
  if (!data) {
    problem = llvm::toString(data.takeError());
    return name;
  }
  initialiser(name, shape, onnx::TensorProto::FLOAT).set_raw_data(std::move(*data));
  return name;
}

std::string GraphWriter::reals(llvm::StringRef name, llvm::ArrayRef<double> values,
                               llvm::ArrayRef<int64_t> shape) {
  std::string unique = uniqueName(name, valueNames);
  std::string data(values.size() * sizeof(float), '\0');
  for (auto [i, value] : llvm::enumerate(values)) {
    auto single = static_cast<float>(value);
    llvm::support::endian::write32le(data.data() + i * sizeof(float),
                                     llvm::bit_cast<uint32_t>(single));
  }
  initialiser(unique, shape, onnx::TensorProto::FLOAT).set_raw_data(std::move(data));
  return unique;
}

std::string GraphWriter::real(double value) {
  std::string name;
  llvm::raw_string_ostream(name) << llvm::format("f32.%.9g", value);
  return constantNames.insert(name).second ? reals(name, {value}, {}) : name;
}

std::string GraphWriter::integers(llvm::ArrayRef<int64_t> values) {
  std::string name = "int64";
  std::string data(values.size() * sizeof(int64_t), '\0');
  for (auto [i, value] : llvm::enumerate(values)) {
    name += "." + std::to_string(value);
    llvm::support::endian::write64le(data.data() + i * sizeof(int64_t), value);
  }
  if (constantNames.insert(name).second) {
    valueNames.try_emplace(name, 2);
    initialiser(name, {static_cast<int64_t>(values.size())}, onnx::TensorProto::INT64)
        .set_raw_data(std::move(data));
  }
  return name;
}

llvm::Error GraphWriter::takeError() {
  if (problem)
    return inputError(*problem);
  return llvm::Error::success();
}

} // namespace resnetc
