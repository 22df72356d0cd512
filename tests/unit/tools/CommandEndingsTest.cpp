//===- CommandEndingsTest.cpp - resnetc-run where the system ends or limits it -===//
//
// Signals, standard streams that are closed, full or without a reader, short memory, small files.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include "tests/unit/tools/RunsProgram.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <sstream>
#include <unistd.h>

using namespace resnetc;
using namespace resnetc::train;
using test::Command;
using test::Outcome;
using test::TempDir;

namespace {

/// Starts a training that takes long, waits until it has trained some steps, sends it the signal
/// and returns its status as the shell would.
int trainUntil(int signal, const std::string &out) {
  pid_t child = ::fork();
  if (child == 0) {
    ::signal(signal, SIG_DFL); // whatever this test was started with
    ::execl(RESNETC_RUN, RESNETC_RUN, "train", FAKE_LIBRARY, "--data", "digits", "--epochs",
            "100000", "--batch", "8", "--quiet", "--log-steps", "--out", out.c_str(), nullptr);
    ::_exit(99);
  }
  std::error_code error;
  int status = 0;
  while (std::filesystem::file_size(out + "/log.jsonl", error) < 5000 || error)
    if (::waitpid(child, &status, WNOHANG) == child)
      return -1; // it has failed
    else
      ::usleep(1000);
  ::kill(child, signal);
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

TEST_F(Command, signalsEndATrainingWithACheckpoint) {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const std::string out = dir / std::to_string(signal);
    ASSERT_EQ(trainUntil(signal, out), 128 + signal);
    SafetensorsFile file(out + "/last.safetensors");
    const int64_t step = std::stoll(file.metadata().at("step"));
    EXPECT_GT(step, 20);
    Outcome resumed = run("train " + lib + "--data digits --batch 8 --resume --out " + out +
                          " --epochs " + std::to_string(step / 180 + 1));
    EXPECT_EQ(resumed.status, 0) << resumed.err;
    EXPECT_NE(resumed.out.find("resumed "), std::string::npos) << resumed.out;
  }
}

TEST_F(Command, killedTrainingLeavesTheFolderFree) {
  ASSERT_EQ(trainUntil(SIGKILL, dir / "run"), -SIGKILL);
  EXPECT_TRUE(std::filesystem::exists(dir / "run/train.lock"));
  refuses("train " + lib + "--data digits --epochs 1 --out " + (dir / "run"), 1,
          "holds a training already");
  Outcome outcome =
      run("train " + lib + "--data digits --epochs 1 --overwrite --out " + (dir / "run"));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(dir / "run/train.lock"));
}

TEST_F(Command, closedStreamsDoNotMatter) {
  const std::string w = weights(), x = images(3);
  for (const char *closed : {">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
    const std::string tail = " " + std::string(closed);
    const bool isSilent = tail.find(" >&-") != std::string::npos;
    EXPECT_EQ(shell("\"$run\" info \"$lib\"" + tail + (isSilent ? "" : " >out")), 0) << closed;
    EXPECT_EQ(shell("\"$run\" info nothing.so" + tail), 1) << closed;
    EXPECT_EQ(shell("\"$run\" inform" + tail), 2) << closed;
    std::filesystem::remove_all(dir / "run");
    EXPECT_EQ(shell("\"$run\" train \"$lib\" --data digits --epochs 2 --out run" + tail +
                    (isSilent ? "" : " >out")),
              0)
        << closed;
    // Nothing that is printed ends up in a file that the tool has opened.
    std::istringstream log(dir.read("run/log.jsonl"));
    int lines = 0;
    for (std::string line; std::getline(log, line); ++lines)
      EXPECT_TRUE(nlohmann::json::accept(line)) << closed << ": " << line;
    EXPECT_EQ(lines, 2);
    EXPECT_NE(SafetensorsFile(dir / "run/last.safetensors").find("fc.weight"), nullptr);
    EXPECT_EQ(
        shell("\"$run\" predict \"$lib\" --weights w.safetensors --input x.npy --output y.npy" +
              tail),
        0);
    EXPECT_EQ(readNpyFloats(dir / "y.npy").shape.at(0), 3);
  }
}

TEST_F(Command, lostOutputIsAnError) {
  if (!std::filesystem::exists("/dev/full"))
    GTEST_SKIP() << "there is no /dev/full";
  const std::string w = weights();
  for (const char *command :
       {"info \"$lib\"", "info \"$lib\" --json", "--help", "train --help", "--version",
        "predict \"$lib\" --weights w.safetensors --digits 300",
        "eval \"$lib\" --weights w.safetensors --data digits --json",
        "bench \"$lib\" --iters 1 --threads 1", "bench \"$lib\" --iters 1 --threads 1 --json",
        "train \"$lib\" --data digits --epochs 1 --overwrite --out run"}) {
    EXPECT_EQ(shell("\"$run\" " + std::string(command) + " >/dev/full 2>err"), 1) << command;
    std::string err = dir.read("err");
    EXPECT_EQ(err.rfind("resnetc-run: error: cannot write to stdout", 0), 0u) << command << err;
    EXPECT_EQ(err.find('\n'), err.size() - 1) << command << err;
  }
  EXPECT_TRUE(std::filesystem::exists(dir / "run/report.html")) << "the training itself is done";
  EXPECT_EQ(shell("\"$run\" info none.so 2>/dev/full"), 1);
  EXPECT_EQ(shell("\"$run\" inform 2>/dev/full"), 2);
  EXPECT_EQ(shell("\"$run\" info \"$lib\" >/dev/full 2>/dev/full"), 1);
}

TEST_F(Command, aReaderThatGoesEndsItQuietly) {
  // The right side of the pipe ends first: the left side waits for a line that comes afterwards.
  for (const char *trap : {"", "trap '' PIPE; "})
    for (const char *command :
         {"info \"$lib\"", "train \"$lib\" --data digits --epochs 3 --out run"}) {
      std::filesystem::remove_all(dir / "run");
      EXPECT_EQ(shell("rm -f gone; mkfifo gone; " + std::string(trap) +
                      "{ read line <gone; \"$run\" " + command +
                      " 2>err; echo $? >status; } | { exec <&-; echo >gone; }"),
                0);
      EXPECT_EQ(dir.read("status"), "141\n") << trap << command;
      EXPECT_EQ(dir.read("err").find("cannot write"), std::string::npos) << dir.read("err");
    }
  EXPECT_TRUE(std::filesystem::exists(dir / "run/last.safetensors"));
}

TEST_F(Command, shortMemoryEndsWithAMessage) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "a sanitizer needs terabytes of address space";
#endif
  auto limited = [&](int64_t kib) {
    const std::string command = fmt::format("ulimit -v {}; exec '" RESNETC_RUN "' info '{}' >'{}' "
                                            "2>&1",
                                            kib, dir / "none.so", dir / "stdout");
    int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  // Below some limit the loader cannot even map the program, and says so.
  constexpr int loaderFailed = 127;
  int64_t low = 1 << 10, high = 1 << 17;
  while (high - low > 8)
    (limited((low + high) / 2) == loaderFailed ? low : high) = (low + high) / 2;
  int outOfMemory = 0;
  for (int64_t kib = low; kib < low + 600; kib += 12) {
    const int status = limited(kib);
    const std::string text = dir.read("stdout");
    if (status == loaderFailed)
      continue;
    EXPECT_EQ(status, 1) << kib << " KiB: " << text;
    EXPECT_EQ(text.rfind("resnetc-run: error: ", 0), 0u) << kib << " KiB: " << text;
    outOfMemory += text.find("out of memory") != std::string::npos;
  }
  EXPECT_GT(outOfMemory, 0) << "the limits do not meet what happens before main's try";
}

TEST_F(Command, aFileBeyondTheLargestSizeIsAnError) {
  weights();
  // The shell's unit is 512 or 1024 bytes; weights are 3 KiB.
  EXPECT_EQ(shell("(ulimit -f 2; exec \"$run\" save \"$lib\" --weights w.safetensors -o s 2>err)"),
            1);
  EXPECT_EQ(dir.read("err"), "resnetc-run: error: s: cannot write the file: File too large\n");
  EXPECT_EQ(shell("(ulimit -f 2; exec \"$run\" train \"$lib\" --data digits --epochs 1 --log-steps "
                  "--quiet --out run 2>err)"),
            1);
  EXPECT_EQ(dir.read("err"),
            "resnetc-run: error: run/log.jsonl: cannot write the log: File too large\n");
  EXPECT_EQ(dir.names(), (std::set<std::string>{"err", "run", "w.safetensors"}));
  EXPECT_EQ(TempDir::namesOf(dir / "run"), (std::set<std::string>{"log.jsonl"}));
}
