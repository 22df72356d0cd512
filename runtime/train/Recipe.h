//===- Recipe.h - how a model wants to be trained ---------------------------------===//
//
// A training library carries the `train` section of its model as JSON (written by dsl/Recipe.cpp).
// The command line may override any part of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/BatchPlan.h"
#include "runtime/train/ImageFile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::train {

/// Augmentation of a training image; applied in order.
struct Augment {
  enum class Kind {
    Shift,  ///< zero border of `low` pixels, then a random window of the old size
    Hflip,  ///< mirrored left to right with probability 1/2
    Crop,   ///< a random low x low window (evaluation: the middle)
    Resize, ///< image files alone: the shorter side becomes one of low..high (evaluation: low)
  };
  Kind kind = Kind::Hflip;
  int64_t low = 0, high = 0; ///< high is of Resize alone
};

/// The learning rate over the epochs; see Schedule.h.
struct LrPlan {
  enum class Kind { Constant, Step, Plateau, Cosine };
  Kind kind = Kind::Constant;
  double factor = 10;              ///< what the rate is divided by
  std::vector<int64_t> milestones; ///< Step: epochs finished when the rate drops, ascending
  int64_t patience = 5;            ///< Plateau
  int64_t warmupEpochs = 0;
  double warmupFrom = 0;
};

struct Recipe {
  std::string name, data, eval; ///< eval is empty when evaluation uses data's own test set
  std::vector<Augment> augment;
  ImageReading reading; ///< of image files
  bool initFanOut = false;
  double lr = 0, momentum = 0, weightDecay = 0;
  bool nesterov = false;
  LrPlan schedule;
  int64_t batch = 0, epochs = 0;
  LastBatch lastBatch = LastBatch::Join;
  uint64_t seed = 1;
};

/// Reads the library's text and applies "key=value" overrides in order. Keys are the JSON's
/// ("weight_decay"), those of the schedule with a dot ("schedule.patience"); lists are written
/// schedule.milestones=15,22, augment=shift:1,hflip and augment=resize:256..480,crop:224,hflip. The
/// command line's alone are last_batch=drop and, for image files, pixels=0..255, order=bgr,
/// exif=true.
/// Throws UserError for unknown keys, wrong types and values out of range; `library` is for
/// messages.
Recipe readRecipe(const std::string &library, const char *json,
                  const std::vector<std::string> &overrides);

/// The recipe as one line of JSON, keys as the library's; for checkpoints and the report.
std::string recipeText(const Recipe &recipe);

} // namespace resnetc::train
