//===- TrainerTest.cpp - tests of runtime/train/Trainer.cpp and what it writes ----===//
//
// Trains the fake model (a batch-normalised linear classifier) on the shipped digits, end to end:
// it learns, resumes bit-equally, and refuses what does not fit.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Trainer.h"
#include "runtime/train/Checkpoint.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/History.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/TempDir.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

/// Trains the fake model into `out`.
void run(const std::string &out, std::vector<std::string> overrides, bool resume = false,
         int32_t threads = 1) {
  Library library(FAKE_LIBRARY);
  TrainOptions options{out, threads, resume, false, true};
  train::train(library, readRecipe(library.path(), library.info().recipe, overrides), options);
}

std::vector<nlohmann::json> logOf(const TempDir &dir, const std::string &name) {
  std::vector<nlohmann::json> lines;
  std::istringstream text(dir.read(name));
  for (std::string line; std::getline(text, line);)
    lines.push_back(nlohmann::json::parse(line));
  return lines;
}

} // namespace

TEST(Trainer, learnsTheDigitsAndWritesEverything) {
  TempDir dir;
  run(dir / "a/b", {"epochs=6", "schedule.milestones=4", "augment="});
  auto log = logOf(dir, "a/b/log.jsonl");
  ASSERT_EQ(log.size(), 6u);
  EXPECT_EQ(log[5]["epoch"], 6);
  EXPECT_EQ(log[5]["step"], 6 * 23);
  EXPECT_DOUBLE_EQ(log[5]["lr"].get<double>(), 0.01);
  EXPECT_LT(log[5]["train_loss"], 0.3);
  EXPECT_GT(log[5]["test_top1"], 0.88) << "a linear classifier reaches about 91 %";
  EXPECT_LT(log[5]["train_loss"], log[0]["train_loss"]);

  Library library(FAKE_LIBRARY);
  State state(library);
  loadWeights(state, SafetensorsFile(dir / "a/b/best.safetensors"));
  state.seal();
  Context context(state, RESNETC_INFER, 50, 2);
  DataSource digits = openData("digits");
  Metrics metrics =
      evaluate(context, library, Preparation(digits.test, {}, library.inputShape()), 50);
  double best = 0;
  for (const auto &line : log)
    best = std::max(best, line["test_top1"].get<double>());
  EXPECT_DOUBLE_EQ(metrics.top1(), best);
  EXPECT_EQ(metrics.images, 360);

  std::string report = dir.read("a/b/report.html");
  for (const char *part : {"<svg", "Confusion matrix", "polyline", "weight_decay", "fake"})
    EXPECT_NE(report.find(part), std::string::npos) << part;
  for (const char *external : {"http://", "https://", "src=", "<script", "@import", "url("})
    EXPECT_EQ(report.find(external), std::string::npos) << external;
}

TEST(Trainer, resumesInTheSameBits) {
  TempDir dir;
  const std::vector<std::string> plateau = {"schedule.kind=plateau", "schedule.patience=1",
                                            "lr=0.5"};
  auto with = [&](const char *epochs) {
    std::vector<std::string> all = plateau;
    all.push_back(epochs);
    return all;
  };
  run(dir / "whole", with("epochs=5"));
  run(dir / "parts", with("epochs=2"));
  run(dir / "parts", with("epochs=3"), true);
  run(dir / "parts", with("epochs=5"), true);
  EXPECT_EQ(dir.read("parts/last.safetensors"), dir.read("whole/last.safetensors"));
  EXPECT_EQ(dir.read("parts/best.safetensors"), dir.read("whole/best.safetensors"));
  auto whole = logOf(dir, "whole/log.jsonl"), parts = logOf(dir, "parts/log.jsonl");
  ASSERT_EQ(parts.size(), 5u);
  for (size_t i = 0; i < 5; ++i)
    for (const char *key : {"epoch", "step", "lr", "train_loss", "test_loss", "test_top1"})
      EXPECT_EQ(whole[i][key], parts[i][key]) << i << " " << key;
  run(dir / "parts", with("epochs=5"), true);
  EXPECT_EQ(logOf(dir, "parts/log.jsonl").size(), 5u) << "nothing left to train";
}

TEST(Trainer, doesNotDependOnThreads) {
  TempDir dir;
  run(dir / "one", {"epochs=2"}, false, 1);
  run(dir / "three", {"epochs=2"}, false, 3);
  EXPECT_EQ(dir.read("one/last.safetensors"), dir.read("three/last.safetensors"));
}

TEST(Trainer, dropsLogLinesAfterTheCheckpoint) {
  TempDir dir;
  run(dir / "run", {"epochs=2"});
  std::string log = dir.read("run/log.jsonl");
  dir.write("run/log.jsonl",
            log + R"({"epoch":3,"step":60,"lr":0.1,"loss":1,"error":0})" + "\n{\"epo");
  run(dir / "run", {"epochs=3"}, true);
  auto lines = logOf(dir, "run/log.jsonl");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[2].contains("test_loss"));
  dir.write("run/log.jsonl", "nonsense\n" + log);
  expectError([&] { run(dir / "run", {"epochs=4"}, true); }, dir / "run/log.jsonl",
              "not of a training log");
}

TEST(Trainer, refusesWhatDoesNotFitAndLeavesNothing) {
  TempDir dir;
  expectError([&] { run(dir / "out", {"data=nothing"}); }, "nothing:", "is not a data set");
  expectError([&] { run(dir / "out", {"augment=crop:4"}); }, "digits:", "images are [1, 4, 4]");
  EXPECT_EQ(dir.entries(), 0u);
  run(dir / "out", {"epochs=1"});
  expectError(
      [&] {
        run(dir / "out", {"epochs=2", "seed=2"}, true);
      },
      dir / "out/last.safetensors", "trained with seed 1, not 2");
  dir.write("file", "");
  expectError([&] { run(dir / "file/out", {"epochs=1"}); }, dir / "file/out", "cannot make");
  expectError(
      [&] {
        run(dir / "diverged", {"lr=1e6", "momentum=0", "weight_decay=1e6"});
      },
      FAKE_LIBRARY, "no longer a number");
}

TEST(Trainer, oneValueOfABatchNormIsRefusedOrJoinedOrDropped) {
  TempDir dir;
  auto runOnePixel = [&](const std::string &out, std::vector<std::string> overrides) {
    Library library(FAKE_ONE_PIXEL_LIBRARY);
    overrides.push_back("epochs=1");
    train::train(library, readRecipe(library.path(), library.info().recipe, overrides),
                 {out, 1, false, false, true});
  };
  expectError([&] { runOnePixel(dir / "one", {"batch=1"}); }, FAKE_ONE_PIXEL_LIBRARY,
              "bn: a batch of one image gives this batch norm one value a channel");
  EXPECT_EQ(dir.entries(), 0u);
  // 1437 images in batches of 4 leave one over.
  for (const char *last : {"join", "drop"}) {
    runOnePixel(dir / last, {"batch=4", std::string("last_batch=") + last});
    EXPECT_EQ(logOf(dir, std::string(last) + "/log.jsonl")[0]["step"], 359) << last;
  }
  EXPECT_NE(dir.read("join/last.safetensors"), dir.read("drop/last.safetensors"));
  run(dir / "other", {"epochs=1", "batch=4"});
  EXPECT_EQ(logOf(dir, "other/log.jsonl")[0]["step"], 360) << "other models take one image";
}

TEST(Checkpoint, keepsNumbersExactly) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 3, true);
  Progress progress;
  progress.epoch = 12;
  progress.step = 345;
  progress.seed = 3;
  progress.schedule = {0.1, 2, 1};
  progress.bestTop1 = 1.0 / 3;
  progress.recipe = "{}";
  saveCheckpoint(dir / "c", state, progress);
  State other(library);
  Progress read = loadCheckpoint(dir / "c", other);
  EXPECT_EQ(read.epoch, 12);
  EXPECT_EQ(read.step, 345);
  EXPECT_EQ(read.schedule.bestLoss, 0.1);
  EXPECT_EQ(read.schedule.badEpochs, 2);
  EXPECT_EQ(read.bestTop1, 1.0 / 3);
  progress.schedule.bestLoss = INFINITY;
  saveCheckpoint(dir / "c", state, progress);
  EXPECT_EQ(loadCheckpoint(dir / "c", other).schedule.bestLoss, INFINITY);
  writeSafetensors(dir / "plain", readTensors(state, true));
  expectError([&] { loadCheckpoint(dir / "plain", other); }, dir / "plain", "no 'format'");
}

TEST(Weights, namesAllThatDoesNotFitAtOnce) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  writeSafetensors(dir / "w", {{"fc.weight", {64, 10}, std::vector<float>(640)},
                               {"bn.weight", {1}, {1}},
                               {"bn.num_batches_tracked", {}, {}, 5},
                               {"momentum.fc.bias", {10}, std::vector<float>(10)},
                               {"conv.weight", {1}, {1}}});
  try {
    loadWeights(state, SafetensorsFile(dir / "w"));
    ADD_FAILURE() << "expected a UserError";
  } catch (const UserError &error) {
    EXPECT_EQ(std::string(error.what()), (dir / "w") + R"(: the weights do not fit model fake:
  4 missing:
    bn.bias [1]
    bn.running_mean [1]
    bn.running_var [1]
    fc.bias [10]
  1 of another shape:
    fc.weight expects [10, 64], got [64, 10]
  1 that the model does not have:
    'conv.weight' [1])");
  }
  EXPECT_THROW(state.get(library.tensors()[0]), UserError) << "nothing was set";
}

TEST(Initialise, followsHe) {
  Library library(FAKE_LIBRARY);
  State a(library), b(library);
  initialise(a, 1, false);
  initialise(b, 2, false);
  auto tensor = [&](const char *name) {
    for (const TensorInfo &each : library.tensors())
      if (each.name == name)
        return each;
    throw std::runtime_error(name);
  };
  auto weight = a.get(tensor("fc.weight"));
  double sum = 0, squares = 0;
  for (float value : weight) {
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  EXPECT_NEAR(sum / 640, 0, 0.02);
  EXPECT_NEAR(squares / 640, 1.0 / 64, 0.003);
  EXPECT_NE(weight, b.get(tensor("fc.weight")));
  EXPECT_EQ(a.get(tensor("bn.running_var")).at(0), 1);
  EXPECT_EQ(a.get(tensor("fc.bias")).at(0), 0);
}

TEST(Metrics, countsRanksAndLoss) {
  Metrics metrics(7);
  const float logits[7] = {0, 1, 2, 3, 4, 5, 6};
  metrics.add(logits, 6);
  metrics.add(logits, 2);
  metrics.add(logits, 1);
  EXPECT_EQ(metrics.right, 1);
  EXPECT_EQ(metrics.rightOfFive, 2);
  EXPECT_EQ(metrics.confusion[2 * 7 + 6], 1);
  double total = 0;
  for (float logit : logits)
    total += std::exp(static_cast<double>(logit));
  EXPECT_NEAR(metrics.loss(), std::log(total) - 3, 1e-9);
  const float equal[7] = {};
  metrics.add(equal, 1);
  EXPECT_EQ(metrics.right, 1) << "a tie goes to the first class";
}
