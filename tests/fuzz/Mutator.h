//===- Mutator.h - damaged copies of good inputs, a function of a seed ------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::fuzz {

/// Input number i follows from the seed, i, the good inputs and the words alone, so that any one
/// can be made again without those before it.
class Mutator {
public:
  Mutator(std::vector<std::string> inputs, std::vector<std::string> words, uint64_t seed)
      : inputs(std::move(inputs)), words(std::move(words)), seed(seed) {}

  std::string make(uint64_t number);

private:
  uint64_t next();
  size_t below(size_t bound) { return bound ? static_cast<size_t>(next() % bound) : 0; }
  void damage(std::string &text);
  void damageNumber(std::string &text);

  std::vector<std::string> inputs, words;
  uint64_t seed, state = 0;
};

} // namespace resnetc::fuzz
