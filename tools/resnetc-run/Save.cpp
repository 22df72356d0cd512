//===- Save.cpp - resnetc-run save: a model's weights to a file -------------------===//
//
// Writes what a model holds after loading: embedded weights taken out of a library, or any file
// that fits brought to f32 under the model's names, torch's batch counts included.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "runtime/train/Outputs.h"
#include "runtime/train/Weights.h"

#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, weights, output;
  bool strictWeights = false;
};

} // namespace

void addSave(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command = app.add_subcommand("save", "write a model's weights to a file, as f32");
  addLibrary(*command, options->library);
  command->add_option("--weights", options->weights,
                      "weights, a safetensors file; default: those embedded in LIB");
  addStrictWeights(*command, options->strictWeights);
  command->add_option("--output,-o", options->output, "safetensors file to write")->required();
  command->callback([options, &action] {
    action = [options] {
      checkOutputs({{"--output", options->output}},
                   {{"LIB", options->library}, {"--weights", options->weights}});
      Library library(options->library);
      State state(library);
      loadAndSeal(state, options->weights, options->strictWeights);
      writeSafetensors(options->output, readTensors(state, false), {{"format", "pt"}});
    };
  });
}

} // namespace resnetc::run
