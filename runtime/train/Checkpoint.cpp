//===- Checkpoint.cpp - a training that can go on where it stopped ----------------===//
//
// See Checkpoint.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Checkpoint.h"

#include "runtime/train/Error.h"
#include "runtime/train/Weights.h"

#include <charconv>

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

} // namespace

void saveCheckpoint(const std::string &path, const State &state, const Progress &p) {
  writeSafetensors(path, readTensors(state, true),
                   {{"format", "resnetc checkpoint 1"},
                    {"model", state.library().info().name},
                    {"epoch", std::to_string(p.epoch)},
                    {"step", std::to_string(p.step)},
                    {"seed", std::to_string(p.seed)},
                    {"lr_best_loss", exactText(p.schedule.bestLoss)},
                    {"lr_bad_epochs", std::to_string(p.schedule.badEpochs)},
                    {"lr_drops", std::to_string(p.schedule.drops)},
                    {"best_top1", exactText(p.bestTop1)},
                    {"best_loss", exactText(p.bestLoss)},
                    {"best_epoch", std::to_string(p.bestEpoch)},
                    {"recipe", p.recipe}});
}

Progress loadCheckpoint(const std::string &path, State &state) {
  SafetensorsFile file(path);
  MetadataReader metadata(file);
  if (metadata.text("format") != "resnetc checkpoint 1")
    userError("{}: is a checkpoint of another version of resnetc", path);
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
  if (p.epoch < 0 || p.step < 0)
    userError("{}: its metadata counts {} epochs and {} steps", path, p.epoch, p.step);
  loadWeights(state, file, true);
  return p;
}

} // namespace resnetc::train
