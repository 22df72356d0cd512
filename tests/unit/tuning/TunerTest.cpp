//===- TunerTest.cpp - questions, their answers, and what follows from them ----------------===//
//
// Kernels are those of x86, measurements the test's own.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Tuner.h"

#include "compiler/Backend/X86/X86Backend.h"
#include "compiler/Kernels/WinogradForms.h"
#include "compiler/Tuning/Summary.h"
#include "tests/KernelSpecs.h"
#include "tests/unit/TempDir.h"
#include "tests/unit/tuning/FakeMeasurer.h"

#include <gtest/gtest.h>

using namespace resnetc;
using kernels::FilterTransform;
using kernels::KernelSpec;
using kernels::WinogradForm;
using State = Answer::State;

namespace {

KernelSpec conv(int64_t channels, int64_t side = 14) {
  return resnetc::test::spec3x3("conv", channels, channels, side, side);
}

class TunerTest : public testing::Test {
protected:
  Question schedule(const KernelSpec &spec) { return {spec, {}, target, 1, 1, {{false, 1, 1}}}; }
  Question form(const KernelSpec &spec, FilterTransform filter) {
    return {spec, filter, target, 1, 1, {{filter != FilterTransform::Prepared, 1, 1}}};
  }

  std::vector<Answer> answer(std::vector<Question> questions, double seconds) {
    Tuner tuner(measurer, known, nullptr, errs);
    return llvm::cantFail(tuner.answer(std::move(questions), measurer.clock + seconds));
  }

  /// The second candidate's key.
  std::string second(const KernelSpec &spec) {
    return x86::backend().schedules(spec, *target, 1).at(1).key();
  }

  const Target *target = x86::backend().findTarget("x86-64-v3");
  test::FakeMeasurer measurer;
  TunedSchedules known;
  std::string errors;
  llvm::raw_string_ostream errs{errors};
};

TEST_F(TunerTest, WhatIsFoundIsUsedAndSaysSo) {
  const std::string best = second(conv(64));
  measurer.times = {{best, 0.8e-3}};
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "table avx2, rank 0");
  std::vector<Answer> answers = answer({schedule(conv(64))}, 60);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].state, State::Tuned);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->key(), best);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "measured: 0.80 of the table's time");
  // Another batch, and other cores, are other questions.
  EXPECT_EQ(known.schedule(conv(64), *target, 16)->reason, "table avx2, rank 0");
  const Target *many = x86::backend().withCores(*target, 64);
  EXPECT_EQ(known.schedule(conv(64), *many, 1)->reason, "table avx2, rank 0");
}

TEST_F(TunerTest, TheDefaultIsAnAnswer) {
  answer({schedule(conv(64))}, 60);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "measured: nothing beats the table");
}

TEST_F(TunerTest, WhatIsKnownIsNotMeasuredAgain) {
  answer({schedule(conv(64))}, 60);
  const int before = measurer.measurements;
  std::vector<Answer> answers = answer({schedule(conv(64))}, 60);
  EXPECT_EQ(answers[0].state, State::Known);
  EXPECT_EQ(measurer.measurements, before);
}

TEST_F(TunerTest, StaleAnswersAreMeasuredAnew) {
  measurer.times = {{second(conv(64)), 0.8e-3}};
  TuningRow row = answer({schedule(conv(64))}, 60)[0].row;
  row.version = "another";
  known = TunedSchedules({row});
  auto choice = known.schedule(conv(64), *target, 1);
  EXPECT_EQ(choice->key(), x86::backend().schedules(conv(64), *target, 1)[0].key());
  EXPECT_EQ(choice->reason,
            "table avx2, rank 0; what was tuned is of another version of the kernels");
  std::vector<Answer> answers = answer({schedule(conv(64))}, 60);
  EXPECT_TRUE(answers[0].stale);
  EXPECT_EQ(answers[0].state, State::Tuned);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "measured: 0.80 of the table's time");
}

TEST_F(TunerTest, ChoicesThatTheBackendDoesNotOfferAreNotTaken) {
  TuningRow row = answer({schedule(conv(64))}, 60)[0].row;
  row.choice.params["tx"] = 1000;
  known = TunedSchedules({row});
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->key(),
            x86::backend().schedules(conv(64), *target, 1)[0].key());
}

TEST_F(TunerTest, WhatShipsDecidesWhereNothingWasMeasured) {
  TuningRow row = answer({schedule(conv(64))}, 60)[0].row; // of the default
  const std::string usual = row.choice.key();
  row.choice = x86::backend().schedules(conv(64), *target, 1).at(1);
  row.ratio = 0.7;
  row.version = "of another day";
  known = TunedSchedules({}, row);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->key(), row.choice.key());
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "shipped: 0.70 of the table's time");
  EXPECT_EQ(known.schedule(conv(64), *target, 16)->reason, "table avx2, rank 0");
  // It is measured like everything else, and first of all; what is measured here goes before it.
  std::vector<Answer> answers = answer({schedule(conv(64))}, 1.6); // for the default and one other
  ASSERT_EQ(answers[0].state, State::Tuned);
  ASSERT_EQ(answers[0].row.tried.size(), 1u);
  EXPECT_EQ(answers[0].row.tried[0].choice, row.choice.key());
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->key(), usual);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "measured: nothing beats the table");
  // A table that has changed its mind is not bound by it.
  row.defaultChoice = row.choice.key();
  known = TunedSchedules({}, row);
  EXPECT_EQ(known.schedule(conv(64), *target, 1)->reason, "table avx2, rank 0");
}

TEST_F(TunerTest, WhatShipsDecidesFormsAsWell) {
  TuningRow row = answer({form(conv(64, 56), FilterTransform::Prepared)}, 60)[0].row;
  row.choice = choiceOfForm(std::nullopt);
  ASSERT_NE(row.choice.key(), row.defaultChoice);
  row.ratio = 0.7;
  known = TunedSchedules({}, row);
  EXPECT_FALSE(known.winograd(conv(64, 56), *target, 1, FilterTransform::Prepared));
  EXPECT_EQ(known.schedule(conv(64, 56), *target, 1)->reason,
            "table avx2, rank 0; form by shipped: 0.70 of the table's time");
}

TEST_F(TunerTest, TheBudgetHoldsForAll) {
  std::vector<Question> questions;
  for (int channels = 16; channels <= 512; channels += 16)
    questions.push_back(schedule(conv(channels)));
  for (double seconds : {0.0, 10.0, 40.0}) {
    const double start = measurer.clock;
    answer(questions, seconds);
    EXPECT_LE(measurer.clock - start, seconds + 1);
  }
}

TEST_F(TunerTest, WhatCostsMostComesFirst) {
  std::vector<Question> questions;
  for (int channels = 16; channels <= 512; channels += 16)
    questions.push_back(schedule(conv(channels)));
  std::vector<Answer> answers = answer(std::move(questions), 20);
  EXPECT_EQ(answers.front().question.spec.get("c"), 512);
  EXPECT_EQ(answers.front().state, State::Tuned);
  EXPECT_EQ(answers.back().question.spec.get("c"), 16);
  for (size_t i = 1; i < answers.size(); ++i)
    EXPECT_LE(answers[i].cost, answers[i - 1].cost);
}

TEST_F(TunerTest, LargeBatchesDoNotTakeTheTimeOfSmallOnes) {
  std::vector<Question> questions;
  for (int64_t batch : {1, 128})
    for (int64_t channels : {64, 128})
      questions.push_back({conv(channels), {}, target, batch, batch, {{false, batch, 1}}});
  for (const Answer &each : answer(std::move(questions), 60))
    EXPECT_EQ(each.state, State::Tuned) << each.question.key() << " for " << each.question.batch;
}

TEST_F(TunerTest, WhatWasFoundBeforeTheUserHadEnoughIsKept) {
  test::TempDir folder;
  const std::string file = folder / "tuning.db";
  auto database = llvm::cantFail(TuningDatabase::open(file, TuningDatabase::Access::Write));
  measurer.stopAt = 15;
  Tuner tuner(measurer, known, &database, errs);
  std::vector<Question> questions;
  for (int channels = 64; channels <= 512; channels += 64)
    questions.push_back(schedule(conv(channels)));
  std::vector<Answer> answers = llvm::cantFail(tuner.answer(std::move(questions), 100));
  EXPECT_EQ(answers.front().state, State::Tuned);
  EXPECT_EQ(answers.back().state, State::Left);
  EXPECT_FALSE(llvm::cantFail(database.rows()).empty());
}

TEST_F(TunerTest, BrokenSchedulesAreToldAndLeftOut) {
  measurer.broken = {{second(conv(64)), true}};
  EXPECT_EQ(answer({schedule(conv(64))}, 60)[0].state, State::Tuned);
  errs.flush();
  EXPECT_NE(errors.find("resnetc: warning: a schedule was left out: '" + second(conv(64)) +
                        "' is broken\n"),
            std::string::npos)
      << errors;
}

TEST_F(TunerTest, KernelsThatCannotBeMeasuredDoNotEndTheRun) {
  const std::string usual = x86::backend().schedules(conv(64), *target, 1)[0].key();
  ASSERT_NE(usual, x86::backend().schedules(conv(512), *target, 1)[0].key());
  measurer.broken = {{usual, true}};
  std::vector<Answer> answers = answer({schedule(conv(512)), schedule(conv(64))}, 60);
  EXPECT_EQ(answers[0].state, State::Tuned);
  EXPECT_EQ(answers[1].state, State::Left);
  errs.flush();
  EXPECT_NE(errors.find("warning: a kernel was left out: '" + usual + "' is broken\n"),
            std::string::npos)
      << errors;
}

//===----------------------------------------------------------------------===//
// Forms of convolutions
//===----------------------------------------------------------------------===//

TEST_F(TunerTest, FormsAreTunedAsWell) {
  ASSERT_TRUE(known.winograd(conv(64, 56), *target, 1, FilterTransform::Prepared));
  measurer.times = {{"direct", 0.5e-3}};
  std::vector<Answer> answers = answer({form(conv(64, 56), FilterTransform::Prepared)}, 60);
  EXPECT_EQ(answers[0].state, State::Tuned);
  EXPECT_FALSE(known.winograd(conv(64, 56), *target, 1, FilterTransform::Prepared));
  const KernelSpec directly = conv(64, 56);
  EXPECT_EQ(known.schedule(directly, *target, 1)->reason,
            "table avx2, rank 0; form by measured: 0.50 of the table's time");
  EXPECT_EQ(known.schedule(kernels::winogradProduct(directly, {2, false}), *target, 1)->reason,
            "table avx2, rank 0");
  // With a filter that changes at each call it is another question.
  EXPECT_EQ(known.winograd(conv(64, 56), *target, 1, FilterTransform::EachCall),
            x86::backend().chooseWinograd(conv(64, 56), *target, 1, FilterTransform::EachCall));
}

TEST_F(TunerTest, FormsThatTheBackendDoesNotOfferAreNotTaken) {
  measurer.times = {{"direct", 0.5e-3}};
  TuningRow row = answer({form(conv(64, 56), FilterTransform::Prepared)}, 60)[0].row;
  row.choice.params["m"] = 6;
  row.choice.variant = "winograd";
  known = TunedSchedules({row});
  EXPECT_TRUE(known.winograd(conv(64, 56), *target, 1, FilterTransform::Prepared));
}

/// The classes of the kernels of every way, the default's first.
std::vector<std::string> classesOf(const Way &way) {
  std::vector<std::string> classes;
  for (const Way::Kernel &kernel : way.kernels)
    classes.push_back(kernel.spec.kernelClass);
  return classes;
}

TEST_F(TunerTest, AFormHasAllKernelsOfACall) {
  auto wayOf = [&](const KernelSpec &spec, FilterTransform filter, const std::string &choice) {
    for (const Way &way : waysOf(form(spec, filter), known))
      if (way.choice.key() == choice)
        return classesOf(way);
    return std::vector<std::string>{"none"};
  };
  using List = std::vector<std::string>;
  const std::string before = "winograd m=4 transformed=1", onTheWay = "winograd m=4 transformed=0";
  EXPECT_EQ(wayOf(conv(64), FilterTransform::Prepared, "direct"), List{"conv"});
  EXPECT_EQ(wayOf(conv(64), FilterTransform::Prepared, onTheWay), List{"conv_winograd"});
  EXPECT_EQ(wayOf(conv(64), FilterTransform::Prepared, before),
            (List{"winograd_input", "conv_winograd"}));
  EXPECT_EQ(wayOf(conv(64), FilterTransform::EachCall, before),
            (List{"winograd_weight", "winograd_input", "conv_winograd"}));
  EXPECT_EQ(wayOf(conv(64), FilterTransform::TurnedRound, "direct"),
            (List{"transpose_weight", "conv_grad_input"}));
  EXPECT_EQ(wayOf(conv(64), FilterTransform::TurnedRound, onTheWay),
            (List{"winograd_weight", "conv_winograd"}));
  const std::string taps = "winograd m=2 taps=1 transformed=0";
  EXPECT_EQ(wayOf(conv(64, 7), FilterTransform::Prepared, taps), List{"conv_winograd"});
  EXPECT_EQ(wayOf(conv(64, 7), FilterTransform::EachCall, taps), List{"conv_winograd"});
  EXPECT_EQ(wayOf(conv(64, 7), FilterTransform::TurnedRound, taps), List{"none"});
  KernelSpec byFilter = conv(64);
  byFilter.kernelClass = "conv_grad_weight";
  EXPECT_EQ(wayOf(byFilter, FilterTransform::EachCall, before),
            (List{"winograd_input", "winograd_gradient", "conv_winograd_grad_weight"}));
  EXPECT_EQ(wayOf(byFilter, FilterTransform::EachCall, onTheWay),
            List{"conv_winograd_grad_weight"});
}

TEST_F(TunerTest, ConvolutionsWithoutAnotherFormLeaveNothingToChoose) {
  KernelSpec strided = conv(64);
  strided.attrs["sh"] = strided.attrs["sw"] = 3;
  EXPECT_EQ(answer({form(strided, FilterTransform::Prepared)}, 60)[0].state, State::Single);
}

//===----------------------------------------------------------------------===//
// Summaries
//===----------------------------------------------------------------------===//

TEST_F(TunerTest, TheSummaryAddsUpACall) {
  measurer.times = {{second(conv(64)), 0.5e-3}};
  Question twice = schedule(conv(64)), once = schedule(conv(128));
  twice.uses = {{false, 1, 2}, {true, 1, 5}};
  std::vector<Answer> answers = answer({twice, once}, 120);
  std::vector<TuningSummary> summaries = summarize(answers);
  ASSERT_EQ(summaries.size(), 2u);
  EXPECT_FALSE(summaries[0].training);
  EXPECT_EQ(summaries[0].kernels, 2);
  EXPECT_EQ(summaries[0].tuned, 2);
  EXPECT_EQ(summaries[0].improved, second(conv(64)) == second(conv(128)) ? 2 : 1);
  EXPECT_NEAR(summaries[0].measured, 1, 1e-9);
  EXPECT_TRUE(summaries[1].training);
  EXPECT_EQ(summaries[1].kernels, 1);
  EXPECT_NEAR(summaries[1].ratio, 0.5, 1e-9);
}

} // namespace
