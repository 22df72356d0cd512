//===- WeightParsers.cpp - files of weights, by each of their three readers -------===//
//
// The C interface loads into a state of the hand-written model of tests/unit/runtime.
//
//===----------------------------------------------------------------------===//
#include "tests/fuzz/Parsers.h"

#include "compiler/Support/Safetensors.h"
#include "runtime/support/Error.h"
#include "runtime/train/Safetensors.h"
#include "tests/unit/runtime/Session.h"

#include <cstring>

namespace resnetc::fuzz {

namespace {

/// Name, shape as JSON and elements of the model's tensors.
struct Tensor {
  const char *name, *shape;
  size_t elements;
};
constexpr Tensor tensors[] = {{"bn.weight", "[1]", 1},       {"bn.bias", "[1]", 1},
                              {"bn.running_mean", "[1]", 1}, {"bn.running_var", "[1]", 1},
                              {"fc.weight", "[10,64]", 640}, {"fc.bias", "[10]", 10}};

std::string weightFile(const char *dtype, size_t size, const std::string &prefix, bool counts) {
  std::string header = R"({"__metadata__":{"format":"pt","note":"\u00e9"})";
  size_t at = 0;
  auto add = [&](const std::string &name, const char *type, const char *shape, size_t bytes) {
    header += ",\"" + prefix + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape +
              ",\"data_offsets\":[" + std::to_string(at) + "," + std::to_string(at + bytes) + "]}";
    at += bytes;
  };
  if (counts)
    add("bn.num_batches_tracked", "I64", "[]", 8);
  for (const Tensor &tensor : tensors)
    add(tensor.name, dtype, tensor.shape, tensor.elements * size);
  header += "}";
  uint64_t length = header.size();
  std::string file(reinterpret_cast<const char *>(&length), sizeof length);
  file += header;
  for (size_t i = 0; i < at; ++i)
    file += static_cast<char>(i * 37);
  return file;
}

/// No tensor of the state is set.
bool isUntouched(const fake::Session &session) {
  for (const Tensor &tensor : tensors)
    if (!session.get(tensor.name, tensor.elements).empty())
      return false;
  return true;
}

} // namespace

std::vector<std::string> weightSeeds() {
  return {weightFile("F32", 4, "", true), weightFile("F64", 8, "", false),
          weightFile("F16", 2, "", true), weightFile("BF16", 2, "", false),
          weightFile("F32", 4, "module.", true)};
}

bool loadWeights(std::span<const uint8_t> input) {
  static fake::Session session(fake::model());
  size_t bytes = 0;
  session.api.state_bytes(&session.api, &bytes);
  session.api.state_init(&session.api, session.stateMemory.get(), bytes, &session.state);
  // A copy of its own: a byte beyond the end is a sanitizer's business then.
  std::vector<uint8_t> file(input.begin(), input.end());
  resnetc_status status = session.api.load_weights(session.state, file.data(), file.size());
  if (input.empty() || status == RESNETC_ERROR_WEIGHTS) {
    check(isUntouched(session), "a refused file sets nothing");
    const size_t length = std::strlen(session.api.last_error());
    check(length > 0 && length < 4096, "a refusal has a text");
    return false;
  }
  check(status == RESNETC_OK, "load_weights refuses with ERROR_WEIGHTS");
  for (const Tensor &tensor : tensors)
    check(session.get(tensor.name, tensor.elements).size() == tensor.elements,
          "an accepted file sets every tensor");
  return true;
}

bool safetensorsFile(std::span<const uint8_t> input) {
  try {
    train::SafetensorsFile file(asFile(input));
    for (const train::StoredTensor &tensor : file.tensors()) {
      check(tensor.bytes.empty() || (tensor.bytes.data() >= file.bytes().data() &&
                                     tensor.bytes.data() + tensor.bytes.size() <=
                                         file.bytes().data() + file.bytes().size()),
            "tensors lie in their file");
      if (rn_is_float(tensor.type))
        check(file.floats(tensor).size() == static_cast<size_t>(tensor.elements()),
              "a tensor has its elements");
    }
    return true;
  } catch (const UserError &) {
    return false;
  }
}

bool embeddedWeights(std::span<const uint8_t> input) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(input.data()), input.size());
  auto entries = parseSafetensors(bytes);
  if (!entries) {
    check(!llvm::toString(entries.takeError()).empty(), "a refusal has a text");
    return false;
  }
  for (const SafetensorsEntry &entry : *entries)
    check(entry.begin <= entry.end && entry.end <= input.size(), "tensors lie in their file");
  return true;
}

} // namespace resnetc::fuzz
