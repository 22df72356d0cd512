//===- Evaluation.cpp - how well a model does on a data set -----------------------===//
//
// See Evaluation.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Evaluation.h"

#include "runtime/support/Error.h"
#include "runtime/train/BatchLoader.h"

#include <algorithm>
#include <cmath>

namespace resnetc::train {

void Metrics::add(const float *logits, int64_t label) {
  const float *end = logits + classes;
  // Equal logits count in the order of the classes, so the result is one of the logits alone.
  int64_t better = 0;
  for (int64_t k = 0; k < classes; ++k)
    better += logits[k] > logits[label] || (logits[k] == logits[label] && k < label);
  auto best = std::max_element(logits, end);
  double total = 0;
  for (const float *logit = logits; logit != end; ++logit)
    total += std::exp(static_cast<double>(*logit) - *best);
  // In this order: beside logits of 1e38 the logarithm alone would vanish.
  lossSum += std::log(total) + (static_cast<double>(*best) - logits[label]);
  bool isNumber = std::isfinite(logits[label]); // NaN compares as no better; it is never right
  right += isNumber && better == 0;
  rightOfFive += isNumber && better < 5;
  ++confusion[static_cast<size_t>(label * classes + (best - logits))];
  ++images;
}

std::vector<double> softmax(std::span<const double> logits) {
  std::vector<double> result(logits.begin(), logits.end());
  double best = *std::max_element(result.begin(), result.end()), total = 0;
  for (double &value : result)
    total += value = std::exp(value - best);
  for (double &value : result)
    value /= total;
  return result;
}

Metrics evaluate(Context &context, const Library &library, const Preparation &images, int64_t batch,
                 BadImages &bad, const std::function<void(int64_t)> &progress) {
  const int64_t classes = library.outputElements(), count = images.dataset().size();
  Metrics metrics(classes);
  std::vector<float> logits(static_cast<size_t>(batch * classes));
  // Of a bad image the batch holds what was there before; its output is not looked at.
  std::vector<uint8_t> good(static_cast<size_t>(count));
  BatchLoader loader(
      images, BatchPlan(count, batch), context.threads(),
      [&](int64_t index, float *out) {
        good[static_cast<size_t>(index)] =
            bad.tryRead(images.dataset(), index, [&] { images.forEvaluation(index, out); });
      },
      /*first=*/0, prefetching(context, library));
  for (auto now = loader.next(); now.size > 0; now = loader.next()) {
    context.infer(now.x, now.size, logits.data());
    for (int64_t i = 0; i < now.size; ++i)
      if (good[static_cast<size_t>(now.first + i)])
        metrics.add(logits.data() + i * classes, images.dataset().label(now.first + i));
    if (progress)
      progress(now.first + now.size);
  }
  if (metrics.images == 0)
    userError("none of the {} image files can be read", count);
  return metrics;
}

} // namespace resnetc::train
