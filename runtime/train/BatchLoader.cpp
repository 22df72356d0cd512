//===- BatchLoader.cpp - the next batch while the model works on this one ---------===//
//
// See BatchLoader.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/BatchLoader.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace resnetc::train {

BatchLoader::BatchLoader(const Preparation &preparation, const BatchPlan &plan, int32_t threads,
                         Prepare prepare, int64_t first, Ready ready)
    : prepare(std::move(prepare)), ready(std::move(ready)), elements(preparation.elements()),
      plan(plan), threads(preparation.dataset().hasFiles() ? std::max(threads, 1)
                          : this->ready                    ? 1
                                                           : 0),
      first(first) {
  current.resize(static_cast<size_t>(plan.largest() * elements));
  if (this->threads) {
    coming.resize(current.size());
    begin();
  }
}

/// Starts on the batch that begins at `first`.
void BatchLoader::begin() {
  const int64_t size = plan.sizeAt(first);
  if (size <= 0)
    return;
  failure = nullptr;
  loader = startThreads(1, [this, from = first, size](size_t) {
    try {
      fillComing(from, size);
    } catch (...) {
      failure = std::current_exception();
    }
  });
}

/// Makes `coming` whole: the batch that begins at `from`.
void BatchLoader::finish(int64_t from, int64_t size) {
  if (loader.size() == 0) // there was no thread to be had
    return fillComing(from, size);
  loader.join();
  if (failure)
    std::rethrow_exception(failure);
}

BatchLoader::Batch BatchLoader::next() {
  const int64_t size = plan.sizeAt(first);
  if (size == 0)
    return {nullptr, first, 0};
  Batch result = {nullptr, first, size};
  first += size;
  if (threads) {
    finish(result.first, size);
    std::swap(current, coming);
    begin();
  } else {
    fill(current, result.first, size);
  }
  result.x = current.data();
  return result;
}

void BatchLoader::fillComing(int64_t from, int64_t size) {
  fill(coming, from, size);
  if (ready)
    ready(coming.data(), size);
}

void BatchLoader::fill(std::vector<float> &x, int64_t from, int64_t size) const {
  std::atomic<int64_t> taken = 0;
  std::vector<std::exception_ptr> failures(static_cast<size_t>(size));
  auto work = [&] {
    for (int64_t i; (i = taken++) < size;) {
      try {
        prepare(from + i, x.data() + i * elements);
      } catch (...) {
        failures[static_cast<size_t>(i)] = std::current_exception();
        return; // images after it no longer matter; those before it are taken already
      }
    }
  };
  const int64_t helpers = std::max<int64_t>(std::min<int64_t>(threads, size) - 1, 0);
  Threads others = startThreads(static_cast<size_t>(helpers), [&](size_t) { work(); });
  work();
  others.join();
  for (const std::exception_ptr &failure : failures)
    if (failure)
      std::rethrow_exception(failure);
}

} // namespace resnetc::train
