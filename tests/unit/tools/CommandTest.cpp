//===- CommandTest.cpp - what each command of resnetc-run does --------------===//
//
// Its output on the fake model, and that of one command as the input of another.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include "tests/unit/tools/RunsProgram.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <png.h>

using namespace resnetc;
using namespace resnetc::train;
using test::Command;
using test::Outcome;

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
    double expected =
        (mode[0] == 't' ? 3 : 1) * 2 * 640 * 4 / json["median_ms"].get<double>() / 1e6;
    EXPECT_NEAR(json["gflops"], expected, expected * 1e-9);
  }
}

TEST_F(Command, benchProfilesEveryLaunch) {
  Outcome table = run("bench " + lib + "--batch 4 --threads 1 --iters 5 --mode train --profile");
  ASSERT_EQ(table.status, 0) << table.err;
  size_t at = 0;
  for (const char *part :
       {"grad   bn", "grad   fc", "linear, matrix product [loops]", "update bn", "update fc",
        "sgd [loops]", "4 launches, medians of 5 calls", "roofline:"}) {
    at = table.out.find(part, at);
    EXPECT_NE(at, std::string::npos) << part << " is missing, or not in its place:\n" << table.out;
  }
  Outcome outcome = run("bench " + lib + "--batch 4 --threads 1 --iters 5 --json --profile");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto json = nlohmann::json::parse(outcome.out);
  auto profile = json["profile"];
  EXPECT_GT(profile["bandwidth_gbs"], 0);
  ASSERT_EQ(profile["launches"].size(), 2u);
  double shares = 0;
  for (const auto &launch : profile["launches"])
    shares += launch["share"].get<double>();
  EXPECT_NEAR(shares, 1, 1e-9);
  auto fc = profile["launches"][1];
  EXPECT_EQ(fc["layer"], "fc");
  EXPECT_EQ(fc["flops"], 2 * 640 * 4);
  EXPECT_EQ(fc["bytes_written"], 4 * 10 * 4);
  const double ms = fc["ms"], peak = json["peak_gflops"], memory = profile["bandwidth_gbs"];
  const double bytes = fc["bytes_read"].get<double>() + fc["bytes_written"].get<double>();
  EXPECT_NEAR(fc["gflops"], 2 * 640 * 4 / ms / 1e6, 1e-6 * fc["gflops"].get<double>());
  EXPECT_NEAR(fc["roofline"], std::max(2 * 640 * 4 / peak, bytes / memory) / ms / 1e6,
              1e-6 * fc["roofline"].get<double>());
  EXPECT_EQ(fc["bound"], 2 * 640 * 4 / peak > bytes / memory ? "arithmetic" : "memory");
  EXPECT_LE(profile["covered"], 1);
  EXPECT_GT(profile["covered"], 0);
}

/// Events of a trace come in the order of their beginning, and lie within those that hold them.
static void expectNested(const nlohmann::json &events) {
  std::vector<std::pair<double, double>> open; // begin and end
  constexpr double rounding = 1e-3;            // microseconds
  double last = -1;
  for (const auto &event : events) {
    if (event["ph"] != "X")
      continue;
    const double begin = event["ts"], end = begin + event["dur"].get<double>();
    EXPECT_GE(begin, last);
    last = begin;
    const size_t depth = event["cat"] == "call" ? 0 : event["cat"] == "function" ? 1 : 2;
    ASSERT_LE(depth, open.size());
    const bool hasBefore = open.size() > depth;
    if (hasBefore) {
      EXPECT_GE(begin + rounding, open[depth].second) << "begins before its neighbour ends";
    }
    open.resize(depth);
    if (depth > 0) {
      EXPECT_GE(begin, open[depth - 1].first);
      EXPECT_LE(end, open[depth - 1].second + rounding);
    }
    open.emplace_back(begin, end);
  }
}

TEST_F(Command, benchWritesATrace) {
  const std::string file = dir / "t.json";
  Outcome outcome =
      run("bench " + lib + "--batch 4 --threads 2 --iters 7 --mode train --trace " + file);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  auto events = nlohmann::json::parse(dir.read("t.json"))["traceEvents"];
  auto count = [&](const char *category) {
    return std::count_if(events.begin(), events.end(),
                         [&](const auto &event) { return event.value("cat", "") == category; });
  };
  EXPECT_EQ(count("call"), 5) << "the last five";
  EXPECT_EQ(count("function"), 10);
  EXPECT_EQ(count("launch"), 20);
  expectNested(events);
}

TEST_F(Command, benchWritesAPage) {
  Outcome outcome =
      run("bench " + lib + "--batch 4 --threads 1 --iters 3 --profile=" + (dir / "p.html"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  std::string page = dir.read("p.html");
  EXPECT_EQ(page.rfind("<!DOCTYPE html>", 0), 0u);
  for (const char *part :
       {"<svg", "class=\"roof\"", "<title>infer fc:", "<td class=\"text\">fc</td>"})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("http"), std::string::npos) << "nothing is fetched";
  EXPECT_EQ(page.find("nan"), std::string::npos);
  refuses("bench " + lib + "--iters 1 --trace " + (dir / "none/t.json"), 1, "none");
  refuses("bench " + lib + "--iters 1 --trace " + lib, 1, "LIB");
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

TEST_F(Command, aModelWithoutTensorsNeedsNoWeights) {
  const std::string predict = "predict '" FAKE_BARE_LIBRARY "' --input " + images(2) + " --output ";
  Outcome outcome = run(predict + (dir / "y.npy"));
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(readNpyFloats(dir / "y.npy").shape, (std::vector<int64_t>{2, 10}));
}

TEST_F(Command, helpAndVersionSucceed) {
  EXPECT_EQ(run("--help").status, 0);
  EXPECT_EQ(run("train --help").status, 0);
  Outcome version = run("--version");
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.out.rfind("resnetc-run ", 0), 0u);
}
