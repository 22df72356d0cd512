//===- CommandMistakesTest.cpp - what resnetc-run refuses, and how it says so -===//
//
// The exit status and message of each kind of mistake; nothing is printed or left behind.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include "tests/unit/tools/RunsProgram.h"

using namespace resnetc;
using namespace resnetc::train;
using test::Command;
using test::Outcome;
using test::TempDir;

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
