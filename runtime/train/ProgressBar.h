//===- ProgressBar.h - one line that says how far the work is ---------------------===//
//
// On a terminal a line that is drawn over itself, in the shape of Python's tqdm; anywhere else
// nothing, so that logs hold only the lines printed between.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

namespace resnetc::train {

class ProgressBar {
public:
  /// Draws on `stream` if that is a terminal.
  ProgressBar(std::string label, int64_t total, std::FILE *stream = stderr);
  /// Wipes the line.
  ~ProgressBar();
  ProgressBar(const ProgressBar &) = delete;
  ProgressBar &operator=(const ProgressBar &) = delete;

  /// Redraws at most ten times a second.
  void update(int64_t done, const std::string &note = "");

private:
  using Clock = std::chrono::steady_clock;

  std::string label;
  int64_t total;
  std::FILE *stream;
  bool onTerminal;
  Clock::time_point start, drawn;
};

/// The line: `label  12%|█▎        | 47/391 [00:10<01:15, 4.6it/s, loss=1.2]`.
std::string progressLine(const std::string &label, int64_t done, int64_t total, double seconds,
                         const std::string &note);

} // namespace resnetc::train
