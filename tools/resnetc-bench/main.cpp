//===- main.cpp - resnetc-bench: shapes x schedules ------------------------------------===//
//
// Times kernels as they come from the compiler, one after the other, and sets each against the
// machine's peak (or, where there is nothing to multiply, its memory's bandwidth). Schedules of a
// shape are timed in turns, so that a noisy machine hits all of them alike.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"
#include "compiler/Kernels/ShapeList.h"
#include "tools/Bandwidth.h"
#include "tools/Peak.h"
#include "tools/StandardStreams.h"
#include "tools/resnetc-bench/InTurn.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>

namespace {

using namespace resnetc;
using namespace resnetc::x86;

struct Options {
  std::vector<std::string> files;
  std::string march = "native", only;
  int64_t batch = 128;
  int threads = 2, schedules = 1, turns = 8;
  double turnSeconds = 0.02;
  bool json = false, network = false;
};

/// One schedule of a shape with the times it took.
struct Entry {
  KernelChoice choice;
  std::shared_ptr<LoadedKernel> kernel;
  double best = 1e30;
};

/// Buffers of one kernel, filled with small numbers; labels and indices with zeros.
struct Buffers {
  std::vector<Memory> memory;
  std::vector<void *> pointers;
  int64_t bytes = 0;

  Buffers(const KernelInterface &interface, int64_t n) {
    for (const KernelArg &arg : interface.args) {
      int64_t count = elementsOf(arg, n);
      memory.emplace_back(count * elementBytes(arg.type));
      bytes += memory.back().bytes() * (arg.inPlace ? 2 : 1);
      std::memset(memory.back().data(), 0, memory.back().bytes());
      if (arg.type == ElementType::F32)
        for (int64_t i = 0; i < count; ++i)
          memory.back().floats()[i] = 0.01f * static_cast<float>(i % 13 + 1);
      pointers.push_back(memory.back().data());
    }
  }
};

double secondsOfCalls(const Entry &entry, const Buffers &buffers, int32_t n, int threads,
                      double atLeast) {
  auto start = std::chrono::steady_clock::now();
  double best = 1e30, total = 0;
  do {
    auto before = std::chrono::steady_clock::now();
    entry.kernel->call(n, buffers.pointers, threads);
    auto after = std::chrono::steady_clock::now();
    best = std::min(best, std::chrono::duration<double>(after - before).count());
    total = std::chrono::duration<double>(after - start).count();
  } while (total < atLeast);
  return best;
}

class Bench {
public:
  Bench(const Options &options, const X86Target &target)
      : options(options), target(target), peak(tools::peakGflops(target.name, options.threads)),
        bandwidth(tools::memoryBandwidth(options.threads)) {
    if (!options.json)
      fmt::print("{}, {} threads, batch {}: peak {:.0f} GFLOP/s, memory {:.1f} GB/s\n\n",
                 target.name, options.threads, options.batch, peak, bandwidth);
  }

  void run(const ListedShape &shape) {
    int32_t n = static_cast<int32_t>(shape.spec.kernelClass == "sgd"
                                         ? options.batch * 100'000 / target.channelBlock // vectors
                                         : options.batch);
    Buffers buffers(kernelInterface(shape.spec, target.channelBlock), n);
    std::vector<KernelChoice> choices = candidateSchedules(shape.spec, target, options.batch);
    if (choices.empty())
      throw std::invalid_argument("no schedule on " + target.name + " for '" + shape.spec.key() +
                                  "'");
    choices.resize(std::min<size_t>(choices.size(), options.schedules));
    std::vector<Entry> entries;
    for (const KernelChoice &choice : choices)
      entries.push_back({choice, std::make_shared<LoadedKernel>(shape.spec, choice, target)});
    for (int turn = 0; turn < options.turns; ++turn)
      for (Entry &entry : entries)
        entry.best = std::min(
            entry.best, secondsOfCalls(entry, buffers, n, options.threads, options.turnSeconds));
    for (const Entry &entry : entries)
      report(shape, entry, buffers.bytes, n);
  }

  /// All shapes as one network, default schedules.
  void runInTurn(const std::vector<ListedShape> &shapes) {
    auto n = static_cast<int32_t>(options.batch);
    std::vector<Entry> entries;
    std::vector<bench::Instances> network;
    std::map<std::string, std::shared_ptr<LoadedKernel>> kernels; // shapes may come again
    for (const ListedShape &shape : shapes) {
      KernelChoice choice = chooseSchedule(shape.spec, target, options.batch);
      std::shared_ptr<LoadedKernel> &kernel = kernels[shape.spec.key()];
      if (!kernel)
        kernel = std::make_shared<LoadedKernel>(shape.spec, choice, target);
      entries.push_back({choice, kernel});
      network.push_back(
          {kernel.get(), kernelInterface(shape.spec, target.channelBlock), shape.count});
    }
    bench::TurnTimes times = bench::inTurn(network, n, options.threads, options.turns);
    for (size_t i = 0; i < shapes.size(); ++i) {
      entries[i].best = times.each[i];
      report(shapes[i], entries[i], Buffers(network[i].interface, n).bytes, n);
    }
    passSeconds = times.pass;
  }

  /// Prints what concerns all kernels, and with --json everything.
  void finish() const {
    if (options.json)
      fmt::print("{}\n", nlohmann::json({{"target", target.name},
                                         {"threads", options.threads},
                                         {"batch", options.batch},
                                         {"peak_gflops", peak},
                                         {"bandwidth_gbs", bandwidth},
                                         {"pass_seconds", passSeconds},
                                         {"kernels", rows}})
                             .dump());
    else
      fmt::print("\nall kernels, default schedules: {:.2f} ms a step, {:.2f} s to compile\n",
                 totalSeconds * 1e3, totalCompile);
    if (options.network && !options.json)
      fmt::print("best pass over all of them: {:.2f} ms\n", passSeconds * 1e3);
  }

private:
  void report(const ListedShape &shape, const Entry &entry, int64_t bytes, int32_t n) {
    double gflops = 2.0 * static_cast<double>(multiplyAdds(shape.spec)) * n / entry.best / 1e9;
    double gbs = static_cast<double>(bytes) / entry.best / 1e9;
    bool first = last != shape.spec.key();
    last = shape.spec.key();
    if (first) {
      totalSeconds += static_cast<double>(shape.count) * entry.best;
      totalCompile += entry.kernel->compileSeconds();
    }
    if (options.json) {
      rows.push_back({{"kernel", shape.spec.key()},
                      {"schedule", entry.choice.key()},
                      {"count", shape.count},
                      {"seconds", entry.best},
                      {"gflops", gflops},
                      {"gbs", gbs},
                      {"compile_seconds", entry.kernel->compileSeconds()}});
      return;
    }
    if (first)
      fmt::print("{} x {}\n", shape.count, shape.spec.key());
    std::string rate = gflops > 0
                           ? fmt::format("{:7.1f} GFLOP/s {:5.1f} %", gflops, 100 * gflops / peak)
                           : fmt::format("{:7.1f} GB/s    {:5.1f} %", gbs, 100 * gbs / bandwidth);
    fmt::print("   {:9.1f} us {}  compile {:.2f} s  {}\n", entry.best * 1e6, rate,
               entry.kernel->compileSeconds(), entry.choice.key());
    std::fflush(stdout);
  }

  const Options &options;
  const X86Target &target;
  double peak, bandwidth;
  double totalSeconds = 0, totalCompile = 0, passSeconds = 0;
  std::string last;
  nlohmann::json rows = nlohmann::json::array();
};

int fail(const std::string &text) {
  std::fputs(("resnetc-bench: " + text + "\n").c_str(), stderr);
  return 1;
}

int runAll(const Options &options) {
  const X86Target *target = findTarget(options.march); // few cores, or as many as its key says
  if (!target) {
    return fail("no target for -march " + options.march);
  }
  std::vector<ListedShape> shapes;
  for (const std::string &file : options.files)
    for (const ListedShape &shape : readShapes(file))
      if (shape.spec.key().find(options.only) != std::string::npos)
        shapes.push_back(shape);
  Bench bench(options, *target);
  if (options.network) {
    bench.runInTurn(shapes);
  } else {
    for (const ListedShape &shape : shapes)
      bench.run(shape);
  }
  bench.finish();
  return 0;
}

int runArguments(int argc, char **argv) {
  Options options;
  CLI::App app("Times the compiler's kernels on lists of shapes.");
  app.add_option("shapes", options.files, "lists of shapes, as in tests/shapes")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--batch", options.batch, "images")->check(CLI::PositiveNumber);
  app.add_option("--threads", options.threads, "threads")->check(CLI::Range(1, 256));
  app.add_option("--march", options.march, "target, as the compiler's -march");
  app.add_option("--only", options.only, "only kernels whose key holds this text");
  app.add_option("--schedules", options.schedules, "how many candidates of each kernel to time")
      ->check(CLI::PositiveNumber);
  app.add_option("--turns", options.turns, "how often each schedule has its turn");
  app.add_flag("--network", options.network,
               "run all shapes one after the other, each instance with weights of its own; --turns "
               "says how many times");
  app.add_flag("--json", options.json, "one JSON object instead of a table");
  CLI11_PARSE(app, argc, argv);
  try {
    return runAll(options);
  } catch (const std::exception &error) {
    return std::ferror(stdout) ? 0 : fail(error.what()); // fmt throws when stdout fails
  }
}

} // namespace

int main(int argc, char **argv) {
  tools::openStandardStreams();
  return tools::finishOutput("resnetc-bench", runArguments(argc, argv), 1);
}
