//===- Train.cpp - resnetc-run train: training by the model's recipe --------------===//
//
// Flags are overrides of the recipe that the library carries; the loop is
// runtime/train/Trainer.cpp.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "tools/resnetc-run/ImageOptions.h"

#include "runtime/train/Trainer.h"

#include <algorithm>
#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device;
  std::vector<std::string> flags, sets; ///< key=value; --set comes after the flags
  TrainOptions train;
};

} // namespace

void addTrain(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command =
      app.add_subcommand("train", "train a model on a data set, as its recipe says");
  addLibrary(*command, options->library);
  // A flag is short for --set key=value, so both go through the same checks.
  auto shortFor = [&](const char *flag, const char *key, const char *help) {
    std::string prefix = std::string(key) + "=";
    return command->add_option_function<std::string>(
        flag,
        [options, prefix](const std::string &value) { options->flags.push_back(prefix + value); },
        help);
  };
  shortFor("--data", "data", "digits, cifar10:DIR, folder:DIR, idx:DIR or npy:X.npy,Y.npy")
      ->required();
  shortFor("--eval", "eval",
           "digits, cifar10:DIR, folder:DIR, idx:DIR or npy:X.npy,Y.npy; default: the test "
           "part of --data");
  shortFor("--epochs", "epochs", "passes over the training images");
  shortFor("--batch", "batch", "images per step");
  shortFor("--lr", "lr", "learning rate before the schedule");
  shortFor("--seed", "seed", "of the initial weights, the order and the augmentation");
  checkPixels(shortFor("--pixels", "pixels", pixelsHelp)->group(imageGroup));
  checkOrder(shortFor("--order", "order", orderHelp)->group(imageGroup));
  command
      ->add_flag_callback(
          "--exif", [options] { options->flags.push_back("exif=true"); }, exifHelp)
      ->group(imageGroup);
  addSkipBad(*command, options->train.skipBad);
  command->add_option("--out", options->train.out, "folder for weights, log and report")
      ->required();
  command
      ->add_option("--set", options->sets,
                   "override one entry of the recipe: momentum=0.8, schedule.milestones=15,22, "
                   "augment=shift:1,hflip, last_batch=join|drop (a last batch of fewer images than "
                   "the model's batch norms take goes into the one before, or is left out; join)")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option(
      "--weights", options->train.weights,
      "start from these weights, a safetensors file; default: random ones; not read "
      "where --resume finds a training to go on with");
  command->add_flag("--resume", options->train.resume,
                    "go on from OUT/last.safetensors if it is there");
  command
      ->add_flag("--force", options->train.force,
                 "resume although network, recipe or data differ from the checkpoint's")
      ->needs("--resume");
  command->add_flag("--overwrite", options->train.overwrite, "replace the training that OUT holds")
      ->excludes("--resume");
  addStrictWeights(*command, options->train.strictWeights);
  command->add_flag("--log-steps", options->train.logSteps, "log every step, not only epochs");
  command->add_flag("--quiet,-q", options->train.quiet, "print nothing");
  addThreads(*command, options->train.threads);
  addDevice(*command, options->device);
  command->callback([options, &action] {
    action = [options] {
      Library library(options->library, options->device);
      std::vector<std::string> overrides = options->flags;
      overrides.insert(overrides.end(), options->sets.begin(), options->sets.end());
      // Without --eval, another data set than the recipe's brings its own test part.
      if (std::none_of(overrides.begin(), overrides.end(),
                       [](const std::string &each) { return each.rfind("eval=", 0) == 0; }))
        overrides.push_back("eval=");
      train::train(library, readRecipe(library.path(), library.info().recipe, overrides),
                   options->train);
    };
  });
}

} // namespace resnetc::run
