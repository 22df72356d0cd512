//===- FolderTest.cpp - tests of runtime/train/Folder.cpp, Preparation.cpp, BatchLoader.cpp ---===//
//
// Small folders of PNG files made here, whose pixels say where they were, so that every window that
// comes out can be recognised. Decoding and resizing themselves are compared with Pillow in
// tests/images.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Folder.h"
#include "runtime/train/BatchLoader.h"

#include "tests/unit/tools/TempDir.h"

#include <png.h>

#include <map>
#include <set>

using namespace resnetc;
using namespace resnetc::train;
using test::expectError;
using test::TempDir;

namespace {

constexpr int64_t width = 12, height = 10;

/// A PNG file: red is 10 * row, green 10 * column, blue `blue`.
void writePng(const TempDir &dir, const std::string &name, uint8_t blue) {
  std::vector<uint8_t> pixels;
  for (int64_t y = 0; y < height; ++y)
    for (int64_t x = 0; x < width; ++x)
      pixels.insert(pixels.end(),
                    {static_cast<uint8_t>(10 * y), static_cast<uint8_t>(10 * x), blue});
  dir.write(name, "");
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  ASSERT_TRUE(png_image_write_to_file(&image, (dir / name).c_str(), 0, pixels.data(), 0, nullptr));
}

constexpr std::array<int64_t, 3> input = {3, 8, 8};
constexpr auto resizeStep = [](int64_t low, int64_t high) {
  return Augment{Augment::Kind::Resize, low, high};
};
constexpr Augment crop = {Augment::Kind::Crop, 8, 8}, hflip = {Augment::Kind::Hflip, 0, 0};

/// Row and column of the upper left pixel, and whether the window is mirrored; checks all the
/// others.
struct Window {
  int64_t top, left;
  bool mirrored;
  auto operator<=>(const Window &) const = default;
};

Window windowOf(const std::vector<float> &x) {
  auto at = [&](int64_t c, int64_t row, int64_t column) {
    return static_cast<int64_t>(
        std::lround(25.5f * x[static_cast<size_t>((c * 8 + row) * 8 + column)]));
  };
  Window window = {at(0, 0, 0), std::min(at(1, 0, 0), at(1, 0, 7)), at(1, 0, 0) > at(1, 0, 7)};
  for (int64_t row = 0; row < 8; ++row)
    for (int64_t column = 0; column < 8; ++column) {
      EXPECT_EQ(at(0, row, column), window.top + row);
      EXPECT_EQ(at(1, row, column), window.left + (window.mirrored ? 7 - column : column));
    }
  return window;
}

} // namespace

TEST(Folder, numbersSortedClasses) {
  TempDir dir;
  for (const char *name : {"b/2.png", "b/1.PNG", "b/deep/er/0.jpeg", "a/x.jpg", "B/x.WebP",
                           "a/notes.txt", "a/.hidden.png", ".git/x.png", "b/.cache/x.png", "x.png"})
    dir.write(name, "");
  std::filesystem::create_directory(dir.path / "empty");
  DataSource source = openData("folder:" + dir.path.string());
  EXPECT_EQ(source.classNames, (std::vector<std::string>{"B", "a", "b", "empty"}));
  ASSERT_EQ(source.train.size(), 5);
  EXPECT_EQ(source.test.size(), 0);
  std::vector<std::pair<std::string, int64_t>> all;
  for (int64_t i = 0; i < source.train.size(); ++i)
    all.emplace_back(source.train.file(i).substr(dir.path.string().size() + 1),
                     source.train.label(i));
  EXPECT_EQ(all, (std::vector<std::pair<std::string, int64_t>>{{"B/x.WebP", 0},
                                                               {"a/x.jpg", 1},
                                                               {"b/1.PNG", 2},
                                                               {"b/2.png", 2},
                                                               {"b/deep/er/0.jpeg", 2}}));
  EXPECT_NO_THROW(checkClassFolders(source, 4));
  expectError([&] { checkClassFolders(source, 3); }, "folder:", "has 4 class folders");
}

TEST(Folder, countsAndNamesWhatItSkips) {
  TempDir dir;
  for (const char *name :
       {"a/1.gif", "a/2.GIF", "a/3.gif", "a/4.gif", "b/deep/5.gif", "b/x.bmp", "b/y.tif",
        "a/ok.png", "a/notes", ".git/x.png", "a/.hidden.jpg", "beside.png", "elsewhere/z.png"})
    dir.write(name, "");
  std::filesystem::create_directory_symlink(dir / "elsewhere", dir.path / "b/link");
  DataSource source = openData("folder:" + dir.path.string());
  EXPECT_EQ(source.train.size(), 2);
  ASSERT_EQ(source.warnings.size(), 1u);
  EXPECT_EQ(source.warnings[0],
            "folder:" + dir.path.string() +
                ": skips 1 '.bmp' ('b/x.bmp'), 5 '.gif' ('a/1.gif', 'a/2.GIF', 'a/3.gif' and 2 "
                "more), 1 '.tif' ('b/y.tif'), 1 beside the class folders ('beside.png'), 2 hidden "
                "('.git', 'a/.hidden.jpg'), 1 links to folders ('b/link'), 1 without an extension "
                "('a/notes'); images are .jpg, .jpeg, .png and .webp");
  TempDir clean;
  clean.write("a/x.png", "");
  EXPECT_TRUE(openData("folder:" + clean.path.string()).warnings.empty());
}

TEST(Folder, refusesWhatIsNone) {
  TempDir dir;
  dir.write("flat/x.png", "");
  dir.write("none/a/x.txt", "");
  expectError([&] { openData("folder:" + (dir / "missing")); }, "folder:", "No such file");
  expectError([&] { openData("folder:" + (dir / "flat/x.png")); }, "folder:", "Not a directory");
  expectError([&] { openData("folder:" + (dir / "flat")); }, "folder:", "has no folders in it");
  expectError([&] { openData("folder:" + (dir / "none")); }, "folder:",
              "holds no images; folder:" + (dir / "none") + ": skips 1 '.txt' ('a/x.txt')");
}

TEST(Preparation, cutsRandomWindowsOfFiles) {
  TempDir dir;
  writePng(dir, "a/0.png", 20);
  DataSource source = openFolder(dir.path);
  // The shorter side stays as it is, so that the pixels do.
  Preparation images(source.train, {resizeStep(10, 10), crop, hflip}, input);
  EXPECT_EQ(images.outputShape(), input);
  std::vector<float> x(3 * 8 * 8);
  std::map<Window, int> seen;
  for (int64_t epoch = 0; epoch < 3000; ++epoch) {
    images.forTraining(0, 1, epoch, x.data());
    ++seen[windowOf(x)];
  }
  EXPECT_EQ(seen.size(), 3u * 5u * 2u) << "3 rows, 5 columns, mirrored or not";
  for (const auto &[window, count] : seen)
    EXPECT_NEAR(count, 100, 50);
  images.forEvaluation(0, x.data());
  EXPECT_EQ(windowOf(x), (Window{1, 2, false}));
  EXPECT_EQ(x.back(), 20 / 255.0f);
}

TEST(Preparation, drawsTheSizeOfFiles) {
  TempDir dir;
  writePng(dir, "a/0.png", 0);
  DataSource source = openFolder(dir.path);
  Preparation images(source.train, {resizeStep(8, 20), crop}, input);
  std::vector<float> x(3 * 8 * 8);
  std::set<int64_t> spans; // how much of the image's height a window shows
  for (int64_t epoch = 0; epoch < 300; ++epoch) {
    images.forTraining(0, 1, epoch, x.data());
    spans.insert(std::lround(255 * (x[7 * 8] - x[0])));
  }
  EXPECT_GE(*spans.rbegin(), 80) << "at size 8 all of the 100 levels, but for the borders";
  EXPECT_LE(*spans.begin(), 40) << "at size 20 a half of them";
  EXPECT_GT(spans.size(), 10u);
  // A grey model takes files too, and without `resize` and `crop` the middle is taken.
  Preparation grey(source.train, {hflip}, std::array<int64_t, 3>{1, 4, 6});
  EXPECT_EQ(grey.outputShape(), (std::array<int64_t, 3>{1, 4, 6}));
  std::vector<float> y(4 * 6);
  grey.forTraining(0, 1, 0, y.data());
  grey.forEvaluation(0, y.data());
  EXPECT_LT(y[0], y[23]);
}

TEST(Preparation, refusesStepsThatDoNotFit) {
  TempDir dir;
  writePng(dir, "a/0.png", 0);
  DataSource source = openFolder(dir.path), digits = openData("digits");
  expectError(
      [&] {
        Preparation(source.train, {resizeStep(6, 20), crop}, input);
      },
      "augment resize 6..20", "smaller than the crop, 8 x 8");
  expectError(
      [&] {
        Preparation(source.train, {}, std::array<int64_t, 3>{4, 8, 8});
      },
      "the model's input", "4 channels");
  expectError([&] { Preparation(digits.train, {resizeStep(8, 9)}, input); }, "augment resize",
              "for folders of images");
}

TEST(BatchLoader, keepsTheOrderForAnyNumberOfThreads) {
  TempDir dir;
  for (int i = 0; i < 23; ++i)
    writePng(dir, fmt::format("a/{:02}.png", i), static_cast<uint8_t>(i));
  DataSource source = openFolder(dir.path);
  Preparation images(source.train, {}, input);
  for (int32_t threads : {1, 2, 5})
    for (int64_t batch : {1, 4, 23, 40}) {
      BatchLoader loader(images, BatchPlan(23, batch), threads,
                         [&](int64_t i, float *out) { images.forEvaluation(i, out); });
      int64_t next = 0;
      for (auto now = loader.next(); now.size > 0; now = loader.next()) {
        EXPECT_EQ(now.first, next);
        for (int64_t i = 0; i < now.size; ++i)
          EXPECT_EQ(now.x[(i + 1) * 3 * 8 * 8 - 1], static_cast<float>(next++) / 255.0f);
      }
      EXPECT_EQ(next, 23);
    }
}

TEST(BatchLoader, namesTheFirstBrokenFile) {
  TempDir dir;
  for (int i = 0; i < 9; ++i)
    writePng(dir, fmt::format("a/{}.png", i), 0);
  for (const char *name : {"a/4.png", "a/5.png", "a/7.png"})
    dir.write(name, "no image");
  DataSource source = openFolder(dir.path);
  Preparation images(source.train, {}, input);
  for (int round = 0; round < 20; ++round) {
    BatchLoader loader(images, BatchPlan(9, 3), 3,
                       [&](int64_t i, float *out) { images.forEvaluation(i, out); });
    EXPECT_EQ(loader.next().size, 3);
    expectError([&] { loader.next(); }, dir / "a/4.png", "is no JPEG, PNG or WebP image");
  }
}
