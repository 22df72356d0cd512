//===- BatchLoader.cpp - the next batch while the model works on this one ---------===//
//
// See BatchLoader.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/BatchLoader.h"

#include "runtime/train/Threads.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <system_error>

namespace resnetc::train {

BatchLoader::BatchLoader(const Preparation &preparation, const BatchPlan &plan, int32_t threads,
                         Prepare prepare, int64_t first)
    : prepare(std::move(prepare)), elements(preparation.elements()), plan(plan),
      threads(preparation.dataset().hasFiles() ? std::max(threads, 1) : 0), first(first) {
  current.resize(static_cast<size_t>(plan.largest() * elements));
  if (this->threads) {
    coming.resize(current.size());
    begin();
  }
}

BatchLoader::~BatchLoader() {
  // Work that waits for its result to be asked for has not begun.
  if (work.valid() && work.wait_for(std::chrono::seconds(0)) != std::future_status::deferred)
    work.wait();
}

/// Starts on the batch that begins at `first`.
void BatchLoader::begin() {
  const int64_t size = plan.sizeAt(first);
  if (size <= 0)
    return;
  auto load = [this, from = first, size] { fill(coming, from, size); };
  try {
    work = std::async(std::launch::async, load);
  } catch (const std::system_error &) { // no thread to be had: loaded when it is asked for
    work = std::async(std::launch::deferred, load);
  }
}

BatchLoader::Batch BatchLoader::next() {
  const int64_t size = plan.sizeAt(first);
  if (size == 0)
    return {nullptr, first, 0};
  Batch result = {nullptr, first, size};
  first += size;
  if (threads) {
    work.get();
    std::swap(current, coming);
    begin();
  } else {
    fill(current, result.first, size);
  }
  result.x = current.data();
  return result;
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
  std::vector<std::jthread> others =
      startThreads(static_cast<size_t>(helpers), [&](size_t) { work(); });
  work();
  others.clear(); // joins
  for (const std::exception_ptr &failure : failures)
    if (failure)
      std::rethrow_exception(failure);
}

} // namespace resnetc::train
