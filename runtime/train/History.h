//===- History.h - what happened in each epoch, in memory and in log.jsonl --------===//
//
// The log has one JSON object per line: an epoch's has "test_loss", a step's (when asked for)
// "loss". The same records feed the report, and are read back when a training is resumed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace resnetc::train {

/// One finished epoch; numbers count from 1. Errors and accuracies are fractions.
struct EpochRecord {
  int64_t epoch = 0;
  int64_t step = 0;                     ///< training steps since the beginning
  double lr = 0;                        ///< of the epoch's last step
  double trainLoss = 0, trainError = 0; ///< mean over the epoch's batches, as they were trained
  double testLoss = 0, testTop1 = 0, testTop5 = 0; ///< after the epoch, with running statistics
  double seconds = 0;                              ///< training and evaluation
  double imagesPerSecond = 0;                      ///< of the training alone
  std::optional<double> lossScale = std::nullopt;  ///< of training in fp16, after the epoch
};

class History {
public:
  /// Starts a log in a file, or goes on with it after `epoch` epochs and `step` steps: later lines
  /// (of a run that was cut off) are dropped. Throws UserError when the file cannot be written or
  /// is no such log.
  History(std::string path, int64_t epoch, int64_t step);

  /// The line is on the disk when the call returns: the checkpoint that follows counts on it.
  void addEpoch(const EpochRecord &record);
  void addStep(int64_t epoch, int64_t step, double lr, double loss, double error);

  const std::vector<EpochRecord> &epochs() const { return records; }

private:
  void append(std::string_view line, bool sync);

  std::string path;
  std::vector<EpochRecord> records;
};

} // namespace resnetc::train
