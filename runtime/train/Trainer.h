//===- Trainer.h - the training loop ----------------------------------------------===//
//
// Runs a library's train_step over a data set as its recipe says, and leaves in the output folder:
//   last.safetensors  after every epoch, everything needed to go on (`resume`)
//   best.safetensors  the weights of the epoch with the best test accuracy
//   log.jsonl         one object per epoch (and per step with `logSteps`)
//   report.html       curves, confusion matrix and configuration, one file
// A resumed training ends in the same bits as one that was never interrupted.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"
#include "runtime/train/Recipe.h"

#include <string>

namespace resnetc::train {

struct TrainOptions {
  std::string out;     ///< folder, made when missing
  int32_t threads = 0; ///< 0: as many as the machine and the environment allow
  bool resume = false; ///< go on from out/last.safetensors if it is there
  bool logSteps = false;
  bool quiet = false; ///< no lines on stdout
  std::string weights = {}; ///< file to start from when nothing is resumed; empty: random values
};

/// Trains. Throws UserError for data that do not fit, files that cannot be written, and a loss that
/// is no number any more. Everything is checked before the folder is touched.
void train(const Library &library, const Recipe &recipe, const TrainOptions &options);

} // namespace resnetc::train
