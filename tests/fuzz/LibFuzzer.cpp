//===- LibFuzzer.cpp - the same parsers under libFuzzer ---------------------------===//
//
// Stands in for Driver.cpp in a Clang build with -DRESNETC_LIBFUZZER=ON. RESNETC_FUZZ_PARSER names
// the parser.
//
//===----------------------------------------------------------------------===//
#include "tests/fuzz/Parsers.h"

#include <cstdio>
#include <cstdlib>

using namespace resnetc::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const Parser *parser = [] {
    const char *name = std::getenv("RESNETC_FUZZ_PARSER");
    const Parser *found = name ? findParser(name) : nullptr;
    if (!found) {
      std::fprintf(stderr, "RESNETC_FUZZ_PARSER must name a parser:");
      for (const Parser &each : parsers())
        std::fprintf(stderr, " %s", each.name);
      std::fprintf(stderr, "\n");
      std::exit(2);
    }
    return found;
  }();
  parser->entry({data, size});
  return 0;
}
