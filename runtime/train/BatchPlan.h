//===- BatchPlan.h - how the images of an epoch fall into batches -----------------===//
//
// All batches have one size but the last. A batch norm on a map of one pixel takes no batch of one
// image, so a last batch of fewer images than the model takes is joined to the one before it, or
// left out.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace resnetc::train {

/// What becomes of a last batch that is too small for the model.
enum class LastBatch {
  Join, ///< its images go into the batch before it
  Drop, ///< its images are left out of this epoch
};

class BatchPlan {
public:
  /// `count` images in batches of `batch`, each of at least `least` images; expects
  /// least <= batch, and least <= count.
  BatchPlan(int64_t count, int64_t batch, int64_t least = 1, LastBatch last = LastBatch::Join);

  /// Images of the batch that begins with image `first`; 0 behind the last one.
  int64_t sizeAt(int64_t first) const;
  /// Images that are used, at most `count`.
  int64_t images() const { return used; }
  int64_t batches() const { return number; }
  /// Images of the largest batch.
  int64_t largest() const;

private:
  const int64_t batch;
  int64_t used, number; ///< images and batches of an epoch
};

} // namespace resnetc::train
