//===- Training.h - trains the fake model, for tests ------------------------===//
//
// A batch-normalised linear classifier and the shipped digits: an epoch is 23 steps, and takes
// milliseconds.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Interrupt.h"
#include "runtime/train/Trainer.h"

#include "tests/unit/tools/TempDir.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <sstream>
#include <string>
#include <vector>

namespace resnetc::test {

/// Trains it with options of the test's choice.
inline void run(const std::vector<std::string> &overrides, train::TrainOptions options) {
  train::Library library(FAKE_LIBRARY);
  options.quiet = true;
  train::train(library, train::readRecipe(library.path(), library.info().recipe, overrides),
               options);
}

/// Trains it into `out`.
inline void run(const std::string &out, const std::vector<std::string> &overrides,
                bool resume = false, int32_t threads = 1) {
  run(overrides, {out, threads, resume});
}

/// The same, with a signal at the `at`-th time that the trainer asks for one.
inline void runUntil(const std::vector<std::string> &overrides, train::TrainOptions options,
                     int at) {
  int asked = 0;
  options.interrupted = [&] { return ++asked == at ? SIGTERM : 0; };
  try {
    run(overrides, options);
    ADD_FAILURE() << "was not interrupted at " << at;
  } catch (const train::Interrupted &stop) {
    EXPECT_EQ(stop.signal, SIGTERM);
    EXPECT_NE(stop.text.find("go on with --resume"), std::string::npos) << stop.text;
  }
}

/// The lines of a training's log.
inline std::vector<nlohmann::json> logOf(const TempDir &dir, const std::string &name) {
  std::vector<nlohmann::json> lines;
  std::istringstream text(dir.read(name));
  for (std::string line; std::getline(text, line);)
    lines.push_back(nlohmann::json::parse(line));
  return lines;
}

} // namespace resnetc::test
