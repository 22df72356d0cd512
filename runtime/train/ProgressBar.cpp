//===- ProgressBar.cpp - one line that says how far the work is -------------------===//
//
// See ProgressBar.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/ProgressBar.h"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace resnetc::train {

namespace {

std::string clockText(double seconds) {
  auto whole = static_cast<int64_t>(seconds);
  if (whole >= 3600)
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{:02}:{:02}", whole / 60, whole % 60);
}

} // namespace

std::string progressLine(const std::string &label, int64_t done, int64_t total, double seconds,
                         const std::string &note) {
  constexpr int64_t cells = 10, eighths = 8;
  static constexpr const char *partial[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  total = std::max<int64_t>(total, 1);
  done = std::clamp<int64_t>(done, 0, total);
  int64_t filled = done * cells * eighths / total;
  std::string bar;
  for (int64_t i = 0; i < filled / eighths; ++i)
    bar += "█";
  bar += partial[filled % eighths];
  bar.append(static_cast<size_t>(cells - (filled + eighths - 1) / eighths), ' ');
  double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  std::string left = rate > 0 ? clockText(static_cast<double>(total - done) / rate) : "?";
  return fmt::format("{} {:3}%|{}| {}/{} [{}<{}, {:.3g}it/s{}{}]", label, done * 100 / total, bar,
                     done, total, clockText(seconds), left, rate, note.empty() ? "" : ", ", note);
}

ProgressBar::ProgressBar(std::string label, int64_t total, std::FILE *stream)
    : label(std::move(label)), total(total), stream(stream),
      onTerminal(::isatty(::fileno(stream)) == 1), start(Clock::now()), drawn() {}

ProgressBar::~ProgressBar() {
  if (onTerminal && drawn != Clock::time_point())
    std::fputs("\r\x1b[K", stream);
}

void ProgressBar::update(int64_t done, const std::string &note) {
  Clock::time_point now = Clock::now();
  if (!onTerminal || now - drawn < std::chrono::milliseconds(100))
    return;
  drawn = now;
  double seconds = std::chrono::duration<double>(now - start).count();
  std::fputs(("\r\x1b[K" + progressLine(label, done, total, seconds, note)).c_str(), stream);
  std::fflush(stream);
}

} // namespace resnetc::train
