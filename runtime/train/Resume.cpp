//===- Resume.cpp - is it the training that the checkpoint began? -----------------===//
//
// See Resume.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Resume.h"

#include "runtime/support/Error.h"

#include <nlohmann/json.hpp>

namespace resnetc::train {

namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Json &value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Adds what differs between two objects; `prefix` is what their keys are told with.
void compare(const Json &before, const Json &now, const std::string &prefix,
             std::vector<std::string> &differences) {
  for (const auto &[key, value] : now.items()) {
    const Json old = before.is_object() && before.contains(key) ? before[key] : Json();
    if (value.is_object())
      compare(old, value, prefix + key + ".", differences);
    else if (!old.is_null() && old != value)
      differences.push_back(
          fmt::format("{}{} is {}, not {}", prefix, key, shown(value), shown(old)));
  }
}

} // namespace

std::vector<std::string> resumeDifferences(const Progress &checkpoint, const Progress &now) {
  Json before = Json::parse(checkpoint.recipe, nullptr, false), after = Json::parse(now.recipe);
  if (!before.is_object())
    return {"its recipe cannot be read"};
  // The data are compared by what they hold; a file may call the same recipe by another name.
  for (const char *key : {"name", "data", "eval"})
    after.erase(key);
  if (after["schedule"]["kind"] != "cosine")
    after.erase("epochs");
  std::vector<std::string> differences;
  if (!checkpoint.network.empty() && checkpoint.network != now.network)
    differences.push_back(fmt::format(
        "the network is another of the same name and shapes (its hash, of every layer and "
        "parameter, is {}, not {})",
        now.network, checkpoint.network));
  compare(before, after, "", differences);
  if (!checkpoint.data.empty() && checkpoint.data != now.data)
    differences.push_back("the training data differ");
  if (!checkpoint.evalData.empty() && checkpoint.evalData != now.evalData)
    differences.push_back("the data for evaluation differ");
  return differences;
}

} // namespace resnetc::train
