//===- VerifyTest.cpp - whether a database's answers still hold ----------------------------===//
#include "compiler/Tuning/Verify.h"

#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Tuning/TunedSchedules.h"
#include "tests/KernelSpecs.h"
#include "tests/unit/tuning/FakeMeasurer.h"

#include <gtest/gtest.h>

#include <set>

using namespace resnetc;
using State = Verdict::State;

namespace {

class VerifyTest : public testing::Test {
protected:
  VerifyTest() { registerBackend(x86::backend()); }

  /// The row of a convolution whose second schedule has beaten the first.
  TuningRow rowOf(int64_t channels) {
    Question question{test::spec3x3("conv", channels, channels, 14, 14), {}, target, 1, 1, {}};
    std::vector<Way> ways = waysOf(question, backendTables());
    return {question.key(),
            target->key(),
            1,
            target->backend->version().str(),
            ways[1].choice,
            ways[0].choice.key(),
            0.8e-3,
            1e-3,
            0.8,
            0.02,
            31,
            "znver3",
            "2026-11-27T15:04:05Z"};
  }

  std::vector<Verdict> verify(const std::vector<TuningRow> &rows, size_t sample = 100,
                              uint32_t seed = 1) {
    auto shared = [this](const Target &) {
      return possible ? std::make_unique<Forward>(measurer) : nullptr;
    };
    return verifyRows(rows, sample, seed, shared, 600,
                      [](llvm::Error error) { ADD_FAILURE() << llvm::toString(std::move(error)); });
  }

  /// The test's measurer, for somebody who wants one of their own.
  struct Forward : Measurer {
    explicit Forward(Measurer &measurer) : measurer(measurer) {}
    llvm::Expected<std::unique_ptr<Timed>> load(const Way &way) override {
      return measurer.load(way);
    }
    double now() const override { return measurer.now(); }
    Measurer &measurer;
  };

  const Target *target = x86::backend().findTarget("x86-64-v3");
  test::FakeMeasurer measurer;
  bool possible = true;
};

TEST_F(VerifyTest, SaysWhatHasBecomeOfAGain) {
  const TuningRow row = rowOf(64);
  measurer.times = {{row.choice.key(), 0.7e-3}};
  Verdict verdict = verify({row}).at(0);
  EXPECT_EQ(verdict.state, State::Holds);
  EXPECT_NEAR(verdict.ratio, 0.7, 1e-9);
  measurer.times = {{row.choice.key(), 1.2e-3}};
  verdict = verify({row}).at(0);
  EXPECT_EQ(verdict.state, State::Gone);
  EXPECT_NEAR(verdict.ratio, 1.2, 1e-9);
  measurer.times.clear();
  EXPECT_EQ(verify({row}).at(0).state, State::Unclear);
  measurer.noise = 0.5;
  measurer.times = {{row.choice.key(), 0.95e-3}};
  EXPECT_EQ(verify({row}).at(0).state, State::Unclear);
}

TEST_F(VerifyTest, WhatTodaysCompilerDoesNotOfferIsStale) {
  TuningRow version = rowOf(64), choice = version, kernel = version, other = version;
  version.version = "another";
  choice.choice.params["tx"] = 1000;
  kernel.kernel = "conv c=64";
  other.target = "avx1024";
  for (const TuningRow &row : {version, choice, kernel, other})
    EXPECT_EQ(verify({row}).at(0).state, State::Stale);
  EXPECT_EQ(measurer.measurements, 0);
}

TEST_F(VerifyTest, WhatCannotBeMeasuredIsLeft) {
  possible = false;
  EXPECT_EQ(verify({rowOf(64)}).at(0).state, State::Left);
}

TEST_F(VerifyTest, PicksSomeOfWhatBeatsTheTable) {
  std::vector<TuningRow> rows;
  for (int64_t channels = 16; channels <= 512; channels += 16)
    rows.push_back(rowOf(channels));
  TuningRow usual = rowOf(1024);
  usual.choice = *parseChoice(usual.defaultChoice);
  rows.push_back(usual);
  EXPECT_EQ(verify(rows).size(), rows.size() - 1);
  auto picked = [&](uint32_t seed) {
    std::set<std::string> kernels;
    for (const Verdict &each : verify(rows, 5, seed))
      kernels.insert(each.row.kernel);
    return kernels;
  };
  EXPECT_EQ(picked(1).size(), 5u);
  EXPECT_EQ(picked(1), picked(1));
  EXPECT_NE(picked(1), picked(2));
}

TEST(ParseQuestion, ReadsKeysBack) {
  const Target *target = x86::backend().findTarget("x86-64-v3");
  const kernels::KernelSpec conv = test::spec3x3("conv", 64, 64, 14, 14);
  for (std::optional<kernels::FilterTransform> filter :
       {std::optional<kernels::FilterTransform>(),
        std::optional(kernels::FilterTransform::Prepared),
        std::optional(kernels::FilterTransform::EachCall),
        std::optional(kernels::FilterTransform::TurnedRound)}) {
    const Question question{conv, filter, target, 16, 16, {}};
    auto read = parseQuestion(question.key(), *target, 16);
    ASSERT_TRUE(read) << question.key();
    EXPECT_EQ(read->key(), question.key());
    EXPECT_EQ(read->filter, filter);
    EXPECT_EQ(read->batch, 16);
  }
  for (const char *key :
       {"", "conv", "winograd ", "winograd prepared: ", "winograd sometimes: conv c=16", "cow c=1",
        "conv c=16 c=16", "conv c=16 color=3", "conv c=x", "conv c=16 store=f64"})
    EXPECT_FALSE(parseQuestion(key, *target, 1)) << key;
}

} // namespace
