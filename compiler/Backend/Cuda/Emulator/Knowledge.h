//===- Knowledge.h - what a thread of a block knows to be over -------------------------------===//
#pragma once

#include <algorithm>
#include <cstdint>

namespace resnetc::cuda::emulator {

/// What a thread knows to be over: products of each warp, by Block::productsRead, and phases of each mbarrier.
struct Knowledge {
  static constexpr int warps = 32, mbarriers = 32;
  uint32_t products[warps] = {};
  uint32_t phases[mbarriers] = {};

  void join(const Knowledge &other) {
    for (int i = 0; i < warps; ++i)
      products[i] = std::max(products[i], other.products[i]);
    for (int i = 0; i < mbarriers; ++i)
      phases[i] = std::max(phases[i], other.phases[i]);
  }
  /// What both know.
  void meet(const Knowledge &other) {
    for (int i = 0; i < warps; ++i)
      products[i] = std::min(products[i], other.products[i]);
    for (int i = 0; i < mbarriers; ++i)
      phases[i] = std::min(phases[i], other.phases[i]);
  }
};

} // namespace resnetc::cuda::emulator
