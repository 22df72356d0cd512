//===- Parsers.h - the parsers that are fed with damaged input --------------------===//
//
// One row per parser: its entry, in libFuzzer's shape, and good inputs to start from. Every entry
// takes any bytes; what a parser refuses, it refuses with its own kind of error. Everything else,
// an escaped exception, a broken promise (check), a sanitizer's report, a crash or a hang, is a
// finding.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::fuzz {

/// True when the input was accepted, false when it was refused.
using Entry = bool (*)(std::span<const uint8_t> input);

struct Parser {
  const char *name;
  Entry entry;
  std::vector<std::string> (*seeds)();
  /// Words that make up the parser's inputs; the mutator inserts them.
  std::vector<std::string> words;
};

const std::vector<Parser> &parsers();
const Parser *findParser(const std::string &name);

/// Ends the program with a finding when a promise does not hold.
void check(bool holds, const char *promise);

/// A path under which the bytes can be read as a regular file, until the next call.
std::string asFile(std::span<const uint8_t> bytes);

// The entries, one for each row of parsers().
bool loadWeights(std::span<const uint8_t> input); ///< the C interface's load_weights
bool safetensorsFile(
    std::span<const uint8_t> input); ///< the tools' reader of weights and checkpoints
bool embeddedWeights(std::span<const uint8_t> input); ///< the compiler's reader of --weights
bool npyFloats(std::span<const uint8_t> input);
bool npyIntegers(std::span<const uint8_t> input);
bool idx(std::span<const uint8_t> input);
bool cifar10(std::span<const uint8_t> input);
bool recipe(std::span<const uint8_t> input);
bool jpeg(std::span<const uint8_t> input);
bool png(std::span<const uint8_t> input);
bool webp(std::span<const uint8_t> input);
bool exif(std::span<const uint8_t> input); ///< the orientation in a file of any format
bool dsl(std::span<const uint8_t> input);
bool format(std::span<const uint8_t> input); ///< resnetc fmt
bool editor(std::span<const uint8_t> input); ///< what resnetc-lsp is asked about a text

// Good inputs.
std::vector<std::string> weightSeeds(), npySeeds(), idxSeeds(), cifarSeeds(), recipeSeeds(),
    jpegSeeds(), pngSeeds(), webpSeeds(), exifSeeds(), dslSeeds();

} // namespace resnetc::fuzz
