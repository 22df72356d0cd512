//===- CommandTest.cpp - resnetc-run as its users see it --------------------------===//
//
// Runs the program itself on the fake model: each command's output, and the exit status and message
// of each kind of mistake.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"
#include "runtime/train/Weights.h"

#include "tests/unit/tools/TempDir.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <png.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace resnetc;
using namespace resnetc::train;
using test::TempDir;

namespace {

struct Outcome {
  int status;
  std::string out, err;
};

class Command : public ::testing::Test {
protected:
  Outcome run(const std::string &arguments) {
    std::string command = "'" RESNETC_RUN "' " + arguments + " >'" + (dir / "stdout") + "' 2>'" +
                          (dir / "stderr") + "'";
    int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, dir.read("stdout"), dir.read("stderr")};
  }

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

  /// Starts a training that takes long, waits until it has trained some steps, sends it the signal
  /// and returns its status as the shell would.
  int trainUntil(int signal, const std::string &out) {
    pid_t child = ::fork();
    if (child == 0) {
      ::signal(signal, SIG_DFL); // whatever this test was started with
      ::execl(RESNETC_RUN, RESNETC_RUN, "train", FAKE_LIBRARY, "--data", "digits", "--epochs",
              "100000", "--batch", "8", "--quiet", "--log-steps", "--out", out.c_str(), nullptr);
      ::_exit(99);
    }
    std::error_code error;
    int status = 0;
    while (std::filesystem::file_size(out + "/log.jsonl", error) < 5000 || error)
      if (::waitpid(child, &status, WNOHANG) == child)
        return -1; // it has failed
      else
        ::usleep(1000);
    ::kill(child, signal);
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  /// Weights of the fake model, random.
  std::string weights() {
    Library library(FAKE_LIBRARY);
    State state(library);
    initialise(state, 1, false);
    writeSafetensors(dir / "w.safetensors", readTensors(state, false));
    return dir / "w.safetensors";
  }

  std::string images(int64_t count, int64_t width = 8) {
    const int64_t shape[] = {count, 1, 8, width};
    std::vector<float> values(static_cast<size_t>(count * 8 * width));
    for (size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<float>(i % 17);
    writeNpy(dir / "x.npy", shape, values);
    return dir / "x.npy";
  }

  std::string labels(std::vector<int64_t> values) {
    std::string header = fmt::format(
        "{{'descr': '<i8', 'fortran_order': False, 'shape': ({},), }}\n", values.size());
    return dir.write("y.npy",
                     std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) + '\0' +
                         header +
                         std::string(reinterpret_cast<char *>(values.data()), values.size() * 8));
  }

  const std::string lib = "'" FAKE_LIBRARY "' ";
  TempDir dir;
};

} // namespace

TEST_F(Command, infoDescribesTheModel) {
  Outcome text = run("info " + lib);
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_NE(text.out.find("fc.weight"), std::string::npos);
  Outcome outcome = run("info " + lib + "--json");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["name"], "fake");
  EXPECT_EQ(json["mode"], "train");
  EXPECT_EQ(json["parameters"], 652);
  EXPECT_EQ(json["flops"], 640);
  EXPECT_EQ(json["input"], (std::vector<int>{1, 8, 8}));
  ASSERT_EQ(json["tensors"].size(), 6u) << "momenta are the optimiser's, not the model's";
  EXPECT_EQ(json["tensors"][4]["shape"], (std::vector<int>{10, 64}));
}

TEST_F(Command, predictIsTheSameForAnyBatchAndThreads) {
  std::string w = weights(), x = images(7);
  for (const char *how : {"--threads 1", "--threads 2 --batch 3"}) {
    Outcome outcome = run("predict " + lib + "--weights " + w + " --input " + x + " --output " +
                          (dir / "out.npy") + " " + how);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    std::filesystem::rename(dir / "out.npy", dir / (std::string("out-") + how));
  }
  EXPECT_EQ(dir.read("out---threads 1"), dir.read("out---threads 2 --batch 3"));
  NpyArray<float> y = readNpyFloats(dir / "out---threads 1");
  EXPECT_EQ(y.shape, (std::vector<int64_t>{7, 10}));
}

TEST_F(Command, predictDrawsDigits) {
  Outcome outcome = run("predict " + lib + "--weights " + weights() + " --digits 3 --top 2");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("image 240:"), std::string::npos);
  // Into a pipe no colours, but shades: eight rows an image.
  EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos);
  EXPECT_NE(outcome.out.find("██"), std::string::npos) << outcome.out;
}

TEST_F(Command, gradWritesLossAndGradients) {
  std::string w = weights();
  Outcome outcome = run("grad " + lib + "--weights " + w + " --input " + images(3) + " --labels " +
                        labels({1, 2, 3}) + " --output " + (dir / "g"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  SafetensorsFile file(dir / "g");
  ASSERT_EQ(file.tensors().size(), 5u);
  EXPECT_TRUE(file.find("loss")->shape.empty());
  EXPECT_GT(file.floats(*file.find("loss"))[0], 0);
  EXPECT_EQ(file.find("fc.weight")->shape, (std::vector<int64_t>{10, 64}));
  EXPECT_EQ(file.find("bn.running_mean"), nullptr);
}

TEST_F(Command, saveWritesWhatItLoads) {
  std::string w = weights();
  Outcome outcome = run("save " + lib + "--weights " + w + " -o " + (dir / "s"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  SafetensorsFile given(w), saved(dir / "s");
  ASSERT_EQ(saved.tensors().size(), 7u) << "six tensors and a batch count";
  for (const StoredTensor &tensor : given.tensors()) {
    const StoredTensor *other = saved.find(tensor.name);
    ASSERT_TRUE(other) << tensor.name;
    EXPECT_EQ(other->dtype, tensor.dtype);
    EXPECT_EQ(other->shape, tensor.shape);
    EXPECT_TRUE(std::ranges::equal(other->bytes, tensor.bytes)) << tensor.name;
  }
  EXPECT_EQ(saved.find("bn.num_batches_tracked")->dtype, "I64");
  refuses("save " + lib + "-o " + (dir / "none"), 1, "no embedded weights; give --weights");
  EXPECT_FALSE(std::filesystem::exists(dir / "none"));
}

TEST_F(Command, aLongListOfMisfitsIsCut) {
  Library library(FAKE_LIBRARY);
  std::vector<NamedTensor> tensors;
  for (int i = 0; i < 300; ++i)
    tensors.push_back({fmt::format("layer{}.weight", i), {1}, {0}});
  writeSafetensors(dir / "w", tensors);
  Outcome outcome = run("save " + lib + "--weights " + (dir / "w") + " -o " + (dir / "none"));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err.rfind("resnetc-run: error: " + (dir / "w") +
                                  ": the weights do not fit model fake:\n  6 missing:\n    "
                                  "bn.weight [1]\n",
                              0),
            0u)
      << outcome.err;
  EXPECT_NE(outcome.err.find("  300 that the model does not have:\n"), std::string::npos);
  EXPECT_EQ(outcome.err.find("'layer299.weight'"), std::string::npos);
  EXPECT_NE(outcome.err.find("  and 286 more; `resnetc MODEL"), std::string::npos) << outcome.err;
}

TEST_F(Command, trainsFromGivenWeights) {
  std::string w = weights();
  auto countOf = [&](const std::string &name) {
    SafetensorsFile file(dir / name);
    int64_t count;
    memcpy(&count, file.find("bn.num_batches_tracked")->bytes.data(), sizeof count);
    return count;
  };
  const std::string train = "train " + lib + "--data digits --batch 360 --set lr=0 --set augment= ";
  Outcome first = run(train + "--epochs 2 --weights " + w + " --out " + (dir / "a"));
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(countOf("a/last.safetensors"), 8) << "1437 images are four batches an epoch";
  EXPECT_EQ(SafetensorsFile(dir / "a/best.safetensors").find("fc.weight")->bytes.size(), 2560u);
  EXPECT_TRUE(
      std::ranges::equal(SafetensorsFile(dir / "a/last.safetensors").find("fc.weight")->bytes,
                         SafetensorsFile(w).find("fc.weight")->bytes))
      << "a rate of 0 leaves the weights as they were given";
  Outcome resumed = run(train + "--epochs 3 --resume --out " + (dir / "a"));
  ASSERT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_EQ(countOf("a/last.safetensors"), 12);
  Outcome further =
      run(train + "--epochs 1 --weights " + (dir / "a/last.safetensors") + " --out " + (dir / "b"));
  ASSERT_EQ(further.status, 0) << further.err;
  EXPECT_EQ(countOf("b/last.safetensors"), 16) << "goes on from the loaded count";
}

TEST_F(Command, benchReportsInJson) {
  for (const char *mode : {"infer", "train"}) {
    Outcome outcome = run("bench " + lib + "--batch 4 --threads 2 --iters 5 --json --mode " + mode);
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    auto json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["batch"], 4);
    EXPECT_EQ(json["threads"], 2);
    EXPECT_LE(json["min_ms"], json["median_ms"]);
    EXPECT_LE(json["median_ms"], json["max_ms"]);
    EXPECT_GT(json["peak_gflops"], 0);
    double expected = (mode[0] == 't' ? 3 : 1) * 640 * 4 / json["median_ms"].get<double>() / 1e6;
    EXPECT_NEAR(json["gflops"], expected, expected * 1e-9);
  }
}

TEST_F(Command, trainsResumesAndEvaluates) {
  Outcome trained =
      run("train " + lib +
          "--data digits --epochs 3 --seed 4 --batch 50 --log-steps --set augment= --set "
          "momentum=0.8 --out " +
          (dir / "run"));
  ASSERT_EQ(trained.status, 0) << trained.err;
  std::string report = dir.read("run/report.html");
  for (const char *part :
       {"&quot;momentum&quot;:0.8", "&quot;augment&quot;:[]", "&quot;seed&quot;:4"})
    EXPECT_NE(report.find(part), std::string::npos) << part;
  EXPECT_NE(trained.out.find("epoch 3/3"), std::string::npos) << trained.out;
  EXPECT_EQ(trained.err, "") << "no progress bar outside a terminal";
  Outcome resumed =
      run("train " + lib +
          "--data digits --epochs 4 --seed 4 --batch 50 --set augment= --set momentum=0.8 --resume "
          "--out " +
          (dir / "run"));
  ASSERT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_NE(resumed.out.find("resumed after epoch 3"), std::string::npos);
  Outcome eval =
      run("eval " + lib + "--weights " + (dir / "run/last.safetensors") + " --data digits --json");
  ASSERT_EQ(eval.status, 0) << eval.err;
  auto json = nlohmann::json::parse(eval.out);
  EXPECT_EQ(json["images"], 360);
  EXPECT_GT(json["top1"], 0.7);
  EXPECT_GE(json["top5"], json["top1"]);
}

TEST_F(Command, signalsEndATrainingWithACheckpoint) {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const std::string out = dir / std::to_string(signal);
    ASSERT_EQ(trainUntil(signal, out), 128 + signal);
    SafetensorsFile file(out + "/last.safetensors");
    const int64_t step = std::stoll(file.metadata().at("step"));
    EXPECT_GT(step, 20);
    Outcome resumed = run("train " + lib + "--data digits --batch 8 --resume --out " + out +
                          " --epochs " + std::to_string(step / 180 + 1));
    EXPECT_EQ(resumed.status, 0) << resumed.err;
    EXPECT_NE(resumed.out.find("resumed "), std::string::npos) << resumed.out;
  }
}

TEST_F(Command, killedTrainingLeavesTheFolderFree) {
  ASSERT_EQ(trainUntil(SIGKILL, dir / "run"), -SIGKILL);
  EXPECT_TRUE(std::filesystem::exists(dir / "run/train.lock"));
  refuses("train " + lib + "--data digits --epochs 1 --out " + (dir / "run"), 1,
          "holds a training already");
  Outcome outcome =
      run("train " + lib + "--data digits --epochs 1 --overwrite --out " + (dir / "run"));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(dir / "run/train.lock"));
}

TEST_F(Command, closedStreamsDoNotMatter) {
  const std::string w = weights(), x = images(3);
  for (const char *closed : {">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
    const std::string tail = " " + std::string(closed);
    const bool isSilent = tail.find(" >&-") != std::string::npos;
    EXPECT_EQ(shell("\"$run\" info \"$lib\"" + tail + (isSilent ? "" : " >out")), 0) << closed;
    EXPECT_EQ(shell("\"$run\" info nothing.so" + tail), 1) << closed;
    EXPECT_EQ(shell("\"$run\" inform" + tail), 2) << closed;
    std::filesystem::remove_all(dir / "run");
    EXPECT_EQ(shell("\"$run\" train \"$lib\" --data digits --epochs 2 --out run" + tail +
                    (isSilent ? "" : " >out")),
              0)
        << closed;
    // Nothing that is printed ends up in a file that the tool has opened.
    std::istringstream log(dir.read("run/log.jsonl"));
    int lines = 0;
    for (std::string line; std::getline(log, line); ++lines)
      EXPECT_TRUE(nlohmann::json::accept(line)) << closed << ": " << line;
    EXPECT_EQ(lines, 2);
    EXPECT_NE(SafetensorsFile(dir / "run/last.safetensors").find("fc.weight"), nullptr);
    EXPECT_EQ(
        shell("\"$run\" predict \"$lib\" --weights w.safetensors --input x.npy --output y.npy" +
              tail),
        0);
    EXPECT_EQ(readNpyFloats(dir / "y.npy").shape.at(0), 3);
  }
}

TEST_F(Command, lostOutputIsAnError) {
  if (!std::filesystem::exists("/dev/full"))
    GTEST_SKIP() << "there is no /dev/full";
  const std::string w = weights();
  for (const char *command :
       {"info \"$lib\"", "info \"$lib\" --json", "--help", "train --help", "--version",
        "predict \"$lib\" --weights w.safetensors --digits 300",
        "eval \"$lib\" --weights w.safetensors --data digits --json",
        "bench \"$lib\" --iters 1 --threads 1", "bench \"$lib\" --iters 1 --threads 1 --json",
        "train \"$lib\" --data digits --epochs 1 --overwrite --out run"}) {
    EXPECT_EQ(shell("\"$run\" " + std::string(command) + " >/dev/full 2>err"), 1) << command;
    std::string err = dir.read("err");
    EXPECT_EQ(err.rfind("resnetc-run: error: cannot write to stdout", 0), 0u) << command << err;
    EXPECT_EQ(err.find('\n'), err.size() - 1) << command << err;
  }
  EXPECT_TRUE(std::filesystem::exists(dir / "run/report.html")) << "the training itself is done";
  EXPECT_EQ(shell("\"$run\" info none.so 2>/dev/full"), 1);
  EXPECT_EQ(shell("\"$run\" inform 2>/dev/full"), 2);
  EXPECT_EQ(shell("\"$run\" info \"$lib\" >/dev/full 2>/dev/full"), 1);
}

TEST_F(Command, aReaderThatGoesEndsItQuietly) {
  // The right side of the pipe ends first: the left side waits for a line that comes afterwards.
  for (const char *trap : {"", "trap '' PIPE; "})
    for (const char *command :
         {"info \"$lib\"", "train \"$lib\" --data digits --epochs 3 --out run"}) {
      std::filesystem::remove_all(dir / "run");
      EXPECT_EQ(shell("rm -f gone; mkfifo gone; " + std::string(trap) +
                      "{ read line <gone; \"$run\" " + command +
                      " 2>err; echo $? >status; } | { exec <&-; echo >gone; }"),
                0);
      EXPECT_EQ(dir.read("status"), "141\n") << trap << command;
      EXPECT_EQ(dir.read("err").find("cannot write"), std::string::npos) << dir.read("err");
    }
  EXPECT_TRUE(std::filesystem::exists(dir / "run/last.safetensors"));
}

TEST_F(Command, wrongWeightsAreNamedAndRefusedIfAsked) {
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 1, false);
  const float below = -1;
  state.set("bn.running_var", {&below, 1});
  writeSafetensors(dir / "bad", readTensors(state, false));
  const std::string given = lib + "--weights " + (dir / "bad") + " ", x = images(2),
                    y = labels({1, 2});
  const std::string text = (dir / "bad") + ": 1 tensor(s) of fake hold wrong values: "
                                           "'bn.running_var' (1 of 1 below 0)";
  for (const std::string &command :
       {"save " + given + "-o " + (dir / "out"),
        "predict " + given + "--input " + x + " --output " + (dir / "out"),
        "eval " + given + "--data digits",
        "grad " + given + "--input " + x + " --labels " + y + " --output " + (dir / "out"),
        "train " + given + "--data digits --epochs 1 --overwrite --out " + (dir / "run")}) {
    Outcome outcome = run(command);
    EXPECT_EQ(outcome.err.rfind("resnetc-run: warning: " + text + "; ", 0), 0u) << outcome.err;
    std::filesystem::remove_all(dir / "out");
    std::filesystem::remove_all(dir / "run");
    refuses(command + " --strict-weights", 1, text);
    EXPECT_FALSE(std::filesystem::exists(dir / "out")) << command;
    EXPECT_FALSE(std::filesystem::exists(dir / "run")) << command;
  }
}

TEST_F(Command, otherDimensionsOfOneAreNoted) {
  Library library(FAKE_LIBRARY);
  State state(library);
  initialise(state, 1, false);
  std::vector<NamedTensor> tensors = readTensors(state, false);
  for (NamedTensor &tensor : tensors)
    if (tensor.name == "fc.weight")
      tensor.shape = {10, 64, 1, 1};
  writeSafetensors(dir / "w", tensors);
  Outcome outcome = run("save " + lib + "--weights " + (dir / "w") + " -o " + (dir / "out"));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "resnetc-run: note: " + (dir / "w") +
                             ": fc.weight [10, 64, 1, 1] is taken as [10, 64]\n");
  EXPECT_EQ(SafetensorsFile(dir / "out").find("fc.weight")->shape, (std::vector<int64_t>{10, 64}));
}

TEST_F(Command, mistakesOfUsageGiveStatusTwo) {
  refuses("", 2, "subcommand is required");
  refuses("inform", 2, "'inform' is no command; expects info");
  refuses("info", 2, "LIB is required");
  refuses("info " + lib + "--yaml", 2, "--yaml");
  refuses("bench " + lib + "--batch 0", 2, "--batch");
  refuses("bench " + lib + "--mode sleep", 2, "--mode");
  refuses("bench " + lib + "--threads 9999", 2, "--threads");
  refuses("train " + lib + "--data digits", 2, "--out");
  refuses("train " + lib + "--out x", 2, "--data");
  refuses("predict " + lib + "--input x.npy", 2, "--output");
  refuses("predict " + lib, 2, "--data SPEC");
  refuses("train " + lib + "--data digits --out x --force", 2, "--resume");
  refuses("train " + lib + "--data digits --out x --overwrite --resume", 2, "--overwrite");
}

TEST_F(Command, classNamesMayComeFromAnyEditor) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = 9;
  image.format = PNG_FORMAT_GRAY;
  ASSERT_TRUE(png_image_write_to_file(&image, (dir / "a.png").c_str(), 0,
                                      std::vector<uint8_t>(81, 100).data(), 0, nullptr));
  const std::string predict = "predict " + lib + "--weights " + weights() + " " + (dir / "a.png") +
                              " --json --top 10 --classes ";
  std::string plain;
  for (int k = 0; k < 10; ++k)
    plain += fmt::format("name {}\n", k);
  auto replaced = [](std::string text, const std::string &from, const std::string &to) {
    for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
    return text;
  };
  Outcome expected = run(predict + dir.write("names", plain));
  ASSERT_EQ(expected.status, 0) << expected.err;
  EXPECT_NE(expected.out.find("\"class\":0,\"name\":\"name 0\""), std::string::npos)
      << expected.out;
  const std::string mark = "\xef\xbb\xbf", windows = replaced(plain, "\n", "\r\n");
  for (const std::string &text : {mark + plain, windows, mark + windows, plain + "\n"})
    EXPECT_EQ(run(predict + dir.write("names", text)).out, expected.out);
  refuses(predict + dir.write("names", std::string("\xff\xfe"
                                                   "n\0",
                                                   4)),
          1, "UTF-16");
  refuses(predict + dir.write("names", mark), 1, "has 0 names");
  refuses(predict + "/dev/zero", 1, "/dev/zero: is a device, expects a regular file");
}

TEST_F(Command, shortMemoryEndsWithAMessage) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "a sanitizer needs terabytes of address space";
#endif
  auto limited = [&](int64_t kib) {
    const std::string command = fmt::format("ulimit -v {}; exec '" RESNETC_RUN "' info '{}' >'{}' "
                                            "2>&1",
                                            kib, dir / "none.so", dir / "stdout");
    int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  // Below some limit the loader cannot even map the program, and says so.
  constexpr int loaderFailed = 127;
  int64_t low = 1 << 10, high = 1 << 17;
  while (high - low > 8)
    (limited((low + high) / 2) == loaderFailed ? low : high) = (low + high) / 2;
  int outOfMemory = 0;
  for (int64_t kib = low; kib < low + 600; kib += 12) {
    const int status = limited(kib);
    const std::string text = dir.read("stdout");
    if (status == loaderFailed)
      continue;
    EXPECT_EQ(status, 1) << kib << " KiB: " << text;
    EXPECT_EQ(text.rfind("resnetc-run: error: ", 0), 0u) << kib << " KiB: " << text;
    outOfMemory += text.find("out of memory") != std::string::npos;
  }
  EXPECT_GT(outOfMemory, 0) << "the limits do not meet what happens before main's try";
}

TEST_F(Command, aModelWithoutTensorsNeedsNoWeights) {
  const std::string predict = "predict '" FAKE_BARE_LIBRARY "' --input " + images(2) + " --output ";
  Outcome outcome = run(predict + (dir / "y.npy"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(readNpyFloats(dir / "y.npy").shape, (std::vector<int64_t>{2, 10}));
}

TEST_F(Command, aFileBeyondTheLargestSizeIsAnError) {
  weights();
  // The shell's unit is 512 or 1024 bytes; weights are 3 KiB.
  EXPECT_EQ(shell("(ulimit -f 2; exec \"$run\" save \"$lib\" --weights w.safetensors -o s 2>err)"),
            1);
  EXPECT_EQ(dir.read("err"), "resnetc-run: error: s: cannot write the file: File too large\n");
  EXPECT_EQ(shell("(ulimit -f 2; exec \"$run\" train \"$lib\" --data digits --epochs 1 --log-steps "
                  "--quiet --out run 2>err)"),
            1);
  EXPECT_EQ(dir.read("err"),
            "resnetc-run: error: run/log.jsonl: cannot write the log: File too large\n");
  EXPECT_EQ(dir.names(), (std::set<std::string>{"err", "run", "w.safetensors"}));
  EXPECT_EQ(TempDir::namesOf(dir / "run"), (std::set<std::string>{"log.jsonl"}));
}

TEST_F(Command, outputsThatWouldReplaceAnInputAreRefused) {
  const std::string w = weights(), x = images(2), y = labels({1, 2});
  std::filesystem::copy(FAKE_LIBRARY, dir / "lib.so");
  std::filesystem::create_symlink("w.safetensors", dir / "link");
  std::filesystem::create_hard_link(x, dir / "hard");
  std::filesystem::create_directory(dir / "folder");
  const std::string library = (dir / "lib.so") + " ", given = library + "--weights " + w + " ";
  auto same = [&](const std::string &arguments, const std::string &output,
                  const std::string &what) {
    const std::string before = dir.read("w.safetensors") + dir.read("x.npy") + dir.read("lib.so");
    refuses(arguments, 1, output + ": " + what);
    EXPECT_EQ(dir.read("w.safetensors") + dir.read("x.npy") + dir.read("lib.so"), before);
  };
  same("save " + given + "-o " + w, w,
       "--output is the same file as --weights, which would be lost; give another name");
  same("save " + given + "-o " + (dir / "link"), dir / "link",
       "--output is the same file as --weights " + w + ", which");
  same("save " + given + "-o " + (dir / "folder/../lib.so"), dir / "folder/../lib.so",
       "--output is the same file as LIB " + (dir / "lib.so"));
  const std::string grad = "grad " + given + "--input " + x + " --labels " + y + " --output ";
  same(grad + x, x, "--output is the same file as --input, ");
  same(grad + y, y, "--output is the same file as --labels, ");
  const std::string predict = "predict " + given;
  same(predict + "--input " + x + " --output " + (dir / "hard"), dir / "hard",
       "--output is the same file as --input " + x);
  same(predict + "a.png --save-input a.png", "a.png", "--save-input is the same file as IMAGE, ");
  same(predict + "a.png --output " + (dir / "new") + " --save-input " + (dir / "folder/../new"),
       dir / "folder/../new", "--save-input is the same file as --output " + (dir / "new"));
  EXPECT_FALSE(std::filesystem::exists(dir / "new"));
  // A training replaces its folder's files.
  const std::string train = "train " + library + "--data digits --epochs 1 --out " + (dir / "run");
  ASSERT_EQ(run(train).status, 0);
  const std::string best = dir / "run/best.safetensors", bytes = dir.read("run/best.safetensors");
  refuses(train + " --overwrite --weights " + best, 1,
          best + ": a file of --out is the same file as --weights, ");
  EXPECT_EQ(dir.read("run/best.safetensors"), bytes);
  EXPECT_EQ(run(train + " --resume --weights " + best).status, 0) << "nothing is lost";
  // What is no plain file may be both.
  EXPECT_EQ(shell("\"$run\" predict \"$lib\" --weights w.safetensors --input x.npy --output "
                  "/dev/stdout | cat >piped"),
            0);
  EXPECT_EQ(readNpyFloats(dir / "piped").shape.at(0), 2);
}

TEST_F(Command, helpAndVersionSucceed) {
  EXPECT_EQ(run("--help").status, 0);
  EXPECT_EQ(run("train --help").status, 0);
  Outcome version = run("--version");
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.out.rfind("resnetc-run ", 0), 0u);
}

TEST_F(Command, wrongInputGivesStatusOneAndLeavesNothing) {
  std::string w = weights(), x = images(2), out = " --output " + (dir / "none");
  refuses("info " + (dir / "none.so"), 1, "none.so: cannot open");
  refuses("info " + w, 1, "is not a compiled model");
  refuses("info " RESNETC_RUN, 1, "");
  refuses("predict " + lib + "--input " + x + out, 1, "no embedded weights; give --weights");
  refuses("predict " + lib + "--weights " + x + " --input " + x + out, 1, "not a safetensors file");
  refuses("predict " + lib + "--weights " + w + " --input " + w + out, 1, "is not a .npy file");
  refuses("predict " + lib + "--weights " + w + " cat.jpg", 1, "cat.jpg: cannot open");
  refuses("predict " + lib + "--weights " + w + " --input " + images(2, 9) + out, 1,
          "its shape is [2, 1, 8, 9], expects [N, 1, 8, 8]");
  refuses("predict " + lib + "--weights " + w + " --input " + images(0) + out, 1,
          "holds no images");
  x = images(2);
  std::string grad = "grad " + lib + "--weights " + w + " --input " + x + out + " --labels ";
  refuses(grad + labels({1}), 1, "expects [2], one label for each image");
  refuses(grad + labels({1, 10}), 1, "label 10 is not one of 0..9");
  refuses(grad + labels({1, -1}), 1, "label -1 is not");
  refuses("eval " + lib + "--weights " + w + " --data folder:x", 1, "folder:x: x: No such file");
  refuses("train " + lib + "--data digits --out " + (dir / "none") + " --set lr=x", 1, "lr");
  refuses("train " + lib + "--data digits --out " + (dir / "none") + " --epochs many", 1, "epochs");
  EXPECT_FALSE(std::filesystem::exists(dir / "none"));
  for (const auto &entry : std::filesystem::directory_iterator(dir.path))
    EXPECT_EQ(entry.path().string().find(".tmp-"), std::string::npos) << entry.path();
}
