//===- NetworkTraffic.h - what a network moves through memory -----------------------------===//
#pragma once

#include <cstdint>
#include <vector>

namespace resnetc {

/// What a run of a function moves through memory.
struct NetworkTraffic {
  std::vector<int64_t> maps; ///< bytes that each op reads and writes for an image
  int64_t weights = 0;       ///< bytes that are read for every batch
};

} // namespace resnetc
