//===- RecipeTest.cpp - train sections ------------------------------------===//
//
// What a train section says, and the JSON that a training library carries of it.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

#include "llvm/Support/JSON.h"

using namespace resnetc::dsl;

namespace {

const std::string least = "data digits; loss softmax_cross_entropy; sgd lr 0.1; batch 8; epochs 10";

Recipe recipeOf(const std::string &text, const LoadOptions &options = {}) {
  Loaded loaded = load(text, options);
  EXPECT_NE(loaded.network, nullptr) << loaded.errors;
  return loaded.network && loaded.network->recipe ? *loaded.network->recipe : Recipe();
}

TEST(Recipe, JsonIsExact) {
  Recipe recipe =
      recipeOf(train("data digits eval \"idx:a \\ b/\xC3\xA9\"; augment shift 1; hflip\n"
                     "loss softmax_cross_entropy init he_normal fan_out\n"
                     "sgd lr 0.1 momentum 0.9 weight_decay 1e-4 nesterov\n"
                     "lr /10 at 50%, 75%\nwarmup 2 epochs from 0.01\nbatch 64 epochs 30 seed 3"));
  EXPECT_EQ(recipe.toJson(),
            "{\"name\":\"t\",\"data\":\"digits\",\"eval\":\"idx:a \\\\ b/\xC3\xA9\","
            "\"augment\":[{\"kind\":\"shift\",\"low\":1,\"high\":1},"
            "{\"kind\":\"hflip\",\"low\":0,\"high\":0}],"
            "\"loss\":\"softmax_cross_entropy\",\"init\":\"he_normal\",\"fan\":\"fan_out\","
            "\"optimizer\":\"sgd\",\"lr\":0.1,\"momentum\":0.9,\"weight_decay\":1e-04,"
            "\"nesterov\":true,\"schedule\":{\"kind\":\"step\",\"factor\":10,"
            "\"milestones\":[15,23],\"patience\":5,\"warmup_epochs\":2,\"warmup_from\":0.01},"
            "\"batch\":64,\"epochs\":30,\"seed\":3}");
  auto parsed = llvm::json::parse(recipe.toJson());
  EXPECT_TRUE(static_cast<bool>(parsed));
  llvm::consumeError(parsed.takeError());
}

TEST(Recipe, Defaults) {
  Recipe recipe = recipeOf(train(least));
  EXPECT_EQ(recipe.schedule.kind, LrSchedule::Kind::Constant);
  EXPECT_EQ(recipe.seed, 1);
  EXPECT_EQ(recipe.momentum, 0);
  EXPECT_FALSE(recipe.initFanOut);
  EXPECT_TRUE(recipe.eval.empty());
  EXPECT_TRUE(recipe.augment.empty());
}

TEST(Recipe, Schedules) {
  EXPECT_EQ(recipeOf(train(least + "\nlr cosine")).schedule.kind, LrSchedule::Kind::Cosine);
  EXPECT_EQ(recipeOf(train(least + "\nlr constant")).schedule.kind, LrSchedule::Kind::Constant);
  Recipe plateau = recipeOf(train(least + "\neval digits\nlr /5 on plateau patience 3"));
  EXPECT_EQ(plateau.schedule.kind, LrSchedule::Kind::Plateau);
  EXPECT_EQ(plateau.schedule.factor, 5);
  EXPECT_EQ(plateau.schedule.patience, 3);
  Recipe step = recipeOf(train(least + "\nlr /10 at 4, 8 epochs"));
  EXPECT_EQ(step.milestoneEpochs(), (std::vector<int64_t>{4, 8}));
}

TEST(Recipe, DataSpecs) {
  auto data = [](const std::string &spec) {
    std::string text = train("data " + spec +
                             "; loss softmax_cross_entropy; sgd lr 0.1; batch 8; "
                             "epochs 10\naugment crop 8");
    return recipeOf(text).data;
  };
  EXPECT_EQ(data("digits"), "digits");
  EXPECT_EQ(data("folder \"a b/c\""), "folder:a b/c");
  EXPECT_EQ(data("idx \"d\""), "idx:d");
  EXPECT_EQ(data("npy \"x.npy,y.npy\""), "npy:x.npy,y.npy");
  EXPECT_EQ(data("\"folder:d:e\""), "folder:d:e");
}

TEST(Recipe, FirstSectionOfTheModelUnlessNamed) {
  std::string text = train(least) + "train long for m { " + least + "\n seed 9 }\n";
  EXPECT_EQ(recipeOf(text).name, "t");
  EXPECT_EQ(recipeOf(text, {"", {}, "long"}).seed, 9);
}

TEST(Recipe, SectionsOfOtherModelsAreCheckedButNotTaken) {
  std::string text = train(least) + "model other { input x : f32[N, 3, 8, 8]; head { fc 2 } }\n";
  Loaded loaded = load(text, {"other", {}, ""});
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_FALSE(loaded.network->recipe.has_value());
}

} // namespace
