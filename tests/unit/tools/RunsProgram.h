//===- RunsProgram.h - resnetc-run as its users see it, for tests -----------===//
//
// Runs the program itself on the fake model.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/NpyLabels.h"
#include "tests/unit/tools/TempDir.h"

#include <cstdlib>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace resnetc::test {

/// How a program ended, and what it said.
struct Outcome {
  int status; ///< -1: a signal ended it
  std::string out, err;
};

/// Tests that run resnetc-run, with a folder for their files.
class RunsProgram : public ::testing::Test {
protected:
  Outcome run(const std::string &arguments) {
    std::string command = "'" RESNETC_RUN "' " + arguments + " >'" + (dir / "stdout") + "' 2>'" +
                          (dir / "stderr") + "'";
    int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, dir.read("stdout"), dir.read("stderr")};
  }

  TempDir dir;
};

/// Its commands on the fake model.
class Command : public RunsProgram {
protected:
  /// Expects a failure of one line on stderr that contains `why`, and nothing on stdout.
  void refuses(const std::string &arguments, int status, const std::string &why) {
    Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, status) << outcome.err;
    EXPECT_EQ(outcome.err.rfind("resnetc-run: error: ", 0), 0u) << outcome.err;
    EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1) << outcome.err;
    EXPECT_NE(outcome.err.find(why), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }

  /// Runs the program by the shell, `command` with its name as $run and the library's as $lib; what
  /// it does with the standard streams is up to `command`.
  int shell(const std::string &command) {
    ::setenv("run", RESNETC_RUN, 1);
    ::setenv("lib", FAKE_LIBRARY, 1);
    int status = std::system(("cd '" + dir.path.string() + "'; " + command).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  /// Weights of the fake model, random.
  std::string weights() {
    train::Library library(FAKE_LIBRARY);
    train::State state(library);
    train::initialise(state, 1, false);
    train::writeSafetensors(dir / "w.safetensors", train::readTensors(state, false));
    return dir / "w.safetensors";
  }

  std::string images(int64_t count, int64_t width = 8) {
    const int64_t shape[] = {count, 1, 8, width};
    std::vector<float> values(static_cast<size_t>(count * 8 * width));
    for (size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<float>(i % 17);
    train::writeNpy(dir / "x.npy", shape, values);
    return dir / "x.npy";
  }

  std::string labels(const std::vector<int64_t> &values) {
    return dir.write("y.npy", npyOf(values));
  }

  const std::string lib = "'" FAKE_LIBRARY "' ";
};

} // namespace resnetc::test
