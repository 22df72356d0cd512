//===- Parsers.cpp - the list of parsers and what their entries share -------------===//
#include "tests/fuzz/Parsers.h"

#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace resnetc::fuzz {

const std::vector<Parser> &parsers() {
  static const std::vector<std::string> json = {
      "{",    "}",       "[",       "]",     ":",  ",",    "\"",  "null",
      "true", "\\u0000", "\\ud83d", "1e999", "-1", "[[[[", "0.5", "18446744073709551616"};
  static const std::vector<std::string> weights = [] {
    std::vector<std::string> words = json;
    for (const char *word : {"__metadata__", "dtype", "shape", "data_offsets", "F32", "F64", "F16",
                             "BF16", "I64", "bn.weight", "fc.bias", "bn.num_batches_tracked",
                             "momentum.", "module.", "4611686018427387904"})
      words.push_back(word);
    return words;
  }();
  static const std::vector<std::string> language = {"{",
                                                    "}",
                                                    "(",
                                                    ")",
                                                    "block b(c) {",
                                                    "branch {",
                                                    "shortcut",
                                                    "join add",
                                                    "join concat",
                                                    "join gated",
                                                    "stage s =",
                                                    "conv 3x3",
                                                    "groups",
                                                    "bn",
                                                    "relu",
                                                    "/2",
                                                    "..",
                                                    "0",
                                                    "-1",
                                                    "99999999999",
                                                    "1e999",
                                                    "10000 x bottleneck(64)",
                                                    "then",
                                                    "aux a {",
                                                    "f32[N, 65536, 65536, 65536]",
                                                    "names caffe",
                                                    "\"",
                                                    "#",
                                                    ";",
                                                    "\n",
                                                    std::string(1, '\0'),
                                                    "\xff",
                                                    "\xc3\xa9"};
  static const std::vector<Parser> all = {
      {"load-weights", loadWeights, weightSeeds, weights},
      {"safetensors-file", safetensorsFile, weightSeeds, weights},
      {"embedded-weights", embeddedWeights, weightSeeds, weights},
      {"npy-floats",
       npyFloats,
       npySeeds,
       {"descr", "fortran_order", "shape", "<f4", "<f8", "<i8", "|u1", "True", "(", ",)", "'",
        "\x93NUMPY"}},
      {"npy-integers",
       npyIntegers,
       npySeeds,
       {"descr", "fortran_order", "shape", "<f4", "<i4", "<i8", "|u1", "False", "(", ",)", "'",
        "\x93NUMPY"}},
      {"idx",
       idx,
       idxSeeds,
       {std::string("\0\0\x08\x03", 4), std::string("\0\0\x08\x01", 4), "\xff\xff\xff\xff"}},
      {"cifar10", cifar10, cifarSeeds, {std::string(3073, '\x09'), "\x0a"}},
      {"recipe", recipe, recipeSeeds, {"{",          "}",        "[",    "]",
                                       ":",          ",",        "\"",   "null",
                                       "-1",         "1e999",    "lr",   "epochs",
                                       "schedule",   "augment",  "crop", "low",
                                       "milestones", "patience", "seed", "18446744073709551616"}},
      {"jpeg",
       jpeg,
       jpegSeeds,
       {"\xff\xd8", "\xff\xc0", "\xff\xc2", "\xff\xc4", "\xff\xda", "\xff\xdb", "\xff\xdd",
        "\xff\xd9", "\xff\xe1", "Adobe"}},
      {"png",
       png,
       pngSeeds,
       {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "iCCP", "acTL", "sBIT",
        std::string("\0\0\0\0", 4)}},
      {"webp",
       webp,
       webpSeeds,
       {"RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "XMP ", "ICCP",
        "\x2f", "\x9d\x01\x2a", std::string("\x10\0\0\0", 4)}},
      {"exif",
       exif,
       exifSeeds,
       {std::string("II*\0", 4), std::string("MM\0*", 4), std::string("Exif\0\0", 6), "\xff\xe1",
        "\xff\xda", "eXIf", "EXIF", "VP8X", "\x01\x12", "\x12\x01", "\xff\xff\xff\xff",
        std::string("\0\0\0\x08", 4)}},
      {"dsl", dsl, dslSeeds, language},
      {"format", format, dslSeeds, language},
      {"editor", editor, dslSeeds, language},
  };
  return all;
}

const Parser *findParser(const std::string &name) {
  for (const Parser &each : parsers())
    if (each.name == name)
      return &each;
  return nullptr;
}

void check(bool holds, const char *promise) {
  if (holds)
    return;
  std::fprintf(stderr, "finding: does not hold: %s\n", promise);
  std::abort();
}

std::string asFile(std::span<const uint8_t> bytes) {
  static const int file = ::memfd_create("input", MFD_CLOEXEC);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (file < 0 || ::ftruncate(file, 0) != 0 ||
      ::pwrite(file, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    std::perror("cannot lay down an input");
    std::exit(3);
  }
  return path;
}

} // namespace resnetc::fuzz
