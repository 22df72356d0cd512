//===- MapPrefetch.h - the maps of the next task on their way while this one is at work ------===//
//
// At larger batches a layer's maps come from memory, in pieces that are too short for the
// processor's own prefetchers: a task reads a few rows of each block of channels. So each register
// tile asks for what the same tile of the next task will read. A participant's tasks follow one
// another (runtime/core/Loop.h), so it is most often this core that needs it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <memory>
#include <string>

namespace resnetc::x86 {

/// Which map is asked for, and where.
struct MapPrefetch {
  std::string operand; ///< the map
  /// Loop over channels in which it is read, and whose iterations share the requests; where empty,
  /// they stand beside the loads.
  std::string innermost = {};
  /// Loop over groups of output channels, each of which reads the same: the last of them asks.
  /// Empty where there is none.
  std::string groups = {};
};

/// A pass over lowered code that adds the prefetches; for Halide's add_custom_lowering_pass.
std::unique_ptr<Halide::Internal::IRMutator> prefetchPass(const MapPrefetch &prefetch);

} // namespace resnetc::x86
