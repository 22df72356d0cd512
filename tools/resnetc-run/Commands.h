//===- Commands.h - the commands of resnetc-run -----------------------------------===//
//
// Each command adds its options to the command line and leaves a function that does its work.
// Failures are exceptions (runtime/support/Error.h), which Main.cpp turns into exit statuses.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace resnetc::run {

/// What main runs once the command line has been read.
using Action = std::function<void()>;

void addInfo(CLI::App &app, Action &action);
void addPredict(CLI::App &app, Action &action);
void addBench(CLI::App &app, Action &action);
void addGrad(CLI::App &app, Action &action);
void addTrain(CLI::App &app, Action &action);
void addEval(CLI::App &app, Action &action);
void addSave(CLI::App &app, Action &action);

/// Options that several commands share.
void addLibrary(CLI::App &command, std::string &library);
void addThreads(CLI::App &command, int32_t &threads);
void addDevice(CLI::App &command, std::string &device);
void addStrictWeights(CLI::App &command, bool &strict);

/// Sets a state's variables from a weights file or, when none is named, from the weights embedded
/// in the library, and seals it. Throws UserError when there are neither, unless the model has no
/// variables. Values that no trained
/// model has are told on stderr, or are an error if `strict`.
void loadAndSeal(train::State &state, const std::string &weights, bool strict);

/// Multiply-adds of one image's training step: forward, and twice as many for the two gradients.
inline int64_t trainingMultiplyAdds(const train::Library &library) {
  return 3 * library.info().multiply_adds;
}

} // namespace resnetc::run
