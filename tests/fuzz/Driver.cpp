//===- Driver.cpp - feeds a parser with damaged inputs ----------------------------===//
//
//   resnetc_fuzz PARSER [--runs N] [--seed S] [FILE...]
//
// Gives the parser its good inputs and the files as they are, then N damaged copies of them. Ends
// with status 0 when nothing was found. A finding (crash, sanitizer report, broken promise, escaped
// exception, more than 20 s for one input) leaves the input in finding-PARSER-SEED-NUMBER, which as
// FILE with --runs 0 shows it again.
//
//===----------------------------------------------------------------------===//
#include "tests/fuzz/Mutator.h"
#include "tests/fuzz/Parsers.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace resnetc::fuzz;

extern "C" void __sanitizer_set_death_callback(void (*)()) __attribute__((weak));

namespace {

constexpr unsigned patience = 20; ///< seconds for one input

/// The input under way, for handlers.
struct {
  const char *parser = "";
  uint64_t seed = 0, number = 0;
  std::string bytes;
} current;

/// Writes the input under way to a file. Called from signal handlers: plain system calls only.
void keepInput() {
  static std::atomic<bool> kept{false};
  if (kept.exchange(true))
    return;
  char name[128], text[256];
  std::snprintf(name, sizeof name, "finding-%s-%llu-%llu", current.parser,
                static_cast<unsigned long long>(current.seed),
                static_cast<unsigned long long>(current.number));
  int file = ::open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  const char *at = current.bytes.data();
  bool good = file >= 0 &&
              ::write(file, at, current.bytes.size()) == static_cast<ssize_t>(current.bytes.size());
  int length = std::snprintf(text, sizeof text, "finding: input %s %s\n", name,
                             good ? "is kept" : "cannot be kept");
  if (::write(STDERR_FILENO, text, static_cast<size_t>(length)) < 0)
    return;
}

void onSignal(int signal) {
  keepInput();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void onAlarm(int) {
  keepInput();
  ::_exit(1);
}

void watch() {
  if (__sanitizer_set_death_callback)
    __sanitizer_set_death_callback(keepInput);
  else
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
      std::signal(signal, onSignal);
  std::signal(SIGABRT, onSignal);
  std::signal(SIGALRM, onAlarm);
}

struct Counts {
  uint64_t inputs = 0, accepted = 0;
  double longest = 0; ///< seconds
};

void give(const Parser &parser, std::string input, Counts &counts) {
  using Clock = std::chrono::steady_clock;
  current.bytes = std::move(input);
  const Clock::time_point start = Clock::now();
  ::alarm(patience);
  try {
    auto *bytes = reinterpret_cast<const uint8_t *>(current.bytes.data());
    counts.accepted += parser.entry({bytes, current.bytes.size()});
  } catch (const std::exception &error) {
    std::fprintf(stderr, "finding: an exception escaped: %s\n", error.what());
    keepInput();
    std::exit(1);
  }
  ::alarm(0);
  counts.longest =
      std::max(counts.longest, std::chrono::duration<double>(Clock::now() - start).count());
  ++counts.inputs;
}

int usage() {
  std::fprintf(stderr, "usage: resnetc_fuzz PARSER [--runs N] [--seed S] [FILE...]\nparsers:");
  for (const Parser &parser : parsers())
    std::fprintf(stderr, " %s", parser.name);
  std::fprintf(stderr, "\n");
  return 2;
}

} // namespace

int main(int argc, char **argv) {
  const Parser *parser = argc > 1 ? findParser(argv[1]) : nullptr;
  if (!parser)
    return usage();
  uint64_t runs = 10000;
  current.parser = parser->name;
  current.seed = 1;
  std::vector<std::string> inputs = parser->seeds();
  for (int i = 2; i < argc; ++i) {
    const bool isRuns = !std::strcmp(argv[i], "--runs"), isSeed = !std::strcmp(argv[i], "--seed");
    if (isRuns || isSeed) {
      if (++i == argc)
        return usage();
      (isRuns ? runs : current.seed) = std::strtoull(argv[i], nullptr, 10);
      continue;
    }
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "resnetc_fuzz: error: cannot read '%s'\n", argv[i]);
      return 1;
    }
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  watch();
  Counts good, damaged;
  for (const std::string &input : inputs)
    give(*parser, input, good);
  Mutator mutator(inputs, parser->words, current.seed);
  for (current.number = 1; current.number <= runs; ++current.number)
    give(*parser, mutator.make(current.number), damaged);
  std::printf(
      "%s: %llu good inputs, %llu accepted; %llu damaged ones, %llu accepted; longest %.3f s\n",
      parser->name, static_cast<unsigned long long>(good.inputs),
      static_cast<unsigned long long>(good.accepted),
      static_cast<unsigned long long>(damaged.inputs),
      static_cast<unsigned long long>(damaged.accepted), std::max(good.longest, damaged.longest));
  return 0;
}
