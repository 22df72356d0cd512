//===- ResumeTest.cpp - a tuning that is killed, and goes on -------------------------------===//
//
// Measurements depend on what is measured alone, noise and all, so that a tuning that was killed has
// to come to the very answers of one that was not.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Tuning/Tuner.h"
#include "tests/KernelSpecs.h"
#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace resnetc;

namespace {

/// A number that a text always has.
uint32_t hashOf(const std::string &text) {
  uint32_t hash = 2166136261U; // FNV-1a
  for (unsigned char c : text)
    hash = (hash ^ c) * 16777619U;
  return hash;
}

class HashedMeasurer : public Measurer {
public:
  explicit HashedMeasurer(int killAt = -1) : killAt(killAt) {}

  llvm::Expected<std::unique_ptr<Timed>> load(const Way &way) override {
    std::string text = way.choice.key();
    for (const Way::Kernel &kernel : way.kernels)
      text += kernel.spec.key();
    return std::make_unique<HashedTimed>(*this, hashOf(text));
  }
  double now() const override { return clock; }

  int measurements = 0;

private:
  struct HashedTimed : Timed {
    HashedTimed(HashedMeasurer &measurer, uint32_t hash)
        : measurer(measurer), random(hash), time(1e-3 * (0.7 + 0.6 * (hash % 1000) / 1000)) {}
    double seconds() override {
      if (measurer.measurements++ == measurer.killAt)
        raise(SIGKILL);
      std::uniform_real_distribution<double> slower(1, 1.05);
      const double seconds = time * slower(random);
      measurer.clock += seconds;
      return seconds;
    }
    HashedMeasurer &measurer;
    std::mt19937 random;
    double time;
  };

  int killAt; ///< the measurement in which the process dies; -1: none
  double clock = 0;
};

class ResumeTest : public testing::Test {
protected:
  std::vector<Question> questions() const {
    std::vector<Question> all;
    for (int64_t channels : {64, 128, 256, 512})
      for (int64_t side : {7, 14, 28}) {
        const auto conv = resnetc::test::spec3x3("conv", channels, channels, side, side);
        all.push_back({conv, {}, target, 1, 1, {{false, 1, 1}}});
        all.push_back({conv, kernels::FilterTransform::Prepared, target, 1, 1, {{false, 1, 1}}});
      }
    return all;
  }

  /// Tunes as a process does that begins with what the file says.
  void tune(const std::string &file, HashedMeasurer &measurer) {
    auto database = llvm::cantFail(TuningDatabase::open(file, TuningDatabase::Access::Write));
    TunedSchedules known(llvm::cantFail(database.rows()));
    Tuner tuner(measurer, known, &database, llvm::nulls());
    llvm::cantFail(tuner.answer(questions(), 1e6));
  }

  /// Every question with its answer.
  static std::vector<std::string> answers(const std::string &file) {
    auto database = llvm::cantFail(TuningDatabase::open(file, TuningDatabase::Access::Read));
    std::vector<std::string> all;
    for (const TuningRow &row : llvm::cantFail(database.rows()))
      all.push_back(row.kernel + ": " + row.choice.key());
    return all;
  }

  const Target *target = x86::backend().findTarget("x86-64-v3");
  resnetc::test::TempDir folder;
};

TEST_F(ResumeTest, AKilledTuningEndsInTheSameChoices) {
  HashedMeasurer whole;
  tune(folder / "whole.db", whole);
  const std::vector<std::string> expected = answers(folder / "whole.db");
  ASSERT_GE(expected.size(), 12u);
  // Somewhere in the middle of its measurements, several times.
  const std::string file = folder / "killed.db";
  size_t known = 0;
  for (int kill = 0; kill < 5; ++kill) {
    pid_t pid = fork();
    if (pid == 0) {
      HashedMeasurer measurer(whole.measurements / 7);
      tune(file, measurer);
      _exit(0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
    const size_t now = answers(file).size();
    EXPECT_LT(now, expected.size());
    EXPECT_GE(now, known) << "what was found has to stay";
    known = now;
  }
  EXPECT_GT(known, 0u);
  HashedMeasurer rest;
  tune(file, rest);
  EXPECT_LT(rest.measurements, whole.measurements);
  EXPECT_EQ(answers(file), expected);
}

} // namespace
