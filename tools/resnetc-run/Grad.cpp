//===- Grad.cpp - resnetc-run grad: loss and gradients of one batch ---------------===//
//
// The training-mode forward and backward pass, for checks against other frameworks.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "tools/resnetc-run/Arrays.h"

#include "runtime/support/Error.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Outputs.h"
#include "runtime/train/Safetensors.h"

#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device, weights, input, labels, output;
  bool strictWeights = false;
  int32_t threads = 0;
};

void grad(const Options &options) {
  checkOutputs({{"--output", options.output}}, {{"LIB", options.library},
                                                {"--weights", options.weights},
                                                {"--input", options.input},
                                                {"--labels", options.labels}});
  Library library(options.library, options.device);
  if (!library.canTrain())
    userError("{}: was compiled for inference only; compile it with --mode=train", library.path());
  State state(library);
  loadAndSeal(state, options.weights, options.strictWeights);
  NpyArray<float> x = readImages(library, options.input);
  const int64_t batch = x.shape[0];
  NpyArray<int64_t> labels = readNpyIntegers(options.labels);
  if (labels.shape.size() != 1 || labels.shape[0] != batch)
    userError("{}: its shape is {}, expects [{}], one label for each image", options.labels,
              shapeText(labels.shape), batch);
  for (int64_t label : labels.values)
    if (label < 0 || label >= library.outputElements())
      userError("{}: label {} is not one of 0..{}", options.labels, label,
                library.outputElements() - 1);
  Context context(state, RESNETC_GRAD, batch, options.threads);
  Context::Loss loss = context.grad(x.values.data(), labels.values.data(), batch);
  std::vector<NamedTensor> result = {{"loss", {}, {loss.mean}}};
  for (const TensorInfo &tensor : library.tensors())
    if (tensor.trainable)
      result.push_back({tensor.name, tensor.shape, context.gradient(tensor)});
  writeSafetensors(options.output, result);
}

} // namespace

void addGrad(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command =
      app.add_subcommand("grad", "write the loss and the gradient of every parameter");
  addLibrary(*command, options->library);
  command->add_option("--weights", options->weights, "weights, a safetensors file");
  addStrictWeights(*command, options->strictWeights);
  command->add_option("--input", options->input, "images, f32 [N, C, H, W]")->required();
  command->add_option("--labels", options->labels, "labels, i64 [N]")->required();
  command->add_option("--output", options->output, "safetensors file to write")->required();
  addThreads(*command, options->threads);
  addDevice(*command, options->device);
  command->callback([options, &action] { action = [options] { grad(*options); }; });
}

} // namespace resnetc::run
