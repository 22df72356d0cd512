//===- Bench.cpp - resnetc-run bench: how fast a model runs -----------------------===//
//
// Times single calls on random images and sets the median against the machine's measured peak; with
// --profile or --trace also every launch of a call. Random weights serve: speed does not depend on
// them.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"
#include "tools/resnetc-run/Profile.h"

#include "runtime/support/Error.h"
#include "runtime/train/Files.h"
#include "runtime/train/Outputs.h"
#include "runtime/train/Random.h"
#include "runtime/train/Weights.h"
#include "tools/Bandwidth.h"
#include "tools/Peak.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device, mode = "infer";
  int64_t batch = 1, iterations = 20;
  int32_t threads = 0;
  bool json = false;
  std::string profile; ///< empty: none; profileTable: for the terminal; else a page to write
  std::string trace;   ///< file; may be empty

  bool profiles() const { return !profile.empty() || !trace.empty(); }
  bool hasPage() const { return !profile.empty() && profile != profileTable; }
  static constexpr const char *profileTable = "table";
};

/// The calls at the end that a trace holds.
constexpr size_t tracedCalls = 5;

struct Times {
  double median, low, high; ///< milliseconds
};

using Clock = std::chrono::steady_clock;

/// Runs `call` often enough to fill caches and start threads.
void warm(const std::function<void()> &call) {
  constexpr std::chrono::milliseconds enough(20);
  const Clock::time_point start = Clock::now();
  for (int i = 0; i < 3 || (i < 50 && Clock::now() - start < enough); ++i)
    call();
}

Times measure(int64_t iterations, const std::function<void()> &call) {
  warm(call);
  std::vector<double> times;
  for (int64_t i = 0; i < iterations; ++i) {
    Clock::time_point start = Clock::now();
    call();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  const auto [low, high] = std::minmax_element(times.begin(), times.end());
  return {median(times), *low, *high};
}

int64_t nanoseconds(Clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// A model with random weights, and calls of it on random images.
class Subject {
public:
  explicit Subject(const Options &options)
      : library(options.library, options.device), training(options.mode == "train"),
        batch(options.batch), state(library) {
    if (training && !library.canTrain())
      userError("{}: was compiled for inference only; compile it with --mode=train",
                library.path());
    initialise(state, 1, false);
    state.seal();
    context.emplace(state, training ? RESNETC_TRAIN : RESNETC_INFER, batch, options.threads);
    x.resize(static_cast<size_t>(batch * library.inputElements()));
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = library.takesBytes()
                 ? static_cast<float>((randomBits(1, Draw::Init, i, 0) >> 56) *
                                      library.info().input_scale)
                 : static_cast<float>(randomBits(1, Draw::Init, i, 0) >> 40) * 0x1p-24f;
    input = context->input(x.data(), batch);
    labels.resize(static_cast<size_t>(batch));
    for (size_t i = 0; i < labels.size(); ++i)
      labels[i] = static_cast<int64_t>(i) % library.outputElements();
    y.resize(static_cast<size_t>(batch * library.outputElements()));
  }

  void call() {
    // A tiny rate keeps random weights from growing into numbers that are slow to compute with.
    const resnetc_hyper hyper = {sizeof hyper, 1e-6f, 0.9f, 1e-4f, 0, 0};
    if (training)
      context->trainStep(input, labels.data(), batch, hyper);
    else
      context->infer(input, batch, y.data());
  }

  /// Calls that a hook watches, and what it heard.
  void profile(int64_t iterations, Profile &profile) {
    ProfileRecorder recorder(*context, training, batch);
    recorder.begin();
    warm([this] { call(); });
    for (int64_t i = 0; i < iterations; ++i) {
      recorder.begin();
      const Clock::time_point start = Clock::now();
      call();
      recorder.end({nanoseconds(start), nanoseconds(Clock::now())});
    }
    summarise(recorder.facts(), recorder.calls(), profile);
  }

  double operations() const {
    const int64_t perImage =
        training ? trainingMultiplyAdds(library) : library.info().multiply_adds;
    return 2.0 * static_cast<double>(perImage * batch);
  }

  int32_t threads() const { return library.hasDevice() ? 1 : context->threads(); }

  const Library library;

private:
  bool training;
  int64_t batch;
  State state;
  std::optional<Context> context;
  std::vector<float> x, y;
  resnetc_binding input = {};
  std::vector<int64_t> labels;
};

/// Of a device the limits are not measured.
Machine machineOf(const Subject &subject, bool withBandwidth) {
  if (subject.library.hasDevice())
    return {};
  return {tools::peakGflops(subject.library.machine().isa, subject.threads()),
          withBandwidth ? tools::memoryBandwidth(subject.threads()) : 0};
}

void tellJson(const Options &options, const Subject &subject, const Times &times, double gflops,
              const Profile *profile, const Machine &machine) {
  nlohmann::ordered_json json = {{"median_ms", times.median},
                                 {"min_ms", times.low},
                                 {"max_ms", times.high},
                                 {"batch", options.batch},
                                 {"threads", subject.threads()}};
  if (subject.library.hasDevice())
    json["device"] = subject.library.device();
  json["gflops"] = gflops;
  json["peak_gflops"] = nullptr;
  if (machine.peakGflops > 0)
    json["peak_gflops"] = machine.peakGflops;
  if (profile)
    json["profile"] = nlohmann::ordered_json::parse(profileJson(*profile));
  fmt::print("{}\n", json.dump());
}

void tellText(const Options &options, const Subject &subject, const Times &times, double gflops,
              const Machine &machine) {
  const Library &library = subject.library;
  const std::string where =
      library.hasDevice()
          ? fmt::format("{} device {}", library.machine().kind, library.device())
          : fmt::format("{} thread{}", subject.threads(), subject.threads() == 1 ? "" : "s");
  fmt::print("{} {} batch {} on {}: median {:.3f} ms (min {:.3f}, max {:.3f}) of {} calls\n",
             library.info().name, options.mode, options.batch, where, times.median, times.low,
             times.high, options.iterations);
  fmt::print("{:.1f} images/s, {:.2f} GFLOP/s{}\n",
             static_cast<double>(options.batch) / times.median * 1e3, gflops,
             machine.peakGflops > 0
                 ? fmt::format(", {:.1f} % of the measured peak of {:.1f}",
                               100 * gflops / machine.peakGflops, machine.peakGflops)
                 : "");
}

void bench(const Options &options) {
  checkOutputs(
      {{"--trace", options.trace}, {"--profile", options.hasPage() ? options.profile : ""}},
      {{"LIB", options.library}});
  Subject subject(options);
  const Times times = measure(options.iterations, [&] { subject.call(); });
  const double gflops = subject.operations() / times.median / 1e6;
  Profile profile;
  if (options.profiles()) {
    profile.model = subject.library.info().name;
    profile.mode = options.mode;
    profile.isa = subject.library.info().isa;
    profile.batch = options.batch;
    profile.threads = subject.threads();
    profile.plainMs = times.median;
    profile.machine = machineOf(subject, /*withBandwidth=*/true);
    subject.profile(options.iterations, profile);
  }
  const Machine machine = options.profiles() ? profile.machine : machineOf(subject, false);
  if (options.hasPage())
    writeFile(options.profile, profilePage(profile));
  if (!options.trace.empty())
    writeFile(options.trace, traceJson(profile, tracedCalls));
  if (options.json)
    return tellJson(options, subject, times, gflops, options.profile.empty() ? nullptr : &profile,
                    machine);
  tellText(options, subject, times, gflops, machine);
  if (options.profile == Options::profileTable)
    fmt::print("\n{}", profileText(profile));
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
  command->add_flag(
      "--profile{table}", options->profile,
      "also time every launch of a call: a table of layers, or with --profile=FILE.html "
      "a page with a roofline plot");
  command->add_option("--trace", options->trace,
                      "write the last calls as a trace that Perfetto opens (Chrome's JSON)");
  command->callback([options, &action] { action = [options] { bench(*options); }; });
}

} // namespace resnetc::run
