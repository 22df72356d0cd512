//===- Bench.cpp - resnetc-run bench: how fast a model runs -----------------------===//
//
// Times single calls on random images and sets the median against the machine's measured peak.
// Without
// --weights random weights serve: speed does not depend on them.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "runtime/support/Error.h"
#include "runtime/train/Random.h"
#include "runtime/train/Weights.h"
#include "tools/Peak.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device, mode = "infer";
  int64_t batch = 1, iterations = 20;
  int32_t threads = 0;
  bool json = false;
};

struct Times {
  double median, low, high; ///< milliseconds
};

/// Times `call`, after enough calls to fill caches and start threads.
Times measure(int64_t iterations, const std::function<void()> &call) {
  using Clock = std::chrono::steady_clock;
  auto timed = [&] {
    Clock::time_point start = Clock::now();
    call();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  };
  double warm = 0;
  for (int i = 0; i < 3 || (i < 50 && warm < 20); ++i)
    warm += timed();
  std::vector<double> times;
  for (int64_t i = 0; i < iterations; ++i)
    times.push_back(timed());
  std::sort(times.begin(), times.end());
  size_t half = times.size() / 2;
  double median = times.size() % 2 ? times[half] : (times[half - 1] + times[half]) / 2;
  return {median, times.front(), times.back()};
}

/// Of a device the peak is not measured.
void tellDevice(const Options &options, const Library &library, const Times &times, double gflops) {
  if (options.json) {
    nlohmann::ordered_json json = {
        {"median_ms", times.median}, {"min_ms", times.low},   {"max_ms", times.high},
        {"batch", options.batch},    {"threads", 1},          {"device", library.device()},
        {"gflops", gflops},          {"peak_gflops", nullptr}};
    fmt::print("{}\n", json.dump());
    return;
  }
  fmt::print("{} {} batch {} on {} device {}: median {:.3f} ms (min {:.3f}, max {:.3f}) of {} "
             "calls\n{:.1f} images/s, {:.2f} G multiply-adds/s\n",
             library.info().name, options.mode, options.batch, library.info().device,
             library.device(), times.median, times.low, times.high, options.iterations,
             static_cast<double>(options.batch) / times.median * 1e3, gflops);
}

void bench(const Options &options) {
  Library library(options.library, options.device);
  const bool training = options.mode == "train";
  if (training && !library.canTrain())
    userError("{}: was compiled for inference only; compile it with --mode=train", library.path());
  State state(library);
  initialise(state, 1, false);
  state.seal();
  const int64_t batch = options.batch;
  Context context(state, training ? RESNETC_TRAIN : RESNETC_INFER, batch, options.threads);
  std::vector<float> x(static_cast<size_t>(batch * library.inputElements()));
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = static_cast<float>(randomBits(1, Draw::Init, i, 0) >> 40) * 0x1p-24f;
  std::vector<int64_t> labels(static_cast<size_t>(batch));
  for (size_t i = 0; i < labels.size(); ++i)
    labels[i] = static_cast<int64_t>(i) % library.outputElements();
  std::vector<float> y(static_cast<size_t>(batch * library.outputElements()));
  // A tiny rate keeps random weights from growing into numbers that are slow to compute with.
  const resnetc_hyper hyper = {sizeof hyper, 1e-6f, 0.9f, 1e-4f, 0, 0};
  Times times = measure(options.iterations, [&] {
    if (training)
      context.trainStep(x.data(), labels.data(), batch, hyper);
    else
      context.infer(x.data(), batch, y.data());
  });
  const int64_t perImage = training ? trainingMultiplyAdds(library) : library.info().multiply_adds;
  const double gflops = static_cast<double>(perImage * batch) / times.median / 1e6;
  if (library.hasDevice())
    return tellDevice(options, library, times, gflops);
  const double peak = tools::peakGigaMultiplyAdds(library.info().isa, context.threads());
  if (options.json) {
    nlohmann::ordered_json json = {{"median_ms", times.median},    {"min_ms", times.low},
                                   {"max_ms", times.high},         {"batch", batch},
                                   {"threads", context.threads()}, {"gflops", gflops},
                                   {"peak_gflops", peak}};
    fmt::print("{}\n", json.dump());
    return;
  }
  fmt::print(
      "{} {} batch {} on {} thread{}: median {:.3f} ms (min {:.3f}, max {:.3f}) of {} calls\n",
      library.info().name, options.mode, batch, context.threads(),
      context.threads() == 1 ? "" : "s", times.median, times.low, times.high, options.iterations);
  fmt::print("{:.1f} images/s, {:.2f} G multiply-adds/s, {:.1f} % of the measured peak of {:.1f}\n",
             static_cast<double>(batch) / times.median * 1e3, gflops, 100 * gflops / peak, peak);
}

} // namespace

void addBench(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command = app.add_subcommand("bench", "time inference or training steps");
  addLibrary(*command, options->library);
  command->add_option("--batch", options->batch, "images per call")->check(CLI::Range(1, 1 << 20));
  addThreads(*command, options->threads);
  addDevice(*command, options->device);
  command->add_option("--mode", options->mode, "infer or train")
      ->check(CLI::IsMember({"infer", "train"}));
  command->add_option("--iters", options->iterations, "calls to time")
      ->check(CLI::Range(1, 1 << 20));
  command->add_flag("--json", options->json, "one JSON object on one line");
  command->callback([options, &action] { action = [options] { bench(*options); }; });
}

} // namespace resnetc::run
