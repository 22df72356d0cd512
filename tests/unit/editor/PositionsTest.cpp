//===- PositionsTest.cpp - places of a text as the protocol counts them ------------===//
#include "tools/resnetc-lsp/Positions.h"

#include <gtest/gtest.h>

using namespace resnetc::lsp;

namespace {

// "é" has two bytes and one unit, "€" three and one, "𝒙" four and two.
const std::string text = "a\xC3\xA9z\r\n\xE2\x82\xAC\xF0\x9D\x92\x99!\rlast\n";

TEST(Positions, CountUnitsOfUtf16) {
  Positions positions(text);
  using P = llvm::lsp::Position;
  EXPECT_EQ(positions.at(0), P(0, 0));
  EXPECT_EQ(positions.at(3), P(0, 2));  // z
  EXPECT_EQ(positions.at(6), P(1, 0));  // €
  EXPECT_EQ(positions.at(9), P(1, 1));  // 𝒙
  EXPECT_EQ(positions.at(13), P(1, 3)); // !
  EXPECT_EQ(positions.at(15), P(2, 0)); // after a lone \r
  EXPECT_EQ(positions.at(20), P(3, 0));
  EXPECT_EQ(positions.at(1000), P(3, 0));
}

TEST(Positions, ComeBackToTheirBytes) {
  Positions positions(text);
  for (uint32_t offset : {0u, 1u, 3u, 4u, 6u, 9u, 13u, 14u, 15u, 19u, 20u})
    EXPECT_EQ(positions.offsetOf(positions.at(offset)), offset);
}

TEST(Positions, OutsideOfTheTextAreItsEnds) {
  Positions positions(text);
  EXPECT_EQ(positions.offsetOf({0, 1000}), 4u);
  EXPECT_EQ(positions.offsetOf({1000, 0}), text.size());
  EXPECT_EQ(positions.offsetOf({-5, -5}), 0u);
  EXPECT_EQ(positions.offsetOf({1, -5}), 6u);
  EXPECT_EQ(positions.offsetOf({1, 2}), 13u) << "in the middle of a pair: what stands behind it";
  EXPECT_EQ(Positions("").at(7), llvm::lsp::Position(0, 0));
  EXPECT_EQ(Positions("").offsetOf({3, 3}), 0u);
}

} // namespace
