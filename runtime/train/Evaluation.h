//===- Evaluation.h - how well a model does on a data set -------------------------===//
//
// Inference with the running statistics over a whole set, in order.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/BadImages.h"
#include "runtime/train/Library.h"
#include "runtime/train/Preparation.h"

#include <functional>
#include <span>
#include <vector>

namespace resnetc::train {

/// Sums over images seen so far; `add` takes them one at a time.
struct Metrics {
  explicit Metrics(int64_t classes)
      : classes(classes), confusion(static_cast<size_t>(classes * classes)) {}

  void add(const float *logits, int64_t label);

  double loss() const { return lossSum / static_cast<double>(images); }
  double top1() const { return static_cast<double>(right) / static_cast<double>(images); }
  double top5() const { return static_cast<double>(rightOfFive) / static_cast<double>(images); }

  int64_t classes, images = 0, right = 0, rightOfFive = 0;
  double lossSum = 0;             ///< softmax cross-entropy
  std::vector<int64_t> confusion; ///< [true class][predicted class]
};

/// Softmax of one image's logits.
std::vector<double> softmax(std::span<const double> logits);

/// Runs a whole set through `context` in batches of at most `batch`, but for image files that are
/// bad. `progress` is told the images done. Throws UserError when `bad` is full, or no image is
/// left.
Metrics evaluate(Context &context, const Library &library, const Preparation &images, int64_t batch,
                 BadImages &bad, const std::function<void(int64_t)> &progress = {});

} // namespace resnetc::train
