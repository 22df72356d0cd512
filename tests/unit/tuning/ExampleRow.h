//===- ExampleRow.h - a row of a database, for tests that change some of it ----------------===//
#pragma once

#include "compiler/Tuning/Database.h"

namespace resnetc {

inline TuningRow exampleRow(const std::string &kernel) {
  return {kernel,
          "avx2/zen3/2",
          1,
          "version 1",
          {"tile", {{"tc", 2}, {"tx", 7}}, ""},
          "tile tc=1 tx=14",
          0.75e-3,
          1e-3,
          0.75,
          0.02,
          31,
          "znver3",
          "2026-11-27T15:04:05Z"};
}

} // namespace resnetc
