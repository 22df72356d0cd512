//===- Safetensors.cpp - weights and checkpoints on disk --------------------------===//
//
// Files are mapped and read by the runtime's reader (core/Safetensors.h). Here names are looked at
// together as well: one that stands twice is an error.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Safetensors.h"

#include "runtime/support/Error.h"

#include <nlohmann/json.hpp>

#include <set>

namespace resnetc::train {

namespace {

/// Text of a JSON string that the reader has checked.
std::string decoded(const char *token, size_t length) {
  auto value = nlohmann::json::parse(token, token + length, nullptr, /*allow_exceptions=*/false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

} // namespace

std::string shapeText(std::span<const int64_t> shape) {
  constexpr size_t limit = 8;
  return fmt::format("[{}{}]", fmt::join(shape.first(std::min(shape.size(), limit)), ", "),
                     shape.size() > limit ? ", ..." : "");
}

std::string_view NamedTensor::bytes() const {
  return count ? std::string_view(reinterpret_cast<const char *>(&*count), sizeof *count)
               : std::string_view(reinterpret_cast<const char *>(values.data()),
                                  values.size() * sizeof(float));
}

int64_t StoredTensor::elements() const {
  int64_t count = 1;
  for (int64_t extent : shape)
    count *= extent;
  return count;
}

SafetensorsFile::SafetensorsFile(const std::string &path) : file(path), guard(file) {
  rn_complaint complaint;
  if (!rn_safetensors_open(file.bytes().data(), file.bytes().size(), &parts, &complaint)) {
    guard.check();
    userError("{}: {}", path, complaint.text);
  }
  rn_safetensors_each(
      &parts,
      [](void *closure, const rn_entry *entry) {
        auto &self = *static_cast<SafetensorsFile *>(closure);
        self.all.push_back({std::string(entry->name.bytes, entry->name.length),
                            entry->dtypeName,
                            entry->dtype,
                            {entry->shape, entry->shape + entry->rank},
                            {self.parts.data + entry->begin, self.parts.data + entry->end}});
        return true;
      },
      this);
  rn_safetensors_metadata(
      &parts,
      [](void *closure, const char *key, size_t keyLength, const char *value, size_t valueLength) {
        auto &texts = static_cast<SafetensorsFile *>(closure)->texts;
        texts[decoded(key, keyLength)] = decoded(value, valueLength);
      },
      this);
  guard.check();
  std::set<std::string_view> names;
  for (const StoredTensor &tensor : all)
    if (!names.insert(tensor.name).second)
      userError("{}: tensor {} stands twice in the header", path, inQuotes(tensor.name));
}

const StoredTensor *SafetensorsFile::find(const std::string &name) const {
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const StoredTensor &tensor) { return tensor.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<float> SafetensorsFile::floats(const StoredTensor &tensor) const {
  if (!rn_is_float(tensor.type))
    userError("{}: tensor {} is {}, expects F32, F64, F16 or BF16", path(), inQuotes(tensor.name),
              tensor.dtype);
  std::vector<float> values(static_cast<size_t>(tensor.elements()));
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = rn_read_float(tensor.bytes.data(), tensor.type, static_cast<int64_t>(i));
  guard.check();
  return values;
}

void writeSafetensors(const std::string &path, const std::vector<NamedTensor> &tensors,
                      const std::map<std::string, std::string> &metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty())
    header["__metadata__"] = metadata;
  size_t offset = 0;
  for (const NamedTensor &tensor : tensors) {
    size_t end = offset + tensor.bytes().size();
    header[tensor.name] = {
        {"dtype", tensor.dtype()}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' '); // keeps the data aligned
  AtomicFile file(path);
  uint64_t length = text.size();
  file.write(&length, sizeof length);
  file.write(text);
  for (const NamedTensor &tensor : tensors)
    file.write(tensor.bytes());
  file.commit();
}

} // namespace resnetc::train
