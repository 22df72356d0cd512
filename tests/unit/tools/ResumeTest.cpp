//===- ResumeTest.cpp - trainings that go on where they ended ---------------===//
//
// In the same bits as one that never stopped, or not at all.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Resume.h"

#include "runtime/train/Dataset.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/Training.h"

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::logOf;
using test::run;
using test::runUntil;
using test::TempDir;

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

TEST(Trainer, stopsAtASignalAndResumesInTheSameBits) {
  TempDir dir;
  // What a step depends on: the order, the augmentation, momentum, a rate of its own, and the rule
  // that remembers; and the log has every step. An epoch asks for a signal after each of 23 steps
  // and of 6 batches of evaluation.
  const std::vector<std::string> recipe = {
      "epochs=3",     "augment=shift:1,hflip",    "schedule.kind=plateau", "schedule.patience=1",
      "momentum=0.9", "schedule.warmup_epochs=1", "nesterov=true"};
  TrainOptions options{dir / "whole", 1};
  options.logSteps = true;
  run(recipe, options);
  options.out = dir / "parts";
  runUntil(recipe, options, 1);
  options.resume = true;
  runUntil(recipe, options, 7);  // within the first epoch again
  runUntil(recipe, options, 15); // after its last step
  runUntil(recipe, options, 3);  // within its evaluation
  runUntil(recipe, options, 6 + 10);
  run(recipe, options);
  for (const char *name : {"last.safetensors", "best.safetensors"})
    EXPECT_EQ(dir.read("parts/" + std::string(name)), dir.read("whole/" + std::string(name)))
        << name;
  auto whole = logOf(dir, "whole/log.jsonl"), parts = logOf(dir, "parts/log.jsonl");
  ASSERT_EQ(whole.size(), 3 * 24u);
  ASSERT_EQ(parts.size(), whole.size());
  for (size_t i = 0; i < whole.size(); ++i)
    for (const char *measured : {"seconds", "images_per_second"}) {
      whole[i].erase(measured);
      parts[i].erase(measured);
    }
  EXPECT_EQ(parts, whole);
}

TEST(Trainer, refusesToResumeAnotherTraining) {
  TempDir dir;
  const std::string checkpoint = dir / "run/last.safetensors";
  run({"epochs=2"}, {dir / "run", 1});
  const std::string before = dir.read("run/last.safetensors");
  auto refuses = [&](const std::string &override, const std::string &why) {
    expectError([&] { run({"epochs=3", override}, {dir / "run", 1, true}); }, checkpoint, why);
    EXPECT_EQ(dir.read("run/last.safetensors"), before);
  };
  refuses("batch=32", "batch is 32, not 64; resume with what it was begun with");
  refuses("lr=0.25", "lr is 0.25, not 0.1; ");
  refuses("seed=2", "seed is 2, not 1; ");
  refuses("momentum=0.5", "momentum is 0.5, not 0.9; ");
  refuses("schedule.milestones=1", "schedule.milestones is [1], not [3]; ");
  refuses("augment=", "augment is [], not [{");
  // Other data of the same shape: what counts is what they hold, not where they lie.
  DataSource digits = openData("digits");
  for (const char *folder : {"a", "b", "c"}) {
    const bool isOther = *folder == 'c';
    std::string pixels, labels;
    for (int64_t i = 0; i < 128; ++i) {
      std::vector<float> image(64);
      digits.train.image(i, image.data());
      for (float pixel : image)
        pixels += static_cast<char>(pixel);
      labels += static_cast<char>(digits.train.label(i) ^ (isOther && i == 5));
    }
    for (const char *part : {"train", "t10k"}) {
      const std::string start = std::string(folder) + "/" + part;
      dir.write(start + "-images-idx3-ubyte",
                std::string("\0\0\x08\x03\0\0\0\x80\0\0\0\x08\0\0\0\x08", 16) + pixels);
      dir.write(start + "-labels-idx1-ubyte", std::string("\0\0\x08\x01\0\0\0\x80", 8) + labels);
    }
  }
  auto dataOf = [&](const char *folder) { return "data=idx:" + (dir / folder); };
  refuses(dataOf("a"), "the training data differ; the data for evaluation differ; resume");
  const std::vector<std::string> one = {"epochs=1", "eval="}, two = {"epochs=2", "eval="};
  auto with = [&](std::vector<std::string> overrides, const char *folder) {
    overrides.push_back(dataOf(folder));
    return overrides;
  };
  run(with(one, "a"), {dir / "idx", 1});
  run(with(two, "b"), {dir / "idx", 1, true});
  expectError(
      [&] {
        run(with({"epochs=3", "eval="}, "c"), {dir / "idx", 1, true});
      },
      dir / "idx/last.safetensors", "the training data differ");
  TrainOptions forced{dir / "run", 1, true};
  forced.force = true;
  run({"epochs=3", "batch=32", "seed=2"}, forced);
  EXPECT_EQ(logOf(dir, "run/log.jsonl").at(2)["step"], 2 * 23 + 45);
  run({"epochs=4", "batch=32", "seed=2"}, {dir / "run", 1, true}); // it is of these now
  // With a cosine the number of epochs is a part of the rate.
  run({"epochs=1", "schedule.kind=cosine"}, {dir / "cosine", 1});
  expectError(
      [&] {
        run({"epochs=2", "schedule.kind=cosine"}, {dir / "cosine", 1, true});
      },
      dir / "cosine/last.safetensors", "epochs is 2, not 1");
}

TEST(Trainer, refusesToResumeWithAnotherNetwork) {
  TempDir dir;
  const std::string checkpoint = dir / "run/last.safetensors";
  run({"epochs=1"}, {dir / "run", 1});
  const std::string before = dir.read("run/last.safetensors");
  auto resumeOther = [&](bool force) {
    Library library(FAKE_OTHER_NETWORK_LIBRARY);
    TrainOptions options{dir / "run", 1, true};
    options.quiet = true;
    options.force = force;
    train::train(library, readRecipe(library.path(), library.info().recipe, {"epochs=2"}), options);
  };
  expectError([&] { resumeOther(false); }, checkpoint,
              "is of another training: the network is another of the same name and shapes (its "
              "hash, of every layer and parameter, is 00000000000fa4e1, not 00000000000fa4e0); "
              "resume with what it was begun with, or go on all the same with --force");
  EXPECT_EQ(dir.read("run/last.safetensors"), before);
  resumeOther(true);
  resumeOther(false); // it is of this network now
  expectError([&] { run({"epochs=3"}, {dir / "run", 1, true}); }, checkpoint, "network");
}

TEST(Trainer, notesThatAResumedTrainingDoesNotReadWeights) {
  TempDir dir;
  TrainOptions options{dir / "run", 1, true};
  options.weights = dir / "start";
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 7, false);
  writeSafetensors(options.weights, readTensors(state, false));
  testing::internal::CaptureStderr();
  run({"epochs=1"}, options); // there is nothing to resume: the weights count
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  testing::internal::CaptureStderr();
  run({"epochs=2"}, options);
  EXPECT_NE(testing::internal::GetCapturedStderr().find(
                "run/last.safetensors: the training goes on from it, and " + options.weights +
                " is not read"),
            std::string::npos);
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
