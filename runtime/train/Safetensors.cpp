//===- Safetensors.cpp - weights and checkpoints on disk --------------------------===//
//
// Checks, in order: header length, JSON, names that stand once, known types, shapes that fit their
// bytes, and bytes that cover the file without gap or overlap.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Safetensors.h"

#include "runtime/train/Error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <set>

namespace resnetc::train {

using Json = nlohmann::json;

namespace {

constexpr uint64_t maxHeaderBytes = 100'000'000; // as in the reference implementation

int64_t bytesOf(const std::string &dtype) {
  static const std::map<std::string, int64_t> sizes = {
      {"F64", 8}, {"I64", 8},  {"U64", 8}, {"F32", 4}, {"I32", 4}, {"U32", 4}, {"F16", 2},
      {"I16", 2}, {"BF16", 2}, {"U16", 2}, {"I8", 1},  {"U8", 1},  {"BOOL", 1}};
  auto found = sizes.find(dtype);
  return found == sizes.end() ? 0 : found->second;
}

/// Parses the header; a name that stands twice is an error, which plain parsing would hide.
Json parseHeader(const std::string &path, std::string_view text) {
  std::set<std::string> names;
  std::string twice;
  Json::parser_callback_t watch = [&](int depth, Json::parse_event_t event, Json &value) {
    if (event == Json::parse_event_t::key && depth == 1 &&
        !names.insert(value.get<std::string>()).second)
      twice = value.get<std::string>();
    return true;
  };
  if (text.empty() || text.front() != '{')
    userError("{}: is not a safetensors file: its header is not a JSON object", path);
  Json header = Json::parse(text, watch, /*allow_exceptions=*/false);
  if (!header.is_object())
    userError("{}: is not a safetensors file: its header is not valid JSON", path);
  if (!twice.empty())
    userError("{}: tensor {} stands twice in the header", path, inQuotes(twice));
  return header;
}

/// A non-negative integer that fits in 63 bits, or -1.
int64_t naturalOf(const Json &value) {
  if (!value.is_number_unsigned())
    return -1;
  auto number = value.get<uint64_t>();
  return number <= INT64_MAX ? static_cast<int64_t>(number) : -1;
}

StoredTensor readTensor(const std::string &path, const std::string &name, const Json &entry,
                        std::span<const uint8_t> data) {
  auto bad = [&](const std::string &why) {
    userError("{}: tensor {}: {}", path, inQuotes(name), why);
  };
  if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") ||
      !entry.contains("shape") || !entry.contains("data_offsets"))
    bad("expects exactly dtype, shape and data_offsets");
  StoredTensor tensor{name, "", {}, {}};
  if (!entry["dtype"].is_string())
    bad("its dtype is not text");
  tensor.dtype = entry["dtype"].get<std::string>();
  int64_t bytes = bytesOf(tensor.dtype);
  if (bytes == 0)
    bad(fmt::format("unknown dtype {}", inQuotes(tensor.dtype)));
  if (!entry["shape"].is_array())
    bad("its shape is not a list");
  for (const Json &extent : entry["shape"]) {
    tensor.shape.push_back(naturalOf(extent));
    if (tensor.shape.back() < 0 || __builtin_mul_overflow(bytes, tensor.shape.back(), &bytes))
      bad("its shape is not a list of sensible sizes");
  }
  const Json &offsets = entry["data_offsets"];
  int64_t begin = -1, end = -1;
  if (offsets.is_array() && offsets.size() == 2) {
    begin = naturalOf(offsets[0]);
    end = naturalOf(offsets[1]);
  }
  if (begin < 0 || end < begin || static_cast<uint64_t>(end) > data.size())
    bad("its data_offsets lie outside the file");
  if (end - begin != bytes)
    bad(fmt::format("{} {} takes {} bytes, but its data_offsets span {}", tensor.dtype,
                    shapeText(tensor.shape), bytes, end - begin));
  tensor.bytes = data.subspan(static_cast<size_t>(begin), static_cast<size_t>(bytes));
  return tensor;
}

std::map<std::string, std::string> readMetadata(const std::string &path, const Json &entry) {
  std::map<std::string, std::string> texts;
  if (!entry.is_object())
    userError("{}: __metadata__ does not map text to text", path);
  for (const auto &[key, value] : entry.items()) {
    if (!value.is_string())
      userError("{}: __metadata__ {} is not text", path, inQuotes(key));
    texts[key] = value.get<std::string>();
  }
  return texts;
}

float halfToFloat(uint16_t half) {
  int exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
  float sign = half >> 15 ? -1.0f : 1.0f;
  if (exponent == 0x1f)
    return mantissa ? std::nanf("") : sign * INFINITY;
  return sign * (exponent ? std::ldexp(1024.0f + static_cast<float>(mantissa), exponent - 25)
                          : std::ldexp(static_cast<float>(mantissa), -24));
}

template <typename T> T loadAt(std::span<const uint8_t> bytes, size_t index) {
  T value;
  std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));
  return value;
}

} // namespace

std::string shapeText(std::span<const int64_t> shape) {
  constexpr size_t limit = 8;
  return fmt::format("[{}{}]", fmt::join(shape.first(std::min(shape.size(), limit)), ", "),
                     shape.size() > limit ? ", ..." : "");
}

int64_t StoredTensor::elements() const {
  int64_t count = 1;
  for (int64_t extent : shape)
    count *= extent;
  return count;
}

SafetensorsFile::SafetensorsFile(const std::string &path) : file(path) {
  std::span<const uint8_t> bytes = file.bytes();
  if (bytes.size() < 8)
    userError("{}: is not a safetensors file: it is only {} bytes long", path, bytes.size());
  auto headerBytes = loadAt<uint64_t>(bytes, 0);
  if (headerBytes > maxHeaderBytes || headerBytes > bytes.size() - 8)
    userError(
        "{}: is not a safetensors file, or is cut short: its header would be {} bytes of a file "
        "of {}",
        path, headerBytes, bytes.size());
  std::string_view text(reinterpret_cast<const char *>(bytes.data()) + 8, headerBytes);
  std::span<const uint8_t> data = bytes.subspan(8 + headerBytes);
  Json header = parseHeader(path, text);
  for (const auto &[name, entry] : header.items()) {
    if (name == "__metadata__")
      texts = readMetadata(path, entry);
    else
      all.push_back(readTensor(path, name, entry, data));
  }
  std::stable_sort(all.begin(), all.end(), [](const StoredTensor &a, const StoredTensor &b) {
    return std::pair(a.bytes.data(), a.bytes.size()) < std::pair(b.bytes.data(), b.bytes.size());
  });
  const uint8_t *expected = data.data();
  for (const StoredTensor &tensor : all) {
    if (tensor.bytes.data() != expected)
      userError("{}: the bytes of tensor {} overlap another's or leave a gap", path,
                inQuotes(tensor.name));
    expected += tensor.bytes.size();
  }
  if (expected != data.data() + data.size())
    userError("{}: {} bytes after the last tensor", path, data.data() + data.size() - expected);
}

const StoredTensor *SafetensorsFile::find(const std::string &name) const {
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const StoredTensor &tensor) { return tensor.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<float> SafetensorsFile::floats(const StoredTensor &tensor) const {
  auto count = static_cast<size_t>(tensor.elements());
  std::vector<float> values(count);
  if (tensor.dtype == "F32") {
    if (count > 0)
      std::memcpy(values.data(), tensor.bytes.data(), count * sizeof(float));
  } else if (tensor.dtype == "F64") {
    for (size_t i = 0; i < count; ++i)
      values[i] = static_cast<float>(loadAt<double>(tensor.bytes, i));
  } else if (tensor.dtype == "F16") {
    for (size_t i = 0; i < count; ++i)
      values[i] = halfToFloat(loadAt<uint16_t>(tensor.bytes, i));
  } else if (tensor.dtype == "BF16") {
    for (size_t i = 0; i < count; ++i)
      values[i] = std::bit_cast<float>(uint32_t{loadAt<uint16_t>(tensor.bytes, i)} << 16);
  } else {
    userError("{}: tensor {} is {}, expects F32, F64, F16 or BF16", path(), inQuotes(tensor.name),
              tensor.dtype);
  }
  return values;
}

void writeSafetensors(const std::string &path, const std::vector<NamedTensor> &tensors,
                      const std::map<std::string, std::string> &metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty())
    header["__metadata__"] = metadata;
  size_t offset = 0;
  for (const NamedTensor &tensor : tensors) {
    size_t end = offset + tensor.values.size() * sizeof(float);
    header[tensor.name] = {
        {"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' '); // keeps the data aligned
  AtomicFile file(path);
  uint64_t length = text.size();
  file.write(&length, sizeof length);
  file.write(text);
  for (const NamedTensor &tensor : tensors)
    file.write(tensor.values.data(), tensor.values.size() * sizeof(float));
  file.commit();
}

} // namespace resnetc::train
