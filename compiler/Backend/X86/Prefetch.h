//===- Prefetch.h - weights on their way while others are at work ------------------------===//
//
// At small batches a layer's weights come from memory. Where a loop goes through the same weights
// several times, the first time would wait for them and the others leave the memory idle; so each
// time a part of the next ones is asked for.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace resnetc::x86 {

/// Which weights are asked for, and where.
struct Prefetch {
  std::string operand;   ///< the weights
  std::string innermost; ///< loop over channels in which vectors of weights are loaded
  std::string pass;      ///< loop around it that goes through the same weights `passes` times
  int passes;
  std::string inner =
      ""; ///< a loop inside of `pass` that does the same `inners` times in each of them
  int inners = 1;
  int streams; ///< blocks of output channels, each with weights of its own
  int vectors; ///< vectors of a stream that an iteration of `innermost` loads, one after the other
  int lanes;   ///< elements of a vector
  int ahead;   ///< elements from a weight to the one that takes its place next
  /// Loop around `pass` over groups of blocks, after the last of which comes the first again with other
  /// weights: loads of the last group are `aheadOfLast` away from those. Empty where there is none.
  std::string groups = {};
  int aheadOfLast = 0;
};

/// Which lines of an output are asked for while what is written to them is computed: stores go out in
/// order, and one that waits for its line holds up all behind it.
struct OutputPrefetch {
  std::string operand; ///< the output
  std::vector<std::string>
      loops;                ///< around those, outermost first; outside of them nothing is asked for
  std::string outer, inner; ///< loops, one in the other, whose iterations ask in turn
  int inners;               ///< iterations of `inner`
  int each;                 ///< vectors that an iteration asks for, one behind the other
  int lanes;                ///< elements of a vector
  /// The first element that an iteration of both loops asks for, by the iterations of `loops` and its
  /// number, from 0 on.
  std::function<Halide::Expr(const std::vector<Halide::Expr> &loops, const Halide::Expr &number)>
      element;
};

/// Weights that come in chunks, each of which is read at once and then worked with for long, as where it is
/// transformed: the requests for the next chunk are spread over that work.
struct NextChunk {
  std::string operand; ///< the weights
  std::string chunks;  ///< loop over chunks
  /// Loops in it that work with a chunk, several one after the other, each within others or not; a step
  /// asks for a line, or for as many as have to come in each.
  std::map<std::string, int> innermost; ///< with the steps of an iteration
  int streams;                          ///< blocks of output channels, each with a chunk of its own
  int vectors;                          ///< of a chunk in one stream
  int lanes;                            ///< elements of a vector
  int stream;                           ///< elements from a stream to the next
  int ahead;                            ///< elements from a chunk to the next one
  int aheadOfLast;                      ///< from the last one
};

/// A pass over lowered code that adds the prefetches; for Halide's add_custom_lowering_pass.
std::unique_ptr<Halide::Internal::IRMutator> prefetchPass(const Prefetch &prefetch);
std::unique_ptr<Halide::Internal::IRMutator> prefetchPass(const OutputPrefetch &prefetch);
std::unique_ptr<Halide::Internal::IRMutator> prefetchPass(const NextChunk &next);

} // namespace resnetc::x86
