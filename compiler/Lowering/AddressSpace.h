//===- AddressSpace.h - addresses that buffers take in turn ------------------------===//
#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace resnetc::rn {

/// Ranges of addresses, each whole: those that touch or overlap are one.
class AddressRanges {
public:
  void add(int64_t begin, int64_t end);
  /// The lowest address from `from` on where `bytes` meet no range.
  int64_t firstFit(int64_t from, int64_t bytes) const;

private:
  std::map<int64_t, int64_t> ends; ///< end of each range, by its begin
};

/// An address space that starts at 0 and lasts a number of moments (launches), in which buffers are
/// placed one after another.
///
/// A segment tree over the moments (Bentley, 1977) holds the ranges taken: a buffer's life is made
/// of O(log moments) nodes, and those that live at the same time as it are found in as many. As
/// ranges that touch are one, a pile of maps that all live until the backward pass is passed in one
/// step, so that placing n buffers of a network takes about n log n steps and not n^2.
class AddressSpace {
public:
  explicit AddressSpace(int64_t moments);

  /// Gives `bytes` that are used from moment `first` to `last`, both included, the lowest address
  /// where they meet no buffer of the same time; 0 bytes lie at 0.
  int64_t place(int64_t bytes, int64_t first, int64_t last);
  /// The end of the highest buffer.
  int64_t size() const { return end; }

private:
  struct Node {
    AddressRanges whole;  ///< taken during all of the node's moments
    AddressRanges inside; ///< taken during one of them, or more
  };
  /// The fewest nodes that make up the moments from `first` to `last`.
  std::vector<size_t> nodesOf(int64_t first, int64_t last) const;

  std::vector<Node> nodes; ///< node i has the children 2i and 2i + 1; leaves are the last half
  int64_t end = 0;
};

} // namespace resnetc::rn
