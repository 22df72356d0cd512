//===- Report.h - a training as one HTML page -------------------------------------===//
//
// Self-contained: no script, no font, no picture from elsewhere, so it can be mailed and archived.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Evaluation.h"
#include "runtime/train/History.h"
#include "runtime/train/Recipe.h"

#include <string>
#include <vector>

namespace resnetc::train {

struct ReportContent {
  std::string model, library, isa;
  int64_t parameters, multiplyAdds; ///< of one image
  int32_t threads;
  int64_t trainImages, testImages;
  std::string testName;
  Recipe recipe;
  std::vector<EpochRecord> epochs;
  Metrics metrics;                     ///< on the test set, after the last epoch
  std::vector<std::string> classNames; ///< empty: numbers
};

/// The page. Confusion matrices of more than 40 classes are left out for their size.
std::string reportHtml(const ReportContent &content);

} // namespace resnetc::train
