//===- BadImages.h - image files that a run goes on without -----------------------===//
//
// Among a million files some are damaged. A run that may skip some of them names each once and goes
// on: in evaluation it is left out; in training the next image of the epoch's order takes its
// place, so that batches keep their size. Both follow from the files alone, not from threads or
// from where a training was resumed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Preparation.h"

#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <span>
#include <string>

namespace resnetc::train {

class BadImages {
public:
  static constexpr int64_t all = INT64_MAX;

  /// Up to `limit` different files may be bad.
  explicit BadImages(int64_t limit) : limit(limit) {}

  /// Calls `read`, which is about the image with this index. False when the file is bad: `read`
  /// throws a UserError, now or earlier. A new one is named on stderr. Images in memory are never
  /// bad. May be called from several threads. Throws UserError when it is one file too many.
  bool tryRead(const Dataset &data, int64_t index, const std::function<void()> &read);

  /// Reads the image that stands at a place of an epoch's order, or, when that is bad, the first
  /// one after it that is not, where after the last place comes the first. `read` is called with
  /// the index of one image after the other. Returns the index of the one that was read. Throws
  /// UserError when no image can be read.
  int64_t firstReadable(const Dataset &data, std::span<const int64_t> order, size_t place,
                        const std::function<void(int64_t index)> &read);

  /// How many different files were bad.
  int64_t count() const;

private:
  bool isKnown(const std::string &file) const;
  void add(const std::string &file, const char *why);

  const int64_t limit;
  mutable std::mutex mutex;
  std::set<std::string> files;
};

} // namespace resnetc::train
