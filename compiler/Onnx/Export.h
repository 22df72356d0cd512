//===- Export.h - a checked network as an ONNX file ---------------------------===//
//
// A way out of resnetc: the network as the front end hands it on, for every program that reads
// ONNX. It leaves the pipeline right after the front end and needs nothing of MLIR.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dsl/Network.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>

namespace resnetc {

/// What goes into the file beside the network.
struct OnnxOptions {
  /// The bytes of a safetensors file that holds every tensor of the network in its shape (what
  /// checkWeights makes sure of); empty: none.
  llvm::StringRef weights;
  /// Version of the program, for the file's producer_version.
  llvm::StringRef producerVersion;
  /// Longest file that can be written; protobuf's readers count bytes in 31 bits.
  uint64_t maxBytes = (uint64_t(1) << 31) - 1;
};

/// The network's inference (running statistics, no dropout, no auxiliary heads) as a serialised
/// ModelProto of IR version 8 and opset 17.
///   Input:  Network::input by its name, f32 [N, C, H, W] with N symbolic, before `normalize`; of
///           bytes uint8 [N, H, W, C], before `scale`.
///   Output: `logits`, f32 [N, K], or [N, C, H, W] of a network that ends in more than one pixel.
///   Parameters: by their names in the network; initialisers when there are weights, else inputs
///   that the caller feeds. Their shapes are those of a weights file, but a PReLU's slope is
///   [C, 1, 1], as ONNX's broadcasting asks.
/// Nodes and values are called after the layers: "layer1.0.conv1", "layer1.0.relu". The same
/// arguments give the same bytes; time and memory are linear in the file's size.
/// An InputError when the file would be longer than `maxBytes`, or the weights lack a tensor.
llvm::Expected<std::string> exportOnnx(const dsl::Network &network, const OnnxOptions &options);

} // namespace resnetc
