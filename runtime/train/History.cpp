//===- History.cpp - what happened in each epoch, in memory and in log.jsonl ------===//
//
// See History.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/History.h"

#include "runtime/files/FileKind.h"
#include "runtime/files/ReadWrite.h"
#include "runtime/support/Error.h"
#include "runtime/train/FileReader.h"
#include "runtime/train/Files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc::train {

using Json = nlohmann::ordered_json;

namespace {

Json jsonOf(const EpochRecord &r) {
  Json json = {{"epoch", r.epoch},
               {"step", r.step},
               {"lr", r.lr},
               {"train_loss", r.trainLoss},
               {"train_error", r.trainError},
               {"test_loss", r.testLoss},
               {"test_top1", r.testTop1},
               {"test_top5", r.testTop5},
               {"seconds", r.seconds},
               {"images_per_second", r.imagesPerSecond}};
  if (r.lossScale)
    json["loss_scale"] = *r.lossScale;
  return json;
}

EpochRecord recordOf(const Json &json) {
  EpochRecord r;
  r.epoch = json.at("epoch").get<int64_t>();
  r.step = json.at("step").get<int64_t>();
  r.lr = json.at("lr").get<double>();
  r.trainLoss = json.at("train_loss").get<double>();
  r.trainError = json.at("train_error").get<double>();
  r.testLoss = json.at("test_loss").get<double>();
  r.testTop1 = json.at("test_top1").get<double>();
  r.testTop5 = json.at("test_top5").get<double>();
  r.seconds = json.at("seconds").get<double>();
  r.imagesPerSecond = json.at("images_per_second").get<double>();
  if (json.contains("loss_scale"))
    r.lossScale = json.at("loss_scale").get<double>();
  return r;
}

} // namespace

History::History(std::string file, int64_t epoch, int64_t step) : path(std::move(file)) {
  std::string kept;
  if (step > 0 && std::filesystem::exists(path)) {
    const std::string old = readText(path);
    std::string_view text = old;
    while (!text.empty()) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      try {
        Json json = Json::parse(line);
        const bool isEpoch = json.contains("test_loss");
        if (json.at("step").get<int64_t>() > step ||
            (isEpoch && json.at("epoch").get<int64_t>() > epoch))
          continue;
        if (isEpoch)
          records.push_back(recordOf(json));
        kept.append(line).push_back('\n');
      } catch (const Json::exception &) {
        if (!text.empty()) // a last line cut short is what an interruption leaves
          userError("{}: has a line that is not of a training log; move the file away", path);
      }
    }
  }
  writeFile(path, kept);
}

/// Opens the log to write at its end; -1 with errno. What has taken its place meanwhile and is no
/// plain file is refused, for a pipe would wait for its reader.
static int openLog(const std::string &path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    userError("{}: cannot write the log: it is {} now", path, fileKind(status.st_mode));
  return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                0666);
}

void History::append(std::string_view line, bool sync) {
  const int file = openLog(path);
  const bool good = file >= 0 && writeAll(file, line) && (!sync || ::fsync(file) == 0);
  const int error = errno;
  if (file >= 0)
    ::close(file);
  if (!good)
    userError("{}: cannot write the log: {}", path, std::strerror(error));
}

void History::addEpoch(const EpochRecord &record) {
  records.push_back(record);
  append(jsonOf(record).dump() + "\n", /*sync=*/true);
}

void History::addStep(int64_t epoch, int64_t step, double lr, double loss, double error) {
  Json json = {{"epoch", epoch}, {"step", step}, {"lr", lr}, {"loss", loss}, {"error", error}};
  append(json.dump() + "\n", /*sync=*/false);
}

} // namespace resnetc::train
