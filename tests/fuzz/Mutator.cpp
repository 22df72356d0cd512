//===- Mutator.cpp - damaged copies of good inputs, a function of a seed ----------===//
//
// The kinds of damage are those that general fuzzers have found worth while: bits, bytes, runs of
// bytes removed, repeated, moved or taken from another input, words of the format, and numbers next
// to the borders of integer types, in text and in binary.
//
//===----------------------------------------------------------------------===//
#include "tests/fuzz/Mutator.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace resnetc::fuzz {

namespace {

constexpr size_t longest = 1 << 16; ///< bytes of an input; damage does not make it longer

constexpr const char *numbers[] = {"0",
                                   "1",
                                   "-1",
                                   "2147483647",
                                   "4294967296",
                                   "9223372036854775807",
                                   "18446744073709551615",
                                   "18446744073709551616",
                                   "1e999",
                                   "0.5",
                                   "00"};

} // namespace

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
uint64_t Mutator::next() {
  uint64_t x = state += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

std::string Mutator::make(uint64_t number) {
  state = seed * 0xd1342543de82ef95 + number;
  next();
  std::string text = inputs[below(inputs.size())];
  for (size_t i = 1 + below(6); i > 0; --i)
    damage(text);
  if (text.size() > longest)
    text.resize(longest);
  return text;
}

void Mutator::damage(std::string &text) {
  // Headers are where parsers decide: half of the damage is near the start.
  const size_t near = next() % 2 ? text.size() : std::min<size_t>(text.size(), 64);
  const size_t at = below(near + 1), rest = text.size() - at;
  const size_t run = next() % 4 ? below(std::min<size_t>(rest, 16) + 1) : below(rest + 1);
  switch (next() % 12) {
  case 0:
    if (rest)
      text[at] = static_cast<char>(text[at] ^ 1 << below(8));
    return;
  case 1:
    if (rest)
      text[at] = static_cast<char>(next());
    return;
  case 2: {
    constexpr char borders[] = {0, 1, 0x7f, static_cast<char>(0x80), static_cast<char>(0xff)};
    if (rest)
      text[at] = borders[below(sizeof borders)];
    return;
  }
  case 3:
    text.erase(at, run);
    return;
  case 4:
    text.insert(at, text.substr(at, std::min<size_t>(run, 1 << 12)));
    return;
  case 5:
    text.resize(at);
    return;
  case 6: {
    const std::string &other = inputs[below(inputs.size())];
    const size_t from = below(other.size() + 1);
    text.replace(at, run, other, from, below(std::min<size_t>(other.size() - from, 256) + 1));
    return;
  }
  case 7:
  case 8:
    text.replace(at, next() % 2 ? run : 0, words[below(words.size())]);
    return;
  case 9: {
    // A binary number of 2, 4 or 8 bytes at one of the borders.
    const size_t size = size_t{2} << below(3);
    uint64_t value = (uint64_t{1} << below(64)) - below(3);
    if (next() % 2)
      value = __builtin_bswap64(value);
    if (rest >= size)
      std::memcpy(text.data() + at, &value, size);
    return;
  }
  case 10: {
    std::string piece = text.substr(at, run);
    text.erase(at, run);
    text.insert(below(text.size() + 1), piece);
    return;
  }
  default:
    damageNumber(text);
  }
}

/// Replaces a decimal number of the text.
void Mutator::damageNumber(std::string &text) {
  auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  auto start = std::find_if(text.begin() + static_cast<ptrdiff_t>(below(text.size() + 1)),
                            text.end(), isDigit);
  auto end = std::find_if_not(start, text.end(), isDigit);
  if (start != end)
    text.replace(start, end, numbers[below(std::size(numbers))]);
}

} // namespace resnetc::fuzz
