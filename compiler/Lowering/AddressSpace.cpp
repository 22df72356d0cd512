//===- AddressSpace.cpp ------------------------------------------------------------===//
#include "compiler/Lowering/AddressSpace.h"

#include <algorithm>
#include <bit>

namespace resnetc::rn {

void AddressRanges::add(int64_t begin, int64_t end) {
  auto next = ends.upper_bound(begin);
  if (next != ends.begin() && std::prev(next)->second >= begin)
    --next;
  while (next != ends.end() && next->first <= end) {
    begin = std::min(begin, next->first);
    end = std::max(end, next->second);
    next = ends.erase(next);
  }
  ends.emplace_hint(next, begin, end);
}

int64_t AddressRanges::firstFit(int64_t from, int64_t bytes) const {
  auto range = ends.upper_bound(from);
  if (range != ends.begin() && std::prev(range)->second > from)
    from = std::prev(range)->second;
  for (; range != ends.end() && range->first < from + bytes; ++range)
    from = range->second;
  return from;
}

AddressSpace::AddressSpace(int64_t moments)
    : nodes(2 * std::bit_ceil(static_cast<uint64_t>(std::max<int64_t>(moments, 1)))) {}

std::vector<size_t> AddressSpace::nodesOf(int64_t first, int64_t last) const {
  std::vector<size_t> found;
  size_t leaves = nodes.size() / 2;
  for (size_t low = first + leaves, high = last + 1 + leaves; low < high; low /= 2, high /= 2) {
    if (low % 2)
      found.push_back(low++);
    if (high % 2)
      found.push_back(--high);
  }
  return found;
}

int64_t AddressSpace::place(int64_t bytes, int64_t first, int64_t last) {
  if (bytes == 0)
    return 0;
  std::vector<size_t> own = nodesOf(first, last), above;
  for (size_t node : own)
    for (size_t parent = node / 2; parent > 0; parent /= 2)
      above.push_back(parent);
  std::sort(above.begin(), above.end());
  above.erase(std::unique(above.begin(), above.end()), above.end());

  int64_t address = 0;
  for (int64_t before = -1; before != address;) {
    before = address;
    for (size_t node : own)
      address = nodes[node].inside.firstFit(address, bytes);
    for (size_t node : above)
      address = nodes[node].whole.firstFit(address, bytes);
  }
  for (size_t node : own) {
    nodes[node].whole.add(address, address + bytes);
    nodes[node].inside.add(address, address + bytes);
  }
  for (size_t node : above)
    nodes[node].inside.add(address, address + bytes);
  end = std::max(end, address + bytes);
  return address;
}

} // namespace resnetc::rn
