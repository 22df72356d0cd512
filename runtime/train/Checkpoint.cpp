//===- Checkpoint.cpp - a training that can go on where it stopped ----------------===//
//
// See Checkpoint.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Checkpoint.h"

#include "runtime/support/Error.h"
#include "runtime/train/Weights.h"

#include <zlib.h>

#include <charconv>
#include <filesystem>
#include <unistd.h>

namespace resnetc::train {

namespace {

/// Hexadecimal floating point: exact, and read back by from_chars; "inf" stays "inf".
std::string exactText(double value) {
  char buffer[64];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::hex);
  return {buffer, end};
}

class MetadataReader {
public:
  explicit MetadataReader(const SafetensorsFile &file) : file(file) {}

  bool has(const char *key) const { return file.metadata().contains(key); }

  const std::string &text(const char *key) const {
    auto found = file.metadata().find(key);
    if (found == file.metadata().end())
      userError("{}: has no '{}' in its metadata, so no training can go on from it", file.path(),
                key);
    return found->second;
  }

  template <typename T, typename... Format> T number(const char *key, Format... format) const {
    const std::string &value = text(key);
    T result{};
    auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), result, format...);
    if (error != std::errc() || end != value.data() + value.size())
      userError("{}: '{}' in its metadata is not a number: {}", file.path(), key, inQuotes(value));
    return result;
  }

  double real(const char *key) const { return number<double>(key, std::chars_format::hex); }

private:
  const SafetensorsFile &file;
};

constexpr const char *formatKey = "format", *checksumKey = "checksum";
constexpr const char *firstFormat = "resnetc checkpoint 1";
constexpr const char *secondFormat = "resnetc checkpoint 2"; ///< its checksum is without tensors
constexpr const char *format = "resnetc checkpoint 3";

/// CRC-32 (of zlib) over what a checkpoint says: its metadata, then what each tensor is called, is
/// made of and measures, then all values.
class Checksum {
public:
  /// Of "KEY=VALUE" and a newline for each entry but the checksum's own, in the order of the keys.
  explicit Checksum(const std::map<std::string, std::string> &metadata) {
    for (const auto &[key, value] : metadata)
      if (key != checksumKey)
        add(fmt::format("{}={}\n", key, value));
  }

  /// "NAME DTYPE [EXTENT, ...]" and a newline.
  void addTensor(std::string_view name, std::string_view dtype, std::span<const int64_t> shape) {
    add(fmt::format("{} {} [{}]\n", name, dtype, fmt::join(shape, ", ")));
  }

  void add(std::string_view bytes) {
    crc = ::crc32_z(crc, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size());
  }

  std::string text() const { return fmt::format("{:08x}", crc); }

private:
  uLong crc = ::crc32_z(0, nullptr, 0);
};

[[noreturn]] void damaged(const std::string &path, std::string_view what) {
  userError("{}: the checkpoint is damaged: {}; put a copy of it there, or begin again from the "
            "best weights: --weights best.safetensors with another --out",
            path, what);
}

SafetensorsFile openCheckpoint(const std::string &path) {
  std::error_code error;
  if (::access(path.c_str(), R_OK) != 0 || !std::filesystem::is_regular_file(path, error))
    return SafetensorsFile(path); // says why it cannot be read
  try {
    return SafetensorsFile(path);
  } catch (const UserError &error) {
    std::string_view text = error.what(), start = path;
    damaged(path, text.starts_with(start) ? text.substr(start.size() + 2) : text);
  }
}

/// Throws unless the file is a checkpoint that is as it was written.
void checkFormat(const SafetensorsFile &file, const MetadataReader &metadata) {
  const std::string kind = metadata.has(formatKey) ? metadata.text(formatKey) : "";
  if (!metadata.has(checksumKey)) {
    if (kind == "pt")
      userError("{}: holds weights alone, without what the optimiser needs to go on; begin a "
                "training from them with --weights FILE",
                file.path());
    if (metadata.text(formatKey) != firstFormat)
      damaged(file.path(), "it has no checksum");
    return;
  }
  if (kind != format && kind != secondFormat)
    damaged(file.path(), fmt::format("its format is {}, unless another version of resnetc wrote it",
                                     inQuotes(kind)));
  Checksum checksum(file.metadata());
  if (kind == format)
    for (const StoredTensor &tensor : file.tensors())
      checksum.addTensor(tensor.name, tensor.dtype, tensor.shape);
  const rn_safetensors &parts = file.opened();
  checksum.add({reinterpret_cast<const char *>(parts.data), parts.dataBytes});
  file.checkNotCut();
  if (checksum.text() != metadata.text(checksumKey))
    damaged(file.path(), fmt::format("its checksum is {}, but it was written with {}",
                                     checksum.text(), inQuotes(metadata.text(checksumKey))));
}

} // namespace

std::string networkText(const Library &library) {
  return fmt::format("{:016x}", library.info().network_hash);
}

void saveCheckpoint(const std::string &path, const State &state, const Progress &p) {
  std::map<std::string, std::string> metadata = {
      {formatKey, format},
      {"model", state.library().info().name},
      {"network", p.network},
      {"epoch", std::to_string(p.epoch)},
      {"step", std::to_string(p.step)},
      {"images", std::to_string(p.images)},
      {"loss_sum", exactText(p.lossSum)},
      {"right", exactText(p.right)},
      {"seed", std::to_string(p.seed)},
      {"lr_best_loss", exactText(p.schedule.bestLoss)},
      {"lr_bad_epochs", std::to_string(p.schedule.badEpochs)},
      {"lr_drops", std::to_string(p.schedule.drops)},
      {"best_top1", exactText(p.bestTop1)},
      {"best_loss", exactText(p.bestLoss)},
      {"best_epoch", std::to_string(p.bestEpoch)},
      {"recipe", p.recipe},
      {"data", p.data},
      {"eval_data", p.evalData}};
  const std::vector<NamedTensor> tensors = readTensors(state, true);
  Checksum checksum(metadata);
  for (const NamedTensor &tensor : tensors)
    checksum.addTensor(tensor.name, tensor.dtype(), tensor.shape);
  for (const NamedTensor &tensor : tensors)
    checksum.add(tensor.bytes());
  metadata[checksumKey] = checksum.text();
  writeSafetensors(path, tensors, metadata);
}

Progress loadCheckpoint(const std::string &path, State &state) {
  SafetensorsFile file = openCheckpoint(path);
  MetadataReader metadata(file);
  checkFormat(file, metadata);
  if (metadata.text("model") != state.library().info().name)
    userError("{}: is of model {}, not {}", path, inQuotes(metadata.text("model")),
              state.library().info().name);
  Progress p;
  p.epoch = metadata.number<int64_t>("epoch");
  p.step = metadata.number<int64_t>("step");
  p.seed = metadata.number<uint64_t>("seed");
  p.schedule.bestLoss = metadata.real("lr_best_loss");
  p.schedule.badEpochs = metadata.number<int64_t>("lr_bad_epochs");
  p.schedule.drops = metadata.number<int64_t>("lr_drops");
  p.bestTop1 = metadata.real("best_top1");
  p.bestLoss = metadata.real("best_loss");
  p.bestEpoch = metadata.number<int64_t>("best_epoch");
  p.recipe = metadata.text("recipe");
  const std::string &kind = metadata.text(formatKey);
  if (kind == format)
    p.network = metadata.text("network");
  if (kind != firstFormat) {
    p.images = metadata.number<int64_t>("images");
    p.lossSum = metadata.real("loss_sum");
    p.right = metadata.real("right");
    p.data = metadata.text("data");
    p.evalData = metadata.text("eval_data");
  }
  if (p.epoch < 0 || p.step < 0 || p.images < 0)
    userError("{}: its metadata counts {} epochs, {} steps and {} images", path, p.epoch, p.step,
              p.images);
  loadWeights(state, file, true);
  return p;
}

} // namespace resnetc::train
