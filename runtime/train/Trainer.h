//===- Trainer.h - the training loop ----------------------------------------------===//
//
// Runs a library's train_step over a data set as its recipe says, and leaves in the output folder:
//   last.safetensors  after every epoch, and when a signal ends the training, everything needed to
//                     go on (`resume`)
//   best.safetensors  the weights of the epoch with the best test accuracy
//   log.jsonl         one object per epoch (and per step with `logSteps`)
//   report.html       curves, confusion matrix and configuration, one file
// A resumed training ends in the same bits as one that was never interrupted.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Library.h"
#include "runtime/train/Recipe.h"

#include <functional>
#include <string>

namespace resnetc::train {

struct TrainOptions {
  std::string out;     ///< folder, made when missing
  int32_t threads = 0; ///< 0: as many as the machine and the environment allow
  bool resume = false; ///< go on from out/last.safetensors if it is there
  bool logSteps = false;
  bool quiet = false;         ///< no lines on stdout
  int64_t skipBad = 0;        ///< image files that cannot be read and do not end the training
  std::string weights = {};   ///< file to start from when nothing is resumed; empty: random values
  bool overwrite = false;     ///< a training that the folder holds may be replaced
  bool force = false;         ///< resume although network, recipe or data are not the checkpoint's
  bool strictWeights = false; ///< refuse `weights` with values that no trained model has
  /// Asked after each step and each batch of an evaluation: not 0 is the signal that asks for an
  /// end. Empty: the process's own signals (Interrupt.h) are asked.
  std::function<int()> interrupted = {};
};

/// Trains. Throws UserError for data that do not fit, files that cannot be written, a folder that
/// holds another training, and a loss, parameter or statistic that is no number any more: the
/// folder's checkpoint is then the last good one. Everything is checked before the folder is
/// touched. Throws Interrupted when asked to end: the checkpoint then has all that was trained.
void train(const Library &library, const Recipe &recipe, const TrainOptions &options);

} // namespace resnetc::train
