//===- TrainerTest.cpp - what a training makes of its data ------------------===//
//
// Trains the fake model on the shipped digits, end to end: it learns, writes what it should, and
// refuses what does not fit.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Trainer.h"

#include "runtime/train/Evaluation.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/NpyLabels.h"
#include "tests/unit/tools/Training.h"

#include <cmath>
#include <csignal>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::logOf;
using test::run;
using test::TempDir;

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
  BadImages bad(0);
  Metrics metrics =
      evaluate(context, library, Preparation(digits.test, {}, library.inputShape()), 50, bad);
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

TEST(Trainer, warmUpTrainsFromTheFirstStepOn) {
  TempDir dir;
  TrainOptions options{dir / "run", 1};
  options.logSteps = true;
  run({"epochs=2", "lr=0.1", "schedule.warmup_epochs=1"}, options);
  auto log = logOf(dir, "run/log.jsonl");
  ASSERT_EQ(log.size(), 2 * 24u);
  for (int step = 0; step < 23; ++step)
    EXPECT_DOUBLE_EQ(log[step]["lr"].get<double>(), 0.1 * ((step + 1) / 23.0)) << step;
  EXPECT_DOUBLE_EQ(log[23]["lr"].get<double>(), 0.1) << "an epoch's is that of its last step";
  EXPECT_LT(log[22]["loss"], log[0]["loss"]) << "it learns within the warm-up";
}

TEST(Trainer, doesNotDependOnThreads) {
  TempDir dir;
  run(dir / "one", {"epochs=2"}, false, 1);
  run(dir / "three", {"epochs=2"}, false, 3);
  EXPECT_EQ(dir.read("one/last.safetensors"), dir.read("three/last.safetensors"));
}

TEST(Trainer, keepsTheLastGoodCheckpointWhenAStatisticIsNoNumber) {
  TempDir dir;
  run({"epochs=1"}, {dir / "good", 1});
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 1, false);
  const float bad = NAN; // training itself never reads it, so the loss stays finite
  state.set("bn.running_var", {&bad, 1});
  writeSafetensors(dir / "bad", readTensors(state, false));
  TrainOptions options{dir / "run", 1};
  options.weights = dir / "bad";
  options.strictWeights = true;
  expectError([&] { run({"epochs=1"}, options); }, dir / "bad",
              "1 tensor(s) of fake hold wrong values: 'bn.running_var' (1 of 1 not finite)");
  EXPECT_FALSE(std::filesystem::exists(dir / "run"));
  options.strictWeights = false;
  testing::internal::CaptureStderr();
  expectError([&] { run({"epochs=1"}, options); }, FAKE_LIBRARY,
              "after step 23 (epoch 1) 1 tensor(s) of fake hold wrong values: 'bn.running_var' (1 "
              "of 1 not finite)");
  EXPECT_NE(testing::internal::GetCapturedStderr().find("resnetc-run: warning: " + (dir / "bad")),
            std::string::npos);
  for (const char *name : {"run/last.safetensors", "run/best.safetensors"})
    EXPECT_FALSE(std::filesystem::exists(dir / name)) << name;
  // A signal finds the same fault, and leaves no checkpoint of it.
  options.overwrite = true;
  options.interrupted = [] { return SIGINT; };
  expectError([&] { run({"epochs=1"}, options); }, FAKE_LIBRARY, "after step 1 (epoch 1)");
  EXPECT_FALSE(std::filesystem::exists(dir / "run/last.safetensors"));
}

TEST(Trainer, refusesWhatDoesNotFitAndLeavesNothing) {
  TempDir dir;
  expectError([&] { run(dir / "out", {"data=nothing"}); }, "nothing:", "is not a data set");
  expectError([&] { run(dir / "out", {"augment=crop:4"}); }, "digits:", "images are [1, 4, 4]");
  EXPECT_EQ(dir.entries(), 0u);
  run(dir / "out", {"epochs=1"});
  dir.write("file", "");
  expectError([&] { run(dir / "file/out", {"epochs=1"}); }, dir / "file/out", "cannot make");
  expectError(
      [&] {
        run(dir / "diverged", {"lr=1e6", "momentum=0", "weight_decay=1e6"});
      },
      FAKE_LIBRARY, "no longer a number");
}

TEST(Trainer, namesTheImageWhosePixelsAreNoNumbers) {
  TempDir dir;
  DataSource digits = openData("digits");
  constexpr int64_t count = 200, bad = 137;
  std::vector<float> pixels(count * 64);
  std::vector<int64_t> labels(count);
  for (int64_t i = 0; i < count; ++i) {
    digits.train.image(i, pixels.data() + i * 64);
    labels[static_cast<size_t>(i)] = digits.train.label(i);
  }
  auto write = [&](const std::string &name) {
    const int64_t shape[] = {count, 1, 8, 8};
    writeNpy(dir / (name + "-x.npy"), shape, pixels);
    dir.write(name + "-y.npy", test::npyOf(labels));
    return "npy:" + (dir / (name + "-x.npy")) + "," + (dir / (name + "-y.npy"));
  };
  const std::string good = write("good");
  pixels[bad * 64 + 20] = NAN;
  const std::string damaged = write("bad");
  expectError(
      [&] {
        run({"data=" + damaged, "epochs=1", "augment="}, {dir / "run", 1});
      },
      damaged, ": image 137 has pixels that are not finite, so the loss is no number at step ");
  expectError(
      [&] {
        run({"data=" + good, "eval=" + damaged, "epochs=1"}, {dir / "other", 1});
      },
      FAKE_LIBRARY, "look for pixels in " + damaged + " that are not finite");
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
