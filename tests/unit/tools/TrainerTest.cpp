//===- TrainerTest.cpp - tests of runtime/train/Trainer.cpp and what it writes ----===//
//
// Trains the fake model (a batch-normalised linear classifier) on the shipped digits, end to end:
// it learns, resumes bit-equally, and refuses what does not fit.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Trainer.h"
#include "runtime/files/FileLock.h"
#include "runtime/train/Checkpoint.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/Fingerprint.h"
#include "runtime/train/History.h"
#include "runtime/train/Interrupt.h"
#include "runtime/train/Npy.h"
#include "runtime/train/RunFolder.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/TempDir.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <zlib.h>

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

/// Trains it with options of the test's choice.
void run(const std::vector<std::string> &overrides, TrainOptions options) {
  Library library(FAKE_LIBRARY);
  options.quiet = true;
  train::train(library, readRecipe(library.path(), library.info().recipe, overrides), options);
}

/// The same, with a signal at the `at`-th time that the trainer asks for one.
void runUntil(const std::vector<std::string> &overrides, TrainOptions options, int at) {
  int asked = 0;
  options.interrupted = [&] { return ++asked == at ? SIGTERM : 0; };
  try {
    run(overrides, options);
    ADD_FAILURE() << "was not interrupted at " << at;
  } catch (const Interrupted &stop) {
    EXPECT_EQ(stop.signal, SIGTERM);
    EXPECT_NE(stop.text.find("go on with --resume"), std::string::npos) << stop.text;
  }
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

TEST(Trainer, refusesToReplaceATraining) {
  TempDir dir;
  run({"epochs=1"}, {dir / "run", 1});
  const std::string best = dir.read("run/best.safetensors"), log = dir.read("run/log.jsonl");
  std::string text = test::errorOf([&] { run({"epochs=1", "seed=2"}, {dir / "run", 1}); });
  for (const char *part :
       {"holds a training already", "best.safetensors", "--resume", "--overwrite"})
    EXPECT_NE(text.find(part), std::string::npos) << text;
  EXPECT_EQ(dir.read("run/best.safetensors"), best);
  EXPECT_EQ(dir.read("run/log.jsonl"), log);
  TrainOptions options{dir / "run", 1};
  options.overwrite = true;
  expectError([&] { run({"data=nothing"}, options); }, "nothing:", "is not a data set");
  EXPECT_EQ(dir.read("run/best.safetensors"), best) << "nothing is removed before all is checked";
  run({"epochs=1", "seed=2"}, options);
  EXPECT_NE(dir.read("run/best.safetensors"), best);
  EXPECT_EQ(logOf(dir, "run/log.jsonl").size(), 1u);
  std::filesystem::remove(dir / "run/last.safetensors");
  options = {dir / "run", 1, true};
  expectError([&] { run({"epochs=1"}, options); }, dir / "run", "no last.safetensors to resume");
}

TEST(Trainer, refusesAFolderThatAnotherProcessUses) {
  TempDir dir;
  std::filesystem::create_directory(dir / "run");
  {
    RunFolder other(dir / "run", RunFolder::Use::New); // locks are of descriptors, not of processes
    for (bool resume : {false, true})
      expectError(
          [&] {
            run({"epochs=1"}, {dir / "run", 1, resume});
          },
          dir / "run",
          fmt::format("another training writes to this folder (process {})", ::getpid()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(dir / "run")) << "the lock is taken away";
  dir.write("run/train.lock", "123\n"); // left by a process that was killed
  run({"epochs=1"}, {dir / "run", 1});
  EXPECT_FALSE(std::filesystem::exists(dir / "run/train.lock"));
}

TEST(Trainer, leavesWhatIsNoPlainFileOfItsOwn) {
  TempDir dir;
  const std::string run1 = dir / "run";
  dir.write("elsewhere", "the user's");
  auto refuses = [&](const std::string &name, const std::string &what) {
    const std::set<std::string> before = TempDir::namesOf(run1);
    for (const char *how : {"new", "overwrite", "resume"}) {
      TrainOptions options{run1, 1, *how == 'r'};
      options.overwrite = *how == 'o';
      expectError([&] { run({"epochs=1"}, options); }, run1 + "/" + name, what);
      EXPECT_EQ(TempDir::namesOf(run1), before) << name << " " << how;
    }
    EXPECT_EQ(dir.read("elsewhere"), "the user's");
    EXPECT_EQ(dir.read("run/notes"), "x");
  };
  for (const char *name :
       {"last.safetensors", "best.safetensors", "log.jsonl", "report.html", "train.lock"}) {
    std::filesystem::remove_all(run1);
    dir.write("run/notes", "x");
    const std::string path = run1 + "/" + name;
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    refuses(name, "is a pipe, where a training writes a file of its own; move it away");
    std::filesystem::remove(path);
    std::filesystem::create_symlink("../elsewhere", path);
    refuses(name, "is a symbolic link, where");
    std::filesystem::remove(path);
    std::filesystem::create_symlink("nowhere", path);
    refuses(name, "is a symbolic link, where");
    std::filesystem::remove(path);
    std::filesystem::create_directory(path);
    refuses(name, "is a folder, where");
    std::filesystem::remove(path);
    constexpr unsigned memory = 1, null = 3; // Linux's /dev/null
    if (::mknod(path.c_str(), S_IFCHR | 0600, makedev(memory, null)) == 0)
      refuses(name, "is a device, where");
  }
  std::filesystem::remove_all(run1);
  dir.write("run/notes", "x");
  dir.write("run/train.lock", "a list of locks\n");
  refuses("train.lock", "is no lock of a training; move it away");
  EXPECT_EQ(dir.read("run/train.lock"), "a list of locks\n");
}

TEST(Trainer, endsWhenItsLogBecomesAPipe) {
  TempDir dir;
  int asked = 0;
  TrainOptions options{dir / "run", 1};
  options.interrupted = [&] {
    if (++asked == 1) {
      std::filesystem::remove(dir / "run/log.jsonl");
      EXPECT_EQ(::mkfifo((dir / "run/log.jsonl").c_str(), 0600), 0);
    }
    return 0;
  };
  expectError([&] { run({"epochs=1"}, options); }, dir / "run/log.jsonl",
              "cannot write the log: it is a pipe now");
  EXPECT_TRUE(std::filesystem::is_fifo(dir / "run/log.jsonl"));
}

TEST(LockFile, removesOnlyItsOwn) {
  TempDir dir;
  {
    LockFile lock;
    ASSERT_TRUE(lock.take(dir / "lock"));
    std::filesystem::remove(dir / "lock");
    dir.write("lock", "another's");
  }
  EXPECT_EQ(dir.read("lock"), "another's");
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

TEST(Trainer, removesWhatKilledProcessesHaveLeft) {
  TempDir dir;
  const std::string left = "run/last.safetensors.tmp-4194304", other = "run/notes.tmp-4194304";
  dir.write(left, "half");
  dir.write("run/report.html.tmp-1", "half"); // process 1 lives, but has no lock on it
  dir.write("run/last.safetensors.tmp-x", "not ours");
  dir.write(other, "not ours");
  const std::string used = dir / "run/best.safetensors.tmp-4194303";
  const int descriptor = openLocked(used);
  ASSERT_GE(descriptor, 0);
  run({"epochs=1"}, {dir / "run", 1});
  EXPECT_FALSE(std::filesystem::exists(dir / left));
  EXPECT_FALSE(std::filesystem::exists(dir / "run/report.html.tmp-1"));
  EXPECT_TRUE(std::filesystem::exists(used)) << "its process lives";
  EXPECT_TRUE(std::filesystem::exists(dir / other));
  EXPECT_TRUE(std::filesystem::exists(dir / "run/last.safetensors.tmp-x"));
  ::close(descriptor);
  // So does every other file that is written whole.
  dir.write("a.html.tmp-4194304", "half");
  dir.write("b.html.tmp-4194304", "half");
  writeFile(dir / "a.html", "whole");
  EXPECT_FALSE(std::filesystem::exists(dir / "a.html.tmp-4194304"));
  EXPECT_TRUE(std::filesystem::exists(dir / "b.html.tmp-4194304")) << "of another target";
}

TEST(Interrupt, notesTheFirstSignalAndObeysTheSecond) {
  EXPECT_EXIT(
      {
        InterruptNotice notice;
        ::raise(SIGTERM);
        ::raise(SIGPIPE);
        ::raise(SIGPIPE);
        if (InterruptNotice::received() == SIGTERM)
          ::raise(SIGINT);
        std::_Exit(9);
      },
      testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(
      {
        ::signal(SIGHUP, SIG_IGN); // as nohup does
        {
          InterruptNotice notice;
          ::raise(SIGHUP);
          if (InterruptNotice::received() != 0)
            std::_Exit(9);
        }
        ::raise(SIGTERM); // as it was before
      },
      testing::KilledBySignal(SIGTERM), "");
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
    std::string header =
        fmt::format("{{'descr': '<i8', 'fortran_order': False, 'shape': ({},), }}\n", count);
    dir.write(name + "-y.npy",
              std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) + '\0' + header +
                  std::string(reinterpret_cast<const char *>(labels.data()), count * 8));
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
  progress.images = 64;
  progress.lossSum = 0.1 + 0.2;
  progress.right = 17;
  progress.data = "0123456789abcdef";
  saveCheckpoint(dir / "c", state, progress);
  read = loadCheckpoint(dir / "c", other);
  EXPECT_EQ(read.images, 64);
  EXPECT_EQ(read.lossSum, 0.1 + 0.2);
  EXPECT_EQ(read.right, 17);
  EXPECT_EQ(read.data, "0123456789abcdef");
  writeSafetensors(dir / "plain", readTensors(state, true));
  expectError([&] { loadCheckpoint(dir / "plain", other); }, dir / "plain", "no 'format'");
  writeSafetensors(dir / "weights", readTensors(state, false), {{"format", "pt"}});
  expectError([&] { loadCheckpoint(dir / "weights", other); }, dir / "weights",
              "holds weights alone");
  expectError([&] { loadCheckpoint(dir / "weights", other); }, dir / "weights",
              "begin a training from them with --weights");
}

TEST(Checkpoint, noticesDamage) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library), other(library);
  initialise(state, 3, true);
  Progress progress;
  progress.recipe = "{}";
  saveCheckpoint(dir / "good", state, progress);
  const std::string good = dir.read("good");
  auto refuses = [&](const std::string &bytes, const std::string &why) {
    dir.write("bad", bytes);
    std::string text = test::errorOf([&] { loadCheckpoint(dir / "bad", other); });
    EXPECT_EQ(text.rfind(dir / "bad", 0), 0u) << text;
    EXPECT_NE(text.find(why), std::string::npos) << text;
    EXPECT_THROW(other.get(library.tensors()[0]), UserError) << "nothing was set";
  };
  const size_t count = good.size();
  for (size_t at : {count - 1, count - 2000, count - 5000}) {
    std::string bytes = good;
    bytes[at] ^= 1;
    refuses(bytes, "is damaged: its checksum is");
  }
  for (const char *key : {"\"step\":\"0", "\"lr_drops\":\"0", "\"seed\":\"1"}) {
    std::string bytes = good;
    bytes[bytes.find(key) + strlen(key) - 1] ^= 2;
    refuses(bytes, "is damaged: its checksum is");
  }
  // Every bit of the header: names, shapes and offsets of tensors, keys and values of the metadata.
  uint64_t headerBytes;
  memcpy(&headerBytes, good.data(), sizeof headerBytes);
  for (size_t bit = 0; bit < 8 * (sizeof headerBytes + headerBytes); ++bit) {
    std::string bytes = good;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    dir.write("bad", bytes);
    const std::string text = test::errorOf([&] { loadCheckpoint(dir / "bad", other); });
    EXPECT_NE(text.find("is damaged: "), std::string::npos) << bit << ": " << text;
  }
  EXPECT_THROW(other.get(library.tensors()[0]), UserError) << "nothing was set";
  refuses(good.substr(0, count - 1), "is damaged: ");
  refuses(good.substr(0, count - 1), "begin again from the best weights");
  refuses(good.substr(0, 100), "is damaged: ");
  refuses("", "is damaged: ");
}

TEST(Checkpoint, readsTheFirstVersion) {
  TempDir dir;
  run({"epochs=2"}, {dir / "run", 1});
  run({"epochs=3"}, {dir / "new", 1});
  SafetensorsFile file(dir / "run/last.safetensors");
  std::map<std::string, std::string> metadata = file.metadata();
  for (const char *key :
       {"images", "loss_sum", "right", "data", "eval_data", "network", "checksum"})
    EXPECT_EQ(metadata.erase(key), 1u) << key;
  metadata["format"] = "resnetc checkpoint 1";
  Library library(FAKE_LIBRARY);
  State state(library);
  loadWeights(state, file, true);
  writeSafetensors(dir / "run/last.safetensors", readTensors(state, true), metadata);
  testing::internal::CaptureStderr();
  run({"epochs=3"}, {dir / "run", 1, true});
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find("without a checksum"), std::string::npos) << told;
  EXPECT_NE(told.find("without the hash of its network"), std::string::npos) << told;
  EXPECT_EQ(dir.read("run/last.safetensors"), dir.read("new/last.safetensors"));
}

TEST(Checkpoint, readsTheSecondVersion) {
  TempDir dir;
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 3, true);
  Progress progress;
  progress.recipe = "{}";
  progress.step = 5;
  saveCheckpoint(dir / "new", state, progress);
  std::map<std::string, std::string> metadata = SafetensorsFile(dir / "new").metadata();
  metadata.erase("network");
  metadata["format"] = "resnetc checkpoint 2";
  auto write = [&](const std::vector<NamedTensor> &tensors) {
    uLong crc = 0;
    auto add = [&](std::string_view text) {
      crc = ::crc32_z(crc, reinterpret_cast<const Bytef *>(text.data()), text.size());
    };
    metadata.erase("checksum");
    for (const auto &[key, value] : metadata)
      add(key + "=" + value + "\n");
    for (const NamedTensor &tensor : tensors)
      add(tensor.bytes());
    metadata["checksum"] = fmt::format("{:08x}", crc);
    writeSafetensors(dir / "old", tensors, metadata);
  };
  write(readTensors(state, true));
  State other(library);
  const Progress read = loadCheckpoint(dir / "old", other);
  EXPECT_EQ(read.step, 5);
  EXPECT_EQ(read.network, "");
  EXPECT_EQ(other.get(library.tensors()[0]), state.get(library.tensors()[0]));
}

TEST(Fingerprint, tellsDataApart) {
  const std::array<int64_t, 3> shape = {1, 2, 2};
  auto of = [&](std::vector<uint8_t> pixels, std::vector<int64_t> labels, float scale = 1) {
    return fingerprint(Dataset(shape, std::move(pixels), scale, std::move(labels)));
  };
  const std::string first = of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1});
  EXPECT_EQ(first, of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1}));
  EXPECT_EQ(first.size(), 16u);
  for (const std::string &other :
       {of({1, 2, 3, 4, 5, 6, 7, 9}, {0, 1}), of({1, 2, 3, 4, 5, 6, 7, 8}, {1, 0}),
        of({1, 2, 3, 4}, {0}), of({5, 6, 7, 8, 1, 2, 3, 4}, {0, 1}),
        of({1, 2, 3, 4, 5, 6, 7, 8}, {0, 1}, 2)})
    EXPECT_NE(first, other);
  TempDir dir;
  for (const char *root : {"a", "b"})
    for (const char *name : {"/cat/1.png", "/dog/2.png"})
      dir.write(std::string(root) + name, "12345");
  auto files = [&](const std::string &root) {
    return fingerprint(Dataset({dir / (root + "/cat/1.png"), dir / (root + "/dog/2.png")}, {0, 1}));
  };
  EXPECT_EQ(files("a"), files("b")) << "a folder that was moved holds the same data";
  dir.write("b/dog/2.png", "123456");
  EXPECT_NE(files("a"), files("b"));
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
