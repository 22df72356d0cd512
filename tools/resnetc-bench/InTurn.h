//===- InTurn.h - kernels one after the other, as a network runs them --------------------===//
//
// A kernel that is called again and again finds its weights in the caches; in a network everything
// else has passed through them since. Here each instance of a shape has weights of its own, and
// activations are handed from kernel to kernel, so that times add up to those of the network.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Runner/Runner.h"

#include <cstdint>
#include <vector>

namespace resnetc::bench {

/// One shape of a network.
struct Instances {
  const x86::LoadedKernel *kernel;
  kernels::KernelInterface interface;
  int64_t count;
};

/// What `inTurn` measured, in seconds.
struct TurnTimes {
  std::vector<double> each; ///< by shape: the mean over its instances of their best times
  double pass = 0;          ///< the best time of all kernels in a row
};

/// Runs all instances in the order of the list, `passes` times.
TurnTimes inTurn(const std::vector<Instances> &network, int32_t n, int threads, int passes);

} // namespace resnetc::bench
