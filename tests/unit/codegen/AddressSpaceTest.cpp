// Buffers get the lowest address that is free at their time: beside a search through all pairs.
#include "compiler/Lowering/AddressSpace.h"
#include "gtest/gtest.h"

#include <algorithm>
#include <random>

namespace {

using resnetc::rn::AddressSpace;

struct Buffer {
  int64_t bytes, first, last, address;

  bool meets(const Buffer &other) const {
    return first <= other.last && other.first <= last && address < other.address + other.bytes &&
           other.address < address + bytes;
  }
};

/// The lowest address is 0 or the end of a buffer that lives at the same time.
int64_t lowestAddress(const std::vector<Buffer> &placed, Buffer buffer) {
  std::vector<int64_t> candidates = {0};
  for (const Buffer &other : placed)
    candidates.push_back(other.address + other.bytes);
  std::sort(candidates.begin(), candidates.end());
  for (int64_t candidate : candidates) {
    buffer.address = candidate;
    if (std::none_of(placed.begin(), placed.end(),
                     [&](const Buffer &other) { return buffer.meets(other); }))
      return candidate;
  }
  return -1;
}

TEST(AddressSpace, GivesTheLowestFreeAddress) {
  std::mt19937 random(7);
  for (int64_t moments : {1, 2, 3, 7, 8, 33, 100}) {
    for (int round = 0; round < 20; ++round) {
      AddressSpace space(moments);
      std::vector<Buffer> placed;
      int64_t end = 0;
      for (int i = 0; i < 150; ++i) {
        int64_t a = random() % moments, b = random() % moments;
        Buffer buffer = {64 * int64_t(random() % 9), std::min(a, b), std::max(a, b), 0};
        buffer.address = space.place(buffer.bytes, buffer.first, buffer.last);
        ASSERT_EQ(buffer.address, lowestAddress(placed, buffer))
            << "of " << moments << " moments, buffer " << i << " of " << buffer.bytes << " bytes";
        placed.push_back(buffer);
        end = std::max(end, buffer.address + buffer.bytes);
      }
      EXPECT_EQ(space.size(), end);
    }
  }
}

TEST(AddressSpace, NestedLivesPileUpAndLaterOnesReuse) {
  AddressSpace space(2000);
  for (int64_t i = 0; i < 1000; ++i)
    EXPECT_EQ(space.place(64, i, 1999 - i), 64 * i); // saved maps of a forward pass
  EXPECT_EQ(space.place(64, 0, 0), 64);              // only the first is alive
  EXPECT_EQ(space.place(64, 999, 1000), 64 * 1000);
  EXPECT_EQ(space.size(), 64 * 1001);
}

} // namespace
