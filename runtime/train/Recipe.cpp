//===- Recipe.cpp - how a model wants to be trained -------------------------------===//
//
// Overrides are put into the JSON before it is read, so that both go through the same checks.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Recipe.h"

#include "runtime/support/Error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

namespace resnetc::train {

using Json = nlohmann::ordered_json;

namespace {

/// Reads members of one JSON object; whatever was not asked for is an unknown key.
class Fields {
public:
  Fields(std::string where, const Json &object) : where(std::move(where)), object(object) {
    if (!object.is_object())
      userError("{}: is not an object", this->where);
  }

  double number(const char *key, double low, double high) {
    const Json &value = member(key);
    if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high))
      userError("{}: {} must be a number of {} to {}, got {}", where, key, low, high, shown(value));
    return value.get<double>();
  }

  int64_t whole(const char *key, int64_t low, int64_t high) {
    const Json &value = member(key);
    if (!value.is_number_integer() || value.get<double>() < static_cast<double>(low) ||
        value.get<double>() > static_cast<double>(high))
      userError("{}: {} must be a whole number of {} to {}, got {}", where, key, low, high,
                shown(value));
    return value.get<int64_t>();
  }

  bool boolean(const char *key) {
    const Json &value = member(key);
    if (!value.is_boolean())
      userError("{}: {} must be true or false, got {}", where, key, shown(value));
    return value.get<bool>();
  }

  std::string text(const char *key) {
    const Json &value = member(key);
    if (!value.is_string())
      userError("{}: {} must be text, got {}", where, key, shown(value));
    return value.get<std::string>();
  }

  /// Index of the text among the words.
  size_t oneOf(const char *key, std::initializer_list<const char *> words) {
    std::string value = text(key);
    size_t index = 0;
    for (const char *word : words) {
      if (value == word)
        return index;
      ++index;
    }
    userError("{}: {} must be one of {}, got {}", where, key, fmt::join(words, ", "),
              inQuotes(value));
  }

  const Json &member(const char *key) {
    used.insert(key);
    auto found = object.find(key);
    if (found == object.end())
      userError("{}: {} is missing", where, key);
    return *found;
  }

  /// Throws for keys that no one asked for.
  void finish() const {
    for (const auto &[key, value] : object.items())
      if (!used.count(key))
        userError("{}: unknown key {}; expects {}", where, inQuotes(key), fmt::join(used, ", "));
  }

  static std::string shown(const Json &value) {
    return inQuotes(value.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

private:
  std::string where;
  const Json &object;
  std::set<std::string> used;
};

constexpr int64_t maxCount = 1'000'000'000;

Augment readAugment(const std::string &where, const Json &json) {
  Fields fields(where + ", augment", json);
  size_t kind = fields.oneOf("kind", {"shift", "hflip", "crop", "resize"});
  Augment augment;
  augment.kind = static_cast<Augment::Kind>(kind);
  if (augment.kind == Augment::Kind::Hflip) {
    fields.member("low");
  } else {
    augment.low = augment.high = fields.whole("low", 1, 1 << 16);
  }
  if (augment.kind == Augment::Kind::Resize)
    augment.high = fields.whole("high", augment.low, 1 << 16);
  else
    fields.member("high");
  fields.finish();
  return augment;
}

LrPlan readPlan(const std::string &where, const Json &json) {
  Fields fields(where + ", schedule", json);
  LrPlan plan;
  plan.kind =
      static_cast<LrPlan::Kind>(fields.oneOf("kind", {"constant", "step", "plateau", "cosine"}));
  plan.factor = fields.number("factor", 1, 1e9);
  const Json &milestones = fields.member("milestones");
  for (const Json &epoch : milestones) {
    if (!milestones.is_array() || !epoch.is_number_integer() || epoch.get<int64_t>() < 0 ||
        (!plan.milestones.empty() && epoch.get<int64_t>() < plan.milestones.back()))
      userError("{}, schedule: milestones must be a rising list of epochs, got {}", where,
                Fields::shown(milestones));
    plan.milestones.push_back(epoch.get<int64_t>());
  }
  plan.patience = fields.whole("patience", 1, maxCount);
  plan.warmupEpochs = fields.whole("warmup_epochs", 0, maxCount);
  plan.warmupFrom = fields.number("warmup_from", 0, 1e9);
  fields.finish();
  return plan;
}

ImageReading readReading(Fields &fields, const std::string &where) {
  ImageReading reading;
  std::string range = fields.text("pixels");
  std::optional<float> white = images::whiteOf(range);
  if (!white)
    userError("{}: pixels must be a range as 0..255, got {}", where, inQuotes(range));
  reading.pixels = {*white, fields.oneOf("order", {"rgb", "bgr"}) == 1};
  reading.exif = fields.boolean("exif");
  return reading;
}

/// "shift:1,hflip" as the JSON of the recipe; resize is written resize:256..480.
Json augmentOf(const std::string &text) {
  Json list = Json::array();
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find(',', at), text.size());
    std::string item = text.substr(at, end - at);
    size_t colon = item.find(':');
    auto number = [&](const std::string &digits) {
      Json value = Json::parse(digits, nullptr, false);
      if (!value.is_number_integer())
        userError("--set augment={}: expects shift:PIXELS, hflip, resize:LOW..HIGH, crop:SIZE, "
                  "joined by commas",
                  text);
      return value.get<int64_t>();
    };
    int64_t low = 0, high = 0;
    if (colon != std::string::npos) {
      std::string value = item.substr(colon + 1);
      size_t dots = value.find("..");
      low = high = number(value.substr(0, dots));
      if (dots != std::string::npos)
        high = number(value.substr(dots + 2));
    }
    list.push_back({{"kind", item.substr(0, colon)}, {"low", low}, {"high", high}});
    at = end + 1;
  }
  return list;
}

/// Puts "key=value" into the recipe's JSON, with the type the key already has there.
void applyOverride(Json &recipe, const std::string &text) {
  size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    userError("--set {}: expects key=value", text);
  std::string key = text.substr(0, equals), value = text.substr(equals + 1);
  Json *place = &recipe;
  std::string leaf = key;
  if (key.rfind("schedule.", 0) == 0) {
    place = &recipe["schedule"];
    leaf = key.substr(9);
  }
  if (!place->is_object() || !place->contains(leaf) || leaf == "schedule") {
    std::vector<std::string> known;
    for (const auto &[name, member] : recipe.items())
      if (name != "schedule")
        known.push_back(name);
    userError(
        "--set {}: unknown key {}; expects one of {}, schedule.kind, schedule.factor, "
        "schedule.milestones, schedule.patience, schedule.warmup_epochs, schedule.warmup_from",
        text, inQuotes(key), fmt::join(known, ", "));
  }
  if (leaf == "augment") {
    (*place)[leaf] = augmentOf(value);
  } else if (leaf == "milestones") {
    (*place)[leaf] = Json::parse("[" + value + "]", nullptr, false);
  } else if ((*place)[leaf].is_string()) {
    (*place)[leaf] = value;
  } else {
    (*place)[leaf] = Json::parse(value, nullptr, false);
  }
  if ((*place)[leaf].is_discarded())
    userError("--set {}: {} is not a value for {}", text, inQuotes(value), leaf);
}

} // namespace

Recipe readRecipe(const std::string &library, const char *json,
                  const std::vector<std::string> &overrides) {
  if (!json)
    userError(
        "{}: carries no recipe; add a `train` section to the model's file and compile it with "
        "--mode=train",
        library);
  Json object = Json::parse(json, nullptr, false);
  const std::string where = library + ": the train section";
  if (!object.is_object())
    userError("{}: is not valid JSON", where);
  // What the language has no word for: only the command line sets it.
  object.emplace("last_batch", "join");
  object.emplace("pixels", "0..1");
  object.emplace("order", "rgb");
  object.emplace("exif", false);
  for (const std::string &each : overrides)
    applyOverride(object, each);
  Fields fields(where, object);
  Recipe recipe;
  recipe.name = fields.text("name");
  recipe.data = fields.text("data");
  recipe.eval = fields.text("eval");
  const Json &augments = fields.member("augment");
  if (!augments.is_array())
    userError("{}: augment is not a list", where);
  for (const Json &each : augments)
    recipe.augment.push_back(readAugment(where, each));
  recipe.reading = readReading(fields, where);
  fields.oneOf("loss", {"softmax_cross_entropy"});
  fields.oneOf("init", {"he_normal"});
  recipe.initFanOut = fields.oneOf("fan", {"fan_in", "fan_out"}) == 1;
  fields.oneOf("optimizer", {"sgd"});
  recipe.lr = fields.number("lr", 0, 1e6);
  recipe.momentum = fields.number("momentum", 0, 1);
  recipe.weightDecay = fields.number("weight_decay", 0, 1e6);
  recipe.nesterov = fields.boolean("nesterov");
  recipe.schedule = readPlan(where, fields.member("schedule"));
  recipe.batch = fields.whole("batch", 1, 1 << 20);
  recipe.epochs = fields.whole("epochs", 1, maxCount);
  recipe.lastBatch = static_cast<LastBatch>(fields.oneOf("last_batch", {"join", "drop"}));
  recipe.seed = static_cast<uint64_t>(fields.whole("seed", 0, INT64_MAX / 1024 * 1024));
  fields.finish();
  return recipe;
}

std::string recipeText(const Recipe &recipe) {
  Json augments = Json::array();
  for (const Augment &each : recipe.augment) {
    constexpr const char *words[] = {"shift", "hflip", "crop", "resize"};
    augments.push_back(
        {{"kind", words[static_cast<int>(each.kind)]}, {"low", each.low}, {"high", each.high}});
  }
  constexpr const char *kinds[] = {"constant", "step", "plateau", "cosine"};
  const LrPlan &plan = recipe.schedule;
  Json schedule = {{"kind", kinds[static_cast<int>(plan.kind)]},
                   {"factor", plan.factor},
                   {"milestones", plan.milestones},
                   {"patience", plan.patience},
                   {"warmup_epochs", plan.warmupEpochs},
                   {"warmup_from", plan.warmupFrom}};
  Json json = {{"name", recipe.name},
               {"data", recipe.data},
               {"eval", recipe.eval},
               {"augment", augments},
               {"pixels", fmt::format("0..{}", recipe.reading.pixels.white)},
               {"order", recipe.reading.pixels.blueFirst ? "bgr" : "rgb"},
               {"exif", recipe.reading.exif},
               {"loss", "softmax_cross_entropy"},
               {"init", "he_normal"},
               {"fan", recipe.initFanOut ? "fan_out" : "fan_in"},
               {"optimizer", "sgd"},
               {"lr", recipe.lr},
               {"momentum", recipe.momentum},
               {"weight_decay", recipe.weightDecay},
               {"nesterov", recipe.nesterov},
               {"schedule", schedule},
               {"batch", recipe.batch},
               {"epochs", recipe.epochs},
               {"last_batch", recipe.lastBatch == LastBatch::Join ? "join" : "drop"},
               {"seed", recipe.seed}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace resnetc::train
