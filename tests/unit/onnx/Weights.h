//===- Weights.h - safetensors files for tests of the ONNX writer --------------------===//
#pragma once

#include "llvm/Support/Endian.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace resnetc::onnxtest {

/// One tensor to write.
struct TestTensor {
  std::string name, dtype;
  std::vector<int64_t> shape;
  std::string bytes;
};

template <typename Element> std::string bytesOfElements(const std::vector<Element> &elements) {
  std::string bytes(elements.size() * sizeof(Element), '\0');
  std::memcpy(bytes.data(), elements.data(), bytes.size());
  return bytes;
}

inline std::vector<float> floats(const std::string &bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

/// A safetensors file of these tensors.
inline std::string weightFile(const std::vector<TestTensor> &tensors) {
  std::string header = "{", data;
  for (const TestTensor &tensor : tensors) {
    header += (header.size() > 1 ? ",\"" : "\"") + tensor.name + R"(":{"dtype":")" + tensor.dtype +
              R"(","shape":[)";
    for (size_t i = 0; i < tensor.shape.size(); ++i)
      header += (i ? "," : "") + std::to_string(tensor.shape[i]);
    header += R"(],"data_offsets":[)" + std::to_string(data.size()) + ",";
    data += tensor.bytes;
    header += std::to_string(data.size()) + "]}";
  }
  header += "}";
  std::string length(8, '\0');
  llvm::support::endian::write64le(length.data(), header.size());
  return length + header + data;
}

} // namespace resnetc::onnxtest
