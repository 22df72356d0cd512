//===- Random.h - random numbers that are a function of where they are used -------===//
//
// No generator is passed around and none has a state to save: a number follows from a seed and up
// to three coordinates (what for, epoch, index). So results depend neither on threads nor on the
// order of work, and a resumed training draws what the uninterrupted one would have drawn.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <string_view>

namespace resnetc::train {

/// What random numbers are drawn for; keeps the streams apart.
enum class Draw : uint64_t {
  Shuffle = 1,
  Shift = 2,
  Flip = 3,
  Crop = 4,
  Init = 5,
  Resize = 6,
  Dropout = 7
};

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that mixes all bits.
constexpr uint64_t mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

/// 64 random bits of the given coordinates.
constexpr uint64_t randomBits(uint64_t seed, Draw draw, uint64_t a, uint64_t b, uint64_t c = 0) {
  return mix(mix(mix(mix(mix(seed) ^ static_cast<uint64_t>(draw)) ^ a) ^ b) ^ c);
}

/// A whole number of [0, bound), bound > 0, from random bits. The bias is below bound / 2^64.
constexpr uint64_t below(uint64_t bits, uint64_t bound) {
  return static_cast<uint64_t>(static_cast<unsigned __int128>(bits) * bound >> 64);
}

/// FNV-1a of a name: a coordinate for draws that belong to a tensor.
constexpr uint64_t hashName(std::string_view name) {
  uint64_t hash = 0xcbf29ce484222325;
  for (char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

} // namespace resnetc::train
