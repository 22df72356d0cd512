//===- BatchLoader.h - the next batch while the model works on this one -----------===//
//
// Image files take time to decode, so one batch is made ready by threads of its own while the last
// one is used, and on its way to a device before it is asked for. Images in memory are copied when they
// are asked for, where there is no device: threads would cost more than the copy. At most two batches
// exist, whatever the size of the data.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/support/StartThreads.h"
#include "runtime/train/BatchPlan.h"
#include "runtime/train/Preparation.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

namespace resnetc::train {

class BatchLoader {
public:
  /// Writes the image with this place in the order of all images; throws UserError.
  using Prepare = std::function<void(int64_t place, float *out)>;

  /// Told of a batch that is ready, by the thread that made it so and before `next` gives it out.
  using Ready = std::function<void(const float *x, int64_t size)>;

  /// Loads the batches of `plan` in order, from that which begins with place `first` on. `prepare`
  /// is called from `threads` threads at once when the data are files. `ready` may be empty.
  BatchLoader(const Preparation &preparation, const BatchPlan &plan, int32_t threads,
              Prepare prepare, int64_t first = 0, Ready ready = {});
  BatchLoader(const BatchLoader &) = delete;
  BatchLoader &operator=(const BatchLoader &) = delete;

  struct Batch {
    const float *x;
    int64_t first, size; ///< places first .. first + size - 1
  };
  /// The next batch, valid until the next call; size 0 at the end. Throws what `prepare` threw, of
  /// several the error of the earliest image.
  Batch next();

private:
  void begin();
  void finish(int64_t from, int64_t size);
  void fill(std::vector<float> &x, int64_t first, int64_t size) const;
  void fillComing(int64_t first, int64_t size);

  const Prepare prepare;
  const Ready ready;
  const int64_t elements; ///< of one image
  const BatchPlan plan;
  const int32_t threads; ///< 0: none, and no batch is made ready before it is asked for
  int64_t first;         ///< place that the next batch begins with
  std::vector<float> current, coming;
  std::exception_ptr failure; ///< of the loader
  Threads loader; ///< one that fills `coming`, or none; the last member, as it ends first
};

} // namespace resnetc::train
