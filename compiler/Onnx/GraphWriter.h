//===- GraphWriter.h - nodes, values and constants of an ONNX graph -------------===//
//
// What every node needs, whatever it computes: names of its own, attributes, the shape of what it
// gives. The meaning of layers is Export.cpp's.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Onnx/WeightFile.h"
#include "compiler/Onnx/onnx.pb.h"
#include "dsl/Network.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace resnetc {

/// An activation of the graph.
struct OnnxValue {
  std::string name;
  dsl::Shape shape;  ///< of one image
  bool rows = false; ///< [N, elements], as Gemm takes and gives; else [N, C, H, W]
};

/// A node that was just added; its attributes are set in a chain, and `gives` ends it.
class OnnxNode {
public:
  OnnxNode(onnx::GraphProto &graph, onnx::NodeProto &node) : graph(graph), node(node) {}

  OnnxNode &integer(llvm::StringRef name, int64_t value);
  OnnxNode &integers(llvm::StringRef name, llvm::ArrayRef<int64_t> values);
  OnnxNode &real(llvm::StringRef name, double value);
  /// The node's result, with its shape noted in the graph for whoever draws it.
  OnnxValue gives(const dsl::Shape &shape, bool rows = false);
  /// The same of bytes [N, C, H, W].
  OnnxValue givesBytes(const dsl::Shape &shape);

private:
  onnx::AttributeProto &attribute(llvm::StringRef name, onnx::AttributeProto::AttributeType type);

  onnx::GraphProto &graph;
  onnx::NodeProto &node;
};

/// Adds to one graph. All names that it gives are unique in the graph; which ones depends on the
/// order of the calls alone.
class GraphWriter {
public:
  /// `weights` may be null. No more than `maxBytes` of parameters are copied.
  GraphWriter(onnx::GraphProto &graph, const WeightFile *weights, uint64_t maxBytes)
      : graph(graph), weights(weights), maxBytes(maxBytes) {}

  /// The graph's first input.
  OnnxValue input(llvm::StringRef name, const dsl::Shape &shape);

  /// The same as bytes [N, H, W, C]; returns its name.
  std::string bytesInput(llvm::StringRef name, const dsl::Shape &shape);

  /// Makes `value` the graph's output, under the name `name`. Nothing can be added after it.
  void output(const OnnxValue &value, llvm::StringRef name);

  /// A node that computes `op`; `doc` says where it stands in the model.
  OnnxNode node(llvm::StringRef op, llvm::StringRef name, llvm::StringRef doc,
                llvm::ArrayRef<std::string> inputs);

  /// The parameter `name` of the network: an initialiser with weights, an input without.
  std::string parameter(const std::string &name, llvm::ArrayRef<int64_t> shape);

  /// A constant of real numbers, with a name of its own.
  std::string reals(llvm::StringRef name, llvm::ArrayRef<double> values,
                    llvm::ArrayRef<int64_t> shape);

  /// A constant number, one for all who ask for the same.
  std::string real(double value);

  /// A constant list of integers, one for all who ask for the same.
  std::string integers(llvm::ArrayRef<int64_t> values);

  /// Bytes of all parameters' values so far, those beyond `maxBytes` included.
  uint64_t parameterBytes() const { return bytes; }

  /// What went wrong with the weights; success when nothing did.
  llvm::Error takeError();

private:
  /// Names that were given, each with the number of the next one like it.
  using Names = llvm::StringMap<unsigned>;

  static std::string uniqueName(llvm::StringRef wanted, Names &taken);
  onnx::TensorProto &initialiser(llvm::StringRef name, llvm::ArrayRef<int64_t> shape,
                                 onnx::TensorProto::DataType type);

  onnx::GraphProto &graph;
  const WeightFile *weights;
  uint64_t maxBytes, bytes = 0;
  Names valueNames, nodeNames;
  llvm::StringSet<> constantNames;    ///< of those that are shared
  std::optional<std::string> problem; ///< the first one
};

} // namespace resnetc
