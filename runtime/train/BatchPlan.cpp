//===- BatchPlan.cpp - how the images of an epoch fall into batches ---------------===//
//
// See BatchPlan.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/BatchPlan.h"

#include <algorithm>

namespace resnetc::train {

BatchPlan::BatchPlan(int64_t count, int64_t batch, int64_t least, LastBatch last)
    : batch(batch), used(count), number((count + batch - 1) / batch) {
  const int64_t rest = count % batch;
  if (rest == 0 || rest >= least || count < batch)
    return;
  --number;
  if (last == LastBatch::Drop)
    used -= rest;
}

int64_t BatchPlan::sizeAt(int64_t first) const {
  const bool isLast = first >= (number - 1) * batch;
  return std::max<int64_t>(isLast ? used - first : batch, 0);
}

int64_t BatchPlan::largest() const {
  return number > 0 ? std::max(sizeAt(0), sizeAt((number - 1) * batch)) : 0;
}

} // namespace resnetc::train
