//===- CostModel.cpp - which ways are worth measuring first ----------------------------------===//
//
// See CostModel.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/CostModel.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace resnetc {

using kernels::KernelSpec;

//===----------------------------------------------------------------------===//
// Roofline
//===----------------------------------------------------------------------===//

double rooflineCost(const Way &way, const Target &target) {
  constexpr double cacheBalance = 8; ///< multiply-adds beside the movement of one element in caches
  const double memoryBalance = target.backend->memoryBalance(target);
  const auto n = static_cast<double>(way.n);
  double cost = 0;
  for (const Way::Kernel &kernel : way.kernels) {
    double moved = 0;
    for (const kernels::KernelArg &arg :
         kernels::kernelInterface(kernel.spec, target.channelBlock).args)
      moved += cacheBalance * n * static_cast<double>(arg.perImage) +
               memoryBalance * static_cast<double>(arg.fixed);
    cost += std::max(n * static_cast<double>(kernels::multiplyAdds(kernel.spec)), moved);
  }
  return cost;
}

//===----------------------------------------------------------------------===//
// Features
//===----------------------------------------------------------------------===//

namespace {

/// Of a way, beside those of the default: by their numbers.
using Features = std::map<std::string, double>;

/// What one unit of a feature may change the logarithm of a time by, before anything is known.
constexpr double single = 0.1, pairwise = 0.07, withShape = 0.05;

/// What one doubling of the place in the backend's order is expected to cost.
constexpr double rankSlope = 0.03;

/// How far measurements lie from what features can say, as a logarithm.
constexpr double noise = 0.05;

double log2Of(int64_t value) {
  return std::log2(1.0 + static_cast<double>(std::max<int64_t>(value, 0)));
}

/// The layer's shape, in numbers of about one.
std::vector<std::pair<const char *, double>> shapeOf(const Question &question) {
  constexpr double typical = 8;
  auto attribute = [&](const char *name) { return question.spec.find(name).value_or(1); };
  const int64_t pixels = attribute("h") * attribute("w") * question.n;
  return {{"c", log2Of(attribute("c")) / typical},
          {"k", log2Of(attribute("k")) / typical},
          {"pixels", log2Of(pixels) / typical},
          {"stats", static_cast<double>(question.spec.find("stats").value_or(0))}};
}

Features featuresOf(const Question &question, const Way &way, size_t place) {
  Features features;
  features["rank"] = single * log2Of(static_cast<int64_t>(place));
  std::vector<std::string> words = {way.choice.variant};
  for (const auto &[name, value] : way.choice.params)
    words.push_back(way.choice.variant + " " + name + "=" + std::to_string(value));
  for (size_t i = 0; i < words.size(); ++i) {
    features[words[i]] = single;
    for (size_t j = 0; j < i; ++j)
      features[words[i] + "," + words[j]] = pairwise;
  }
  for (const auto &[name, size] : shapeOf(question)) {
    features[way.choice.variant + " at " + name] = withShape * size;
    for (const auto &[param, value] : way.choice.params)
      features[way.choice.variant + " " + param + " at " + name] = withShape * log2Of(value) * size;
  }
  return features;
}

Features difference(Features features, const Features &other) {
  for (const auto &[name, value] : other)
    features[name] -= value;
  return features;
}

double dot(const Features &a, const Features &b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
    if (x->first < y->first)
      ++x;
    else if (y->first < x->first)
      ++y;
    else
      sum += x++->second * y++->second;
  return sum;
}

/// What is expected before anything was measured.
double priorOf(const Question &question, llvm::ArrayRef<Way> ways, size_t way) {
  return std::log(rooflineCost(ways[way], *question.target) /
                  rooflineCost(ways[0], *question.target)) +
         rankSlope * log2Of(static_cast<int64_t>(way));
}

/// Kernels of one kind learn from each other.
std::string processOf(const Question &question) {
  return question.filter ? "form " + std::to_string(static_cast<int>(*question.filter)) + " " +
                               question.spec.kernelClass
                         : question.spec.kernelClass;
}

} // namespace

//===----------------------------------------------------------------------===//
// The process
//===----------------------------------------------------------------------===//

/// Grows by a row of its matrix' Cholesky factor for each measurement.
class CostModel::Process {
public:
  Prediction predict(const Features &features) const {
    const std::vector<double> solved = solve(features);
    double mean = 0, variance = dot(features, features);
    for (size_t i = 0; i < solved.size(); ++i) {
      mean += solved[i] * targets[i];
      variance -= solved[i] * solved[i];
    }
    return {mean, std::sqrt(std::max(variance, 0.0))};
  }

  /// `value` is what was measured less what was expected.
  void learn(Features features, double value) {
    if (points.size() == mostPoints)
      return;
    std::vector<double> row = solve(features);
    double diagonal = dot(features, features) + noise * noise;
    for (size_t i = 0; i < row.size(); ++i) {
      diagonal -= row[i] * row[i];
      value -= row[i] * targets[i];
    }
    diagonal = std::sqrt(std::max(diagonal, noise * noise));
    row.push_back(diagonal);
    factor.push_back(std::move(row));
    targets.push_back(value / diagonal);
    points.push_back(std::move(features));
  }

private:
  /// More are no news, and cost time with their square.
  static constexpr size_t mostPoints = 1000;

  /// The forward substitution of the covariances with all points.
  std::vector<double> solve(const Features &features) const {
    std::vector<double> solved(points.size());
    for (size_t i = 0; i < points.size(); ++i) {
      double value = dot(features, points[i]);
      for (size_t j = 0; j < i; ++j)
        value -= factor[i][j] * solved[j];
      solved[i] = value / factor[i][i];
    }
    return solved;
  }

  std::vector<Features> points;
  std::vector<std::vector<double>> factor; ///< lower triangle of the Cholesky factor
  std::vector<double> targets;             ///< the values, by its forward substitution
};

CostModel::CostModel() = default;
CostModel::~CostModel() = default;

std::vector<CostModel::Prediction> CostModel::predict(const Question &question,
                                                      llvm::ArrayRef<Way> ways) const {
  static const Process nothing;
  auto found = processes.find(processOf(question));
  const Process &process = found == processes.end() ? nothing : *found->second;
  std::vector<Prediction> predictions = {{}};
  const Features usual = featuresOf(question, ways[0], 0);
  for (size_t way = 1; way < ways.size(); ++way) {
    Prediction one = process.predict(difference(featuresOf(question, ways[way], way), usual));
    one.logRatio += priorOf(question, ways, way);
    predictions.push_back(one);
  }
  return predictions;
}

void CostModel::learn(const Question &question, llvm::ArrayRef<Way> ways,
                      llvm::ArrayRef<MeasuredRatio> measured) {
  std::unique_ptr<Process> &process = processes[processOf(question)];
  if (!process)
    process = std::make_unique<Process>();
  const Features usual = featuresOf(question, ways[0], 0);
  for (const MeasuredRatio &one : measured)
    if (one.way != 0 && std::isfinite(one.ratio) && one.ratio > 0)
      process->learn(difference(featuresOf(question, ways[one.way], one.way), usual),
                     std::log(one.ratio) - priorOf(question, ways, one.way));
}

WayOrder orderWays(llvm::ArrayRef<CostModel::Prediction> predictions, size_t fewest) {
  WayOrder order;
  for (size_t way = 0; way < predictions.size(); ++way)
    order.places.push_back(way);
  auto others = llvm::MutableArrayRef(order.places).drop_front();
  auto hopeless = [&](size_t way) {
    return predictions[way].logRatio - 2 * predictions[way].deviation > 0;
  };
  llvm::stable_sort(others, [&](size_t a, size_t b) {
    return std::pair(hopeless(a), predictions[a].logRatio) <
           std::pair(hopeless(b), predictions[b].logRatio);
  });
  const auto all = static_cast<size_t>(llvm::count_if(others, hopeless));
  order.pruned = std::min(all, others.size() - std::min(fewest, others.size()));
  return order;
}

} // namespace resnetc
