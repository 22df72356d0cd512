//===- Eval.cpp - resnetc-run eval: accuracy on a data set ------------------------===//
//
// Runs the test part of a data set (all of one that has no parts) through inference.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "tools/resnetc-run/ImageOptions.h"

#include "runtime/support/Error.h"
#include "runtime/train/BadImages.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/ProgressBar.h"
#include "runtime/train/Recipe.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device, weights, data;
  int64_t batch = 64;
  int32_t threads = 0;
  bool strictWeights = false, json = false;
  ReadingOptions reading;
  int64_t skipBad = 0;
};

/// The model's own crop, when its recipe has one, so that larger images are evaluated as in
/// training.
std::vector<Augment> stepsOf(const Library &library) {
  return library.info().recipe ? readRecipe(library.path(), library.info().recipe, {}).augment
                               : std::vector<Augment>();
}

void eval(const Options &options) {
  Library library(options.library, options.device);
  if (library.info().output_rank != 1)
    userError("{}: its output is a map, not classes, so it has no accuracy", library.path());
  State state(library);
  loadAndSeal(state, options.weights, options.strictWeights);
  DataSource source = openData(options.data);
  const Dataset &data = source.test.size() ? source.test : source.train;
  checkClassFolders(source, library.outputElements());
  tellWarnings(source);
  Preparation images(data, stepsOf(library), library.inputShape(),
                     readingOf(options.reading, data.hasFiles() ? &library : nullptr));
  checkFits(options.data, images.outputShape(), data.labelBound(), library.inputShape(),
            library.outputElements());
  const int64_t batch = std::min(options.batch, data.size());
  Context context(state, RESNETC_INFER, batch, options.threads);
  Metrics metrics(1);
  BadImages bad(options.skipBad);
  {
    ProgressBar bar("eval", data.size());
    metrics =
        evaluate(context, library, images, batch, bad, [&](int64_t done) { bar.update(done); });
  }
  if (options.json) {
    nlohmann::ordered_json json = {{"loss", metrics.loss()},
                                   {"top1", metrics.top1()},
                                   {"top5", metrics.top5()},
                                   {"images", metrics.images},
                                   {"skipped", bad.count()}};
    fmt::print("{}\n", json.dump());
  } else {
    fmt::print("{} images of {}: loss {:.4f}, top1 {:.2f} %, top5 {:.2f} %{}\n", metrics.images,
               options.data, metrics.loss(), 100 * metrics.top1(), 100 * metrics.top5(),
               bad.count() ? fmt::format("; skipped files: {}", bad.count()) : "");
  }
}

} // namespace

void addEval(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command = app.add_subcommand("eval", "loss and accuracy on a data set's test part");
  addLibrary(*command, options->library);
  command->add_option("--weights", options->weights, "weights, a safetensors file");
  addStrictWeights(*command, options->strictWeights);
  command
      ->add_option("--data", options->data,
                   "digits, cifar10:DIR, folder:DIR, idx:DIR or npy:X.npy,Y.npy")
      ->required();
  command->add_option("--batch", options->batch, "images per call")->check(CLI::Range(1, 1 << 20));
  addReading(*command, options->reading);
  addSkipBad(*command, options->skipBad);
  addThreads(*command, options->threads);
  addDevice(*command, options->device);
  command->add_flag("--json", options->json, "one JSON object on one line");
  command->callback([options, &action] { action = [options] { eval(*options); }; });
}

} // namespace resnetc::run
