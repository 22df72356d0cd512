//===- RecipeTest.cpp - tests of runtime/train/Recipe.cpp and Schedule.cpp --------===//
//
// The JSON as dsl/Recipe.cpp writes it, overrides, and rates by hand.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Recipe.h"
#include "runtime/train/Schedule.h"

#include "tests/unit/tools/TempDir.h"

using namespace resnetc;
using namespace resnetc::train;
using test::errorOf;

namespace {

const std::string text =
    R"({"name":"digits","data":"digits","eval":"","augment":[{"kind":"shift","low":1,"high":1},)"
    R"({"kind":"hflip","low":0,"high":0}],"loss":"softmax_cross_entropy","init":"he_normal",)"
    R"("fan":"fan_out","optimizer":"sgd","lr":0.1,"momentum":0.9,"weight_decay":1e-04,"nesterov":false,)"
    R"("schedule":{"kind":"step","factor":10,"milestones":[15,22],"patience":5,"warmup_epochs":0,)"
    R"("warmup_from":0},"batch":64,"epochs":30,"seed":1})";

Recipe read(const std::vector<std::string> &overrides = {}) {
  return readRecipe("m.so", text.c_str(), overrides);
}

std::string refusal(const std::string &from, const std::string &to) {
  std::string broken = text;
  broken.replace(broken.find(from), from.size(), to);
  return errorOf([&] { readRecipe("m.so", broken.c_str(), {}); });
}

bool contains(const std::string &whole, const std::string &part) {
  return whole.find(part) != std::string::npos;
}

LrPlan planOf(LrPlan::Kind kind) {
  LrPlan plan;
  plan.kind = kind;
  plan.milestones = {2, 4};
  plan.patience = 2;
  return plan;
}

} // namespace

TEST(Recipe, readsWhatTheLanguageWrites) {
  Recipe recipe = read();
  EXPECT_EQ(recipe.data, "digits");
  ASSERT_EQ(recipe.augment.size(), 2u);
  EXPECT_EQ(recipe.augment[0].low, 1);
  EXPECT_TRUE(recipe.initFanOut);
  EXPECT_EQ(recipe.weightDecay, 1e-4);
  EXPECT_EQ(recipe.schedule.milestones, (std::vector<int64_t>{15, 22}));
  EXPECT_EQ(recipe.epochs, 30);
  Recipe again = readRecipe("m.so", recipeText(recipe).c_str(), {});
  EXPECT_EQ(recipeText(again), recipeText(recipe));
}

TEST(Recipe, takesOverrides) {
  Recipe recipe =
      read({"lr=0.05", "nesterov=true", "epochs=3", "data=cifar10:/x", "lr=0.2",
            "schedule.kind=cosine", "schedule.milestones=1,2,3", "augment=shift:4,hflip"});
  EXPECT_EQ(recipe.lr, 0.2) << "the last one counts";
  EXPECT_TRUE(recipe.nesterov);
  EXPECT_EQ(recipe.epochs, 3);
  EXPECT_EQ(recipe.data, "cifar10:/x");
  EXPECT_EQ(recipe.schedule.kind, LrPlan::Kind::Cosine);
  EXPECT_EQ(recipe.schedule.milestones.size(), 3u);
  EXPECT_EQ(recipe.augment.at(0).low, 4);
  EXPECT_TRUE(read({"augment="}).augment.empty());
  recipe = read({"augment=resize:256..480,crop:224"});
  EXPECT_EQ(recipe.augment.at(0).kind, Augment::Kind::Resize);
  EXPECT_EQ(recipe.augment.at(0).low, 256);
  EXPECT_EQ(recipe.augment.at(0).high, 480);
  EXPECT_EQ(recipe.augment.at(1).low, 224);
}

TEST(Recipe, refusesBadOverrides) {
  auto refused = [](const char *each) { return errorOf([&] { read({each}); }); };
  EXPECT_TRUE(contains(refused("lr"), "expects key=value"));
  EXPECT_TRUE(contains(refused("rl=1"), "unknown key 'rl'; expects one of name"));
  EXPECT_TRUE(contains(refused("schedule.kin=step"), "unknown key"));
  EXPECT_TRUE(contains(refused("schedule=1"), "unknown key"));
  EXPECT_TRUE(contains(refused("lr=fast"), "'fast' is not a value for lr"));
  EXPECT_TRUE(contains(refused("lr=-1"), "lr must be a number of 0 to"));
  EXPECT_TRUE(contains(refused("epochs=0"), "epochs must be a whole number of 1 to"));
  EXPECT_TRUE(contains(refused("epochs=1.5"), "whole number"));
  EXPECT_TRUE(contains(refused("epochs=99999999999999999999999"), "whole number"));
  EXPECT_TRUE(contains(refused("momentum=true"), "momentum must be a number"));
  EXPECT_TRUE(contains(refused("nesterov=1"), "true or false"));
  EXPECT_TRUE(contains(refused("schedule.kind=linear"), "one of constant, step, plateau, cosine"));
  EXPECT_TRUE(contains(refused("schedule.milestones=3,1"), "rising list"));
  EXPECT_TRUE(contains(refused("augment=shift:x"), "expects shift:PIXELS"));
  EXPECT_TRUE(contains(refused("augment=rotate"), "kind must be one of"));
  EXPECT_TRUE(contains(refused("init=zeros"), "init must be one of he_normal"));
}

TEST(Recipe, refusesDamagedText) {
  EXPECT_TRUE(contains(errorOf([] { readRecipe("m.so", nullptr, {}); }), "add a `train` section"));
  EXPECT_TRUE(contains(errorOf([] { readRecipe("m.so", "[", {}); }), "not valid JSON"));
  EXPECT_TRUE(contains(refusal("\"lr\":0.1,", ""), "lr is missing"));
  EXPECT_TRUE(contains(refusal("\"lr\":", "\"color\":3,\"lr\":"), "unknown key 'color'"));
  EXPECT_TRUE(contains(refusal("\"patience\":5", "\"patience\":5,\"x\":1"), "unknown key 'x'"));
  EXPECT_TRUE(contains(refusal("sgd", "adam"), "optimizer must be one of sgd, got 'adam'"));
  EXPECT_TRUE(contains(refusal("hflip", "resize"), "low must be a whole number of 1 to 65536"));
}

TEST(Schedule, stepsDownAtMilestones) {
  Schedule schedule(planOf(LrPlan::Kind::Step), 1, 6);
  for (auto [epoch, rate] : {std::pair{0, 1.0}, {1, 1.0}, {2, 0.1}, {3, 0.1}, {4, 0.01}, {5, 0.01}})
    EXPECT_DOUBLE_EQ(schedule.rate(epoch, 0, 1), rate);
}

/// The table of dsl/grammar.md, by hand: two epochs of warm-up of five steps to a rate of 1.
TEST(Schedule, climbsByStepDuringWarmUpAndNeverTrainsAtZero) {
  LrPlan plan = planOf(LrPlan::Kind::Constant);
  plan.warmupEpochs = 2;
  Schedule fromZero(plan, 1, 10);
  const double rates[10] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
  for (int64_t step = 0; step < 10; ++step)
    EXPECT_DOUBLE_EQ(fromZero.rate(step / 5, step % 5, 5), rates[step]) << step;
  EXPECT_EQ(fromZero.rate(2, 0, 5), 1);
  EXPECT_EQ(fromZero.rate(2, 4, 5), 1) << "after the warm-up the rate is the epoch's";
  plan.warmupFrom = 0.5;
  Schedule fromHalf(plan, 1, 10);
  EXPECT_DOUBLE_EQ(fromHalf.rate(0, 0, 5), 0.55);
  EXPECT_DOUBLE_EQ(fromHalf.rate(1, 4, 5), 1);
  EXPECT_DOUBLE_EQ(fromZero.rate(0, 0, 1), 0.5) << "an epoch of one step";
}

TEST(Schedule, stepsDownAndCosineBeginAfterTheWarmUp) {
  LrPlan plan = planOf(LrPlan::Kind::Cosine);
  plan.warmupEpochs = 1;
  Schedule cosine(plan, 2, 5);
  EXPECT_DOUBLE_EQ(cosine.rate(0, 1, 4), 1);
  EXPECT_DOUBLE_EQ(cosine.rate(0, 3, 4), 2);
  EXPECT_DOUBLE_EQ(cosine.rate(1, 0, 4), 2) << "the cosine begins at the full rate";
  EXPECT_NEAR(cosine.rate(3, 0, 4), 1, 1e-12);
  EXPECT_GT(cosine.rate(4, 3, 4), 0.1) << "and the last epoch trains, too";
  EXPECT_EQ(cosine.rate(4, 0, 4), cosine.rate(4, 3, 4));
  plan.kind = LrPlan::Kind::Step;
  Schedule step(plan, 1, 5);
  EXPECT_DOUBLE_EQ(step.rate(0, 0, 4), 0.25);
  EXPECT_DOUBLE_EQ(step.rate(2, 0, 4), 0.1);
}

TEST(Schedule, followsACosine) {
  Schedule schedule(planOf(LrPlan::Kind::Cosine), 2, 4);
  EXPECT_DOUBLE_EQ(schedule.rate(0, 0, 1), 2);
  EXPECT_NEAR(schedule.rate(2, 0, 1), 1, 1e-12);
  EXPECT_NEAR(schedule.rate(4, 0, 1), 0, 1e-12);
}

TEST(Schedule, dropsOnAPlateauAndRemembers) {
  Schedule schedule(planOf(LrPlan::Kind::Plateau), 1, 10);
  for (double loss : {3.0, 2.0, 2.5})
    schedule.observe(loss);
  EXPECT_DOUBLE_EQ(schedule.rate(3, 0, 1), 1);
  Schedule resumed(planOf(LrPlan::Kind::Plateau), 1, 10);
  resumed.memory = schedule.memory;
  resumed.observe(2.0);
  EXPECT_DOUBLE_EQ(resumed.rate(4, 0, 1), 0.1) << "two epochs without a fall";
  resumed.observe(1.0);
  resumed.observe(1.5);
  EXPECT_DOUBLE_EQ(resumed.rate(6, 0, 1), 0.1);
}
