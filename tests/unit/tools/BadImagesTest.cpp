//===- BadImagesTest.cpp - tests of runtime/train/BadImages.cpp -------------------===//
//
// Folders of small grey PNG files, some of them damaged, read alone, in batches, and by the
// commands of resnetc-run with the fake model.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/BadImages.h"
#include "runtime/train/Folder.h"
#include "runtime/train/Interrupt.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Trainer.h"

#include "tests/unit/tools/RunsProgram.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <csignal>
#include <numeric>
#include <png.h>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::Outcome;
using test::TempDir;

namespace {

void writeGrey(const TempDir &dir, const std::string &name, uint8_t level) {
  std::vector<uint8_t> pixels(9 * 9, level);
  for (size_t i = 0; i < pixels.size(); i += 2)
    pixels[i] = static_cast<uint8_t>(i);
  dir.write(name, "");
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = 9;
  image.format = PNG_FORMAT_GRAY;
  ASSERT_TRUE(png_image_write_to_file(&image, (dir / name).c_str(), 0, pixels.data(), 0, nullptr));
}

/// Ten classes of six images, as the fake model has; two of them damaged, one of another format.
class SkipBad : public test::RunsProgram {
protected:
  SkipBad() {
    for (int k = 0; k < 10; ++k)
      for (int i = 0; i < 6; ++i)
        writeGrey(dir, fmt::format("data/class{}/{}.png", k, i),
                  static_cast<uint8_t>(20 * k + 7 * i));
    dir.write("data/class2/3.png", "no image");
    dir.write("data/class7/0.png", dir.read("data/class7/0.png").substr(0, 60));
    dir.write("data/class9/5.png", "GIF89a");
  }

  /// Trains into a folder; the bytes of the last checkpoint.
  std::string train(const std::string &folder, const std::string &options) {
    Outcome outcome = run("train '" FAKE_LIBRARY "' --data folder:" + (dir / "data") +
                          " --batch 8 --seed 3 --set augment= --set lr=0.01 --quiet --out " +
                          (dir / folder) + " " + options);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return dir.read(folder + "/last.safetensors");
  }

  static size_t count(const std::string &text, const std::string &part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
      ++found;
    return found;
  }
};

} // namespace

TEST_F(SkipBad, takesTheNextReadableImageInstead) {
  DataSource source = openFolder(dir / "data");
  Preparation images(source.train, {}, std::array<int64_t, 3>{1, 8, 8});
  std::vector<float> x(64);
  std::vector<int64_t> order(60); // backwards, so that places are no indices
  std::iota(order.rbegin(), order.rend(), 0);
  BadImages bad(2);
  auto first = [&](size_t place, size_t places) {
    return bad.firstReadable(source.train, std::span(order).first(places), place,
                             [&](int64_t index) { images.forEvaluation(index, x.data()); });
  };
  EXPECT_EQ(first(1, 60), 58);
  EXPECT_EQ(first(0, 60), 58) << "class9/5.png is bad";
  EXPECT_EQ(first(17, 60), 41) << "class7/0.png is bad";
  EXPECT_EQ(first(17, 18), 58) << "after the last place comes the first, which is bad, too";
  EXPECT_EQ(bad.count(), 2);
  expectError([&] { first(44, 60); }, dir / "data/class2/3.png",
              "2 files were skipped before, as many as --skip-bad allows");
  expectError([&] { first(0, 1); }, "none of the 1 image files", "can be read");
  BadImages none(0);
  expectError([&] { none.tryRead(source.train, 0, [] { userError("f: is bad"); }); }, "f: is bad",
              "--skip-bad goes on without such files");
}

TEST_F(SkipBad, evaluationLeavesThemOut) {
  train("run", "--epochs 1 --skip-bad all");
  const std::string eval = "eval '" FAKE_LIBRARY "' --weights " + (dir / "run/last.safetensors") +
                           " --json --batch 7 --data folder:" + (dir / "data");
  Outcome skipping = run(eval + " --skip-bad 3");
  ASSERT_EQ(skipping.status, 0) << skipping.err;
  EXPECT_EQ(count(skipping.err, "; skipped\n"), 3u) << skipping.err;
  for (const char *name :
       {"class2/3.png: is no JPEG", "class7/0.png: is no whole PNG", "class9/5.png: is a GIF file"})
    EXPECT_EQ(count(skipping.err, name), 1u) << skipping.err;
  auto json = nlohmann::json::parse(skipping.out);
  EXPECT_EQ(json["images"], 57);
  EXPECT_EQ(json["skipped"], 3);
  Outcome refused = run(eval + " --skip-bad 2");
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(count(refused.err, "resnetc-run: error: "), 1u) << refused.err;
  EXPECT_EQ(run(eval).status, 1);
  EXPECT_EQ(run(eval + " --skip-bad some").status, 2);
  EXPECT_EQ(run(eval + " --skip-bad -1").status, 2);
  // Without the files the result is the same.
  for (const char *name : {"class2/3.png", "class7/0.png", "class9/5.png"})
    std::filesystem::remove(dir.path / "data" / name);
  auto without = nlohmann::json::parse(run(eval).out);
  for (const char *key : {"loss", "top1", "top5", "images"})
    EXPECT_EQ(json[key], without[key]) << key;
}

TEST_F(SkipBad, trainingIsTheSameForAnyThreadsAndResumed) {
  const std::string whole = train("a", "--epochs 4 --skip-bad all --threads 1");
  train("b", "--epochs 2 --skip-bad all --threads 2");
  std::string resumed = train("b", "--epochs 4 --skip-bad all --threads 2 --resume");
  EXPECT_FALSE(whole.empty());
  EXPECT_TRUE(whole == resumed) << "the same bits";
}

TEST_F(SkipBad, trainingStoppedWithinAnEpochEndsInTheSameBits) {
  // Most files are bad, so that substitutes come from everywhere in the epoch's order.
  for (int k = 0; k < 10; ++k)
    for (int i = k % 2; i < 6; ++i)
      dir.write(fmt::format("data/class{}/{}.png", k, i), "no image");
  const Library library(FAKE_LIBRARY);
  const Recipe recipe =
      readRecipe("fake", library.info().recipe,
                 {"data=folder:" + (dir / "data"), "batch=8", "augment=", "epochs=2", "lr=0.01"});
  TrainOptions options;
  options.quiet = true;
  options.threads = 2;
  options.skipBad = BadImages::all;
  auto trainInto = [&](const std::string &folder) {
    options.out = dir / folder;
    train::train(library, recipe, options);
  };
  trainInto("whole");
  for (int at : {1, 4, 7, 8, 11, 20}) {
    int asked = 0;
    options.interrupted = [&] { return ++asked == at ? SIGTERM : 0; };
    options.resume = false;
    EXPECT_THROW(trainInto(std::to_string(at)), Interrupted);
    options.interrupted = {};
    options.resume = true;
    trainInto(std::to_string(at));
    EXPECT_TRUE(dir.read("whole/last.safetensors") ==
                dir.read(std::to_string(at) + "/last.safetensors"))
        << "stopped at the question " << at;
  }
}

TEST_F(SkipBad, trainingNamesEachOnce) {
  const std::string train = "train '" FAKE_LIBRARY "' --data folder:" + (dir / "data") +
                            " --batch 8 --set augment= --epochs 3 --out ";
  Outcome outcome = run(train + (dir / "a") + " --skip-bad 3");
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(count(outcome.err, "; skipped\n"), 3u) << outcome.err;
  EXPECT_NE(outcome.out.find("skipped image files: 3"), std::string::npos) << outcome.out;
  EXPECT_EQ(run(train + (dir / "b") + " --skip-bad 1").status, 1);
  dir.write("none/x/1.png", "");
  for (int k = 1; k < 10; ++k)
    std::filesystem::create_directory(dir / ("none/y" + std::to_string(k)));
  Outcome none = run("train '" FAKE_LIBRARY "' --data folder:" + (dir / "none") +
                     " --epochs 1 --set augment= --skip-bad all --out " + (dir / "c"));
  EXPECT_EQ(none.status, 1);
  EXPECT_NE(none.err.find("none of the 1 image files can be read"), std::string::npos) << none.err;
}

TEST_F(SkipBad, predictAnswersForTheOthers) {
  train("run", "--epochs 1 --skip-bad all");
  const std::string a = dir / "data/class0/0.png", c = dir / "data/class5/1.png",
                    broken = dir / "data/class7/0.png";
  const std::string predict =
      "predict '" FAKE_LIBRARY "' --weights " + (dir / "run/last.safetensors") + " ";
  Outcome good = run(predict + a + " " + c);
  ASSERT_EQ(good.status, 0) << good.err;
  Outcome mixed = run(predict + a + " " + broken + " " + c);
  EXPECT_EQ(mixed.status, 1);
  EXPECT_EQ(mixed.out, good.out);
  EXPECT_EQ(mixed.err.rfind("resnetc-run: error: " + broken + ": is no whole PNG image", 0), 0u);
  EXPECT_EQ(count(mixed.err, "\n"), 1u) << mixed.err;
  Outcome json = run(predict + "--json --output " + (dir / "y.npy") + " " + a + " " + broken + " " +
                     (dir / "none.png") + " " + c);
  EXPECT_EQ(json.status, 1);
  auto images = nlohmann::json::parse(json.out)["images"];
  ASSERT_EQ(images.size(), 4u);
  EXPECT_EQ(images[0]["image"], a);
  EXPECT_EQ(images[0]["top"].size(), 5u);
  EXPECT_EQ(images[1]["image"], broken);
  EXPECT_FALSE(images[1].contains("top"));
  EXPECT_NE(images[2]["error"].get<std::string>().find("No such file"), std::string::npos);
  EXPECT_EQ(images[3]["top"].size(), 5u);
  NpyArray<float> y = readNpyFloats(dir / "y.npy");
  EXPECT_EQ(y.shape, (std::vector<int64_t>{4, 10})) << "rows stay those of the files";
  EXPECT_TRUE(std::isfinite(y.values[9]));
  EXPECT_TRUE(std::isnan(y.values[10]) && std::isnan(y.values[29]));
  EXPECT_TRUE(std::isfinite(y.values[30]));
  // So do those of what the model was given, as many as a readable file would have there.
  for (const auto &[crops, views] :
       {std::pair("1", 1), std::pair("10", 10), std::pair("dense", 2)}) {
    run(predict + "--batch 3 --crops " + crops + " --save-input " + (dir / "x.npy") + " " + a +
        " " + broken + " " + c);
    NpyArray<float> x = readNpyFloats(dir / "x.npy");
    ASSERT_EQ(x.shape, (std::vector<int64_t>{3 * views, 1, 8, 8})) << crops;
    for (size_t i = 0; i < x.values.size(); ++i)
      ASSERT_EQ(std::isnan(x.values[i]), i / (64 * static_cast<size_t>(views)) == 1)
          << crops << " " << i;
    run(predict + "--crops " + crops + " --save-input " + (dir / "c.npy") + " " + c);
    const std::vector<float> own = readNpyFloats(dir / "c.npy").values;
    ASSERT_EQ(own.size(), 64 * static_cast<size_t>(views));
    EXPECT_TRUE(std::equal(own.begin(), own.end(), x.values.end() - 64 * views)) << crops;
  }
  Outcome small = run(predict + "--resize 7 " + a + " " + c);
  EXPECT_EQ(small.status, 1);
  EXPECT_EQ(small.err.rfind("resnetc-run: error: --resize 7: is less than the input of ", 0), 0u);
  EXPECT_EQ(count(small.err, "\n"), 1u) << "an option's mistake is told once, not for each file";
  Outcome none = run(predict + "--output " + (dir / "none.npy") + " " + broken);
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_FALSE(std::filesystem::exists(dir / "none.npy"));
}

TEST_F(SkipBad, pixelsOrderAndExifAreForEveryCommandThatReadsImages) {
  const std::string data = " --data folder:" + (dir / "data");
  train("usual", "--epochs 1 --skip-bad all");
  train("wide", "--epochs 1 --skip-bad all --pixels 0..16 --order bgr --exif");
  EXPECT_NE(dir.read("usual/last.safetensors"), dir.read("wide/last.safetensors"));
  EXPECT_NE(dir.read("wide/last.safetensors")
                .find(R"(\"pixels\":\"0..16\",\"order\":\"bgr\",\"exif\":true)"),
            std::string::npos)
      << "what the model was trained on stands in its recipe";
  const std::string eval = "eval '" FAKE_LIBRARY "' --weights " + (dir / "wide/last.safetensors") +
                           " --json --skip-bad all" + data;
  EXPECT_NE(run(eval).out, run(eval + " --pixels 0..16 --order bgr --exif").out);
  for (const char *wrong :
       {" --pixels 0..-1", " --pixels 1..2", " --pixels 0..0", " --order rbg"}) {
    EXPECT_EQ(run(eval + wrong).status, 2) << wrong;
    EXPECT_EQ(run("train '" FAKE_LIBRARY "' --out x" + data + wrong).status, 2) << wrong;
    EXPECT_EQ(run("predict '" FAKE_LIBRARY "' x.png" + std::string(wrong)).status, 2) << wrong;
  }
  Outcome set = run("train '" FAKE_LIBRARY "' --out x --set pixels=255" + data);
  EXPECT_EQ(set.status, 1);
  EXPECT_NE(set.err.find("pixels must be a range as 0..255, got '255'"), std::string::npos)
      << set.err;
  Outcome digits = run("eval '" FAKE_LIBRARY "' --weights " + (dir / "wide/last.safetensors") +
                       " --data digits --pixels 0..255");
  EXPECT_EQ(digits.status, 1);
  EXPECT_NE(digits.err.find("are for folders of images"), std::string::npos) << digits.err;
}
