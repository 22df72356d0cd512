//===- Recipe.cpp - a recipe as JSON --------------------------------------===//
//
// A training library carries its recipe as this text; the runtime reads it back. Keys
// keep one order and numbers their shortest exact form, so equal recipes give equal bytes.
//
//===----------------------------------------------------------------------===//

#include "dsl/Network.h"

#include "llvm/Support/JSON.h"

#include <charconv>
#include <cmath>

using namespace resnetc::dsl;
using llvm::StringRef;

/// The shortest decimal text that reads back as the same double.
static std::string shortest(double value) {
  char buffer[32];
  auto [end, status] = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return {buffer, end};
}

static StringRef word(Augment::Kind kind) {
  switch (kind) {
  case Augment::Kind::Shift:
    return "shift";
  case Augment::Kind::Hflip:
    return "hflip";
  case Augment::Kind::Resize:
    return "resize";
  case Augment::Kind::Crop:
    return "crop";
  }
  return "";
}

static StringRef word(LrSchedule::Kind kind) {
  switch (kind) {
  case LrSchedule::Kind::Constant:
    return "constant";
  case LrSchedule::Kind::Step:
    return "step";
  case LrSchedule::Kind::Plateau:
    return "plateau";
  case LrSchedule::Kind::Cosine:
    return "cosine";
  }
  return "";
}

std::vector<int64_t> Recipe::milestoneEpochs() const {
  std::vector<int64_t> result;
  for (double milestone : schedule.milestones) {
    double scale = schedule.milestonesArePercent ? static_cast<double>(epochs) / 100 : 1;
    result.push_back(std::llround(milestone * scale));
  }
  return result;
}

static void writeSchedule(const Recipe &recipe, llvm::json::OStream &json) {
  const LrSchedule &schedule = recipe.schedule;
  auto number = [&](StringRef key, double value) {
    json.attributeBegin(key);
    json.rawValue(shortest(value));
    json.attributeEnd();
  };
  json.attribute("kind", word(schedule.kind));
  number("factor", schedule.factor);
  json.attributeArray("milestones", [&] {
    for (int64_t epoch : recipe.milestoneEpochs())
      json.value(epoch);
  });
  json.attribute("patience", schedule.patience);
  json.attribute("warmup_epochs", schedule.warmupEpochs);
  number("warmup_from", schedule.warmupFrom);
}

std::string Recipe::toJson() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  llvm::json::OStream json(os);
  auto number = [&](StringRef key, double value) {
    json.attributeBegin(key);
    json.rawValue(shortest(value));
    json.attributeEnd();
  };
  json.object([&] {
    json.attribute("name", name);
    json.attribute("data", data);
    json.attribute("eval", eval);
    json.attributeArray("augment", [&] {
      for (const Augment &item : augment)
        json.object([&] {
          json.attribute("kind", word(item.kind));
          json.attribute("low", item.low);
          json.attribute("high", item.high);
        });
    });
    json.attribute("loss", loss);
    json.attribute("init", init);
    json.attribute("fan", initFanOut ? "fan_out" : "fan_in");
    json.attribute("optimizer", "sgd");
    number("lr", lr);
    number("momentum", momentum);
    number("weight_decay", weightDecay);
    json.attribute("nesterov", nesterov);
    json.attributeObject("schedule", [&] { writeSchedule(*this, json); });
    json.attribute("batch", batch);
    json.attribute("epochs", epochs);
    json.attribute("seed", seed);
  });
  return text;
}
