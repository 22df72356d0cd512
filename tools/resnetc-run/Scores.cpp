//===- Scores.cpp - one answer from many views of an image ------------------------===//
//
// See Scores.h.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Scores.h"

#include "runtime/support/Error.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/FileReader.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <numeric>

using namespace resnetc::train;

namespace resnetc::run {

void Scores::add(std::span<const double> values) {
  logits.assign(values.begin(), values.end());
  std::vector<double> probabilities = softmax(values);
  for (size_t k = 0; k < sums.size(); ++k)
    sums[k] += probabilities[k];
  ++groups;
}

std::vector<double> Scores::probabilities() const {
  std::vector<double> result = sums;
  for (double &value : result)
    value /= static_cast<double>(groups);
  return result;
}

std::vector<float> Scores::outputs() const {
  if (groups == 1)
    return {logits.begin(), logits.end()};
  std::vector<float> result;
  for (double value : probabilities())
    result.push_back(static_cast<float>(std::log(std::max(value, DBL_MIN))));
  return result;
}

std::vector<int64_t> ranked(std::span<const double> probabilities) {
  std::vector<int64_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), 0);
  auto key = [&](int64_t k) {
    double value = probabilities[static_cast<size_t>(k)];
    return std::isnan(value) ? -1.0 : value;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return key(a) > key(b); });
  return order;
}

std::vector<std::string> readClassNames(const std::string &path, int64_t count) {
  std::vector<std::string> names(1);
  for (char c : readText(path)) {
    if (c == '\n')
      names.emplace_back();
    else
      names.back() += c;
  }
  for (std::string &name : names)
    if (name.ends_with('\r'))
      name.pop_back();
  while (!names.empty() && names.back().empty())
    names.pop_back();
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty())
      userError("{}: line {} is empty, expects the name of class {}", path, i + 1, i);
    if (std::any_of(names[i].begin(), names[i].end(), [](char c) { return c >= 0 && c < 0x20; }))
      userError("{}: line {} holds a control character: {}", path, i + 1, inQuotes(names[i]));
  }
  if (static_cast<int64_t>(names.size()) != count)
    userError("{}: has {} names, expects one line for each of the model's {} classes", path,
              names.size(), count);
  return names;
}

} // namespace resnetc::run
