//===- Predict.cpp - resnetc-run predict: outputs for images ----------------------===//
//
// From an array to an array; image files, of which PredictImages.cpp takes care; or a few test
// images of a data set drawn in the terminal with what the model takes them for.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "tools/resnetc-run/Arrays.h"
#include "tools/resnetc-run/PredictImages.h"
#include "tools/resnetc-run/Scores.h"

#include "runtime/train/Dataset.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/Outputs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <unistd.h>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library, device, weights, input, output, data;
  bool strictWeights = false;
  int64_t count = 5, digits = 0, top = 0, batch = 0; ///< 0: the command's own default
  int32_t threads = 0;
  std::vector<std::string> also; ///< more libraries
  ImageOptions images;           ///< what only images have
};

constexpr int64_t defaultBatch = 64, defaultTop = 3, defaultTopOfImages = 5;

/// X.npy to Y.npy.
void predictArray(const Options &options, const Library &library, State &state) {
  NpyArray<float> x = readImages(library, options.input);
  const int64_t images = x.shape[0],
                batch = std::min(options.batch ? options.batch : defaultBatch, images);
  Context context(state, RESNETC_INFER, batch, options.threads);
  std::vector<float> y(static_cast<size_t>(images * library.outputElements()));
  for (int64_t first = 0; first < images; first += batch)
    context.infer(x.values.data() + first * library.inputElements(),
                  std::min(batch, images - first), y.data() + first * library.outputElements());
  std::vector<int64_t> shape = library.outputShape();
  shape.insert(shape.begin(), images);
  writeNpy(options.output, shape, y);
}

/// One image with pixels of 0..255 that are scaled to its brightest one; a grey image has one level
/// for all three colours.
class Picture {
public:
  Picture(const Dataset &data, int64_t index)
      : shape(data.shape()), pixels(static_cast<size_t>(data.pixelsPerImage())) {
    data.image(index, pixels.data());
    float high = *std::max_element(pixels.begin(), pixels.end());
    scale = 255 / (high > 0 ? high : 1);
  }

  /// Two rows of pixels per line: the upper and lower half of a block character in 24-bit colour.
  void printColoured() const {
    for (int64_t y = 0; y < shape[1]; y += 2) {
      for (int64_t x = 0; x < shape[2]; ++x)
        fmt::print("{}\x1b[38;2;{};{};{};48;2;{};{};{}m▀▀", x ? "" : "  ", level(0, y, x),
                   level(1, y, x), level(2, y, x), level(0, y + 1, x), level(1, y + 1, x),
                   level(2, y + 1, x));
      fmt::print("\x1b[0m\n");
    }
  }

  /// One row of pixels per line in five shades, for files and pipes.
  void printShaded() const {
    static constexpr const char *shades[] = {"  ", "░░", "▒▒", "▓▓", "██"};
    for (int64_t y = 0; y < shape[1]; ++y) {
      std::string line = "  ";
      for (int64_t x = 0; x < shape[2]; ++x)
        line += shades[(level(0, y, x) + level(1, y, x) + level(2, y, x)) / 3 * 4 / 255];
      fmt::print("{}\n", line);
    }
  }

private:
  int level(int64_t c, int64_t y, int64_t x) const {
    if (y >= shape[1])
      return 0;
    int64_t at = (std::min(c, shape[0] - 1) * shape[1] + y) * shape[2] + x;
    return std::clamp(static_cast<int>(std::lround(scale * pixels[static_cast<size_t>(at)])), 0,
                      255);
  }

  std::array<int64_t, 3> shape; ///< channels, height, width
  std::vector<float> pixels;
  float scale;
};

void draw(const Dataset &data, int64_t index) {
  Picture picture(data, index);
  if (isatty(STDOUT_FILENO))
    picture.printColoured();
  else
    picture.printShaded();
}

/// A few images of a data set's test part, spread over it.
void predictSamples(const Options &options, const Library &library, State &state) {
  DataSource source = openData(options.data);
  tellWarnings(source);
  const Dataset &data = source.test.size() ? source.test : source.train;
  if (data.hasFiles())
    userError("{}: name the image files themselves, predict LIB {} ...", options.data,
              data.file(0));
  checkFits(options.data, data.shape(), data.labelBound(), library.inputShape(),
            library.outputElements());
  Context context(state, RESNETC_INFER, 1, options.threads);
  const int64_t classes = library.outputElements(), count = std::min(options.count, data.size());
  const int64_t top = options.top ? options.top : defaultTop;
  std::vector<float> x(static_cast<size_t>(data.pixelsPerImage()));
  std::vector<float> logits(static_cast<size_t>(classes));
  auto name = [&](int64_t k) {
    return source.classNames.empty() ? std::to_string(k)
                                     : source.classNames[static_cast<size_t>(k)];
  };
  for (int64_t i = 0; i < count; ++i) {
    const int64_t index = i * data.size() / count;
    data.image(index, x.data());
    context.infer(x.data(), 1, logits.data());
    std::vector<double> probabilities = softmax(std::vector<double>(logits.begin(), logits.end()));
    std::vector<int64_t> order = ranked(probabilities);
    draw(data, index);
    fmt::print("  image {}: {}, labelled {}:", index,
               order[0] == data.label(index) ? "right" : "WRONG", name(data.label(index)));
    for (int64_t k = 0; k < std::min(top, classes); ++k)
      fmt::print("  {} {:.1f} %", name(order[static_cast<size_t>(k)]),
                 100 * probabilities[static_cast<size_t>(order[static_cast<size_t>(k)])]);
    fmt::print("\n\n");
  }
}

/// Image files, with the options that other inputs have too.
void predictFiles(const Options &options) {
  ImageOptions images = options.images;
  images.libraries = options.also;
  images.libraries.insert(images.libraries.begin(), options.library);
  images.weights = options.weights;
  images.strictWeights = options.strictWeights;
  images.output = options.output;
  images.batch = options.batch;
  images.threads = options.threads;
  images.device = options.device;
  // Who asks for a file need not read the same on the terminal.
  bool prints = options.top || images.json || options.output.empty();
  images.top = options.top ? options.top : prints ? defaultTopOfImages : 0;
  predictImages(images);
}

/// Refuses outputs that are also something else of the command line.
void checkReplaces(const Options &options) {
  std::vector<NamedFile> inputs = {{"LIB", options.library},
                                   {"--weights", options.weights},
                                   {"--input", options.input},
                                   {"--classes", options.images.classes}};
  for (const std::string &library : options.also)
    inputs.push_back({"--also", library});
  for (const std::string &image : options.images.files)
    inputs.push_back({"IMAGE", image});
  checkOutputs({{"--output", options.output}, {"--save-input", options.images.saveInput}}, inputs);
}

void predict(Options options) {
  if (options.digits > 0) {
    options.data = "digits";
    options.count = options.digits;
  }
  const bool files = !options.images.files.empty();
  if (!options.input.empty() + !options.data.empty() + files != 1)
    throw CLI::ValidationError(
        "predict", "expects --input X.npy --output Y.npy, or --data SPEC, or image files");
  if (!files && options.input.empty() != options.output.empty())
    throw CLI::ValidationError("predict", "--input and --output go together");
  checkReplaces(options);
  if (files)
    return predictFiles(options);
  Library library(options.library, options.device);
  if (options.input.empty() && library.info().output_rank != 1)
    userError("{}: its output is a map, not classes; use --input and --output", library.path());
  State state(library);
  loadAndSeal(state, options.weights, options.strictWeights);
  options.input.empty() ? predictSamples(options, library, state)
                        : predictArray(options, library, state);
}

/// Options that make sense with image files alone; they say so.
void addImageOptions(CLI::App &command, Options &options) {
  ImageOptions &images = options.images;
  CLI::Option *files =
      command.add_option("IMAGE", images.files, "JPEG, PNG and WebP files; several make one batch");
  auto option = [&](const char *name, auto &value, const char *help) {
    return command.add_option(name, value, help)->needs(files)->group("For IMAGE files");
  };
  option("--resize", images.resize,
         "the shorter side before the crop; default: 256/224 of the model's input size")
      ->check(CLI::Range(1, 1 << 15));
  option("--crops", images.crops,
         "1: the middle; 10: corners, middle and their mirror images; dense: windows along the "
         "whole image, as large as its shorter side, and their mirror images; scores are averaged")
      ->check(CLI::IsMember({"1", "10", "dense"}));
  option("--also", options.also,
         "one more library, such as the same model compiled for another input size; sees the image "
         "at its own size, scores are averaged; may be repeated")
      ->allow_extra_args(false);
  for (CLI::Option *reading : addReading(command, images.reading))
    reading->needs(files)->group("For IMAGE files");
  option("--classes", images.classes, "file with the names of the classes, one per line");
  option("--save-input", images.saveInput,
         "file for what LIB is given, f32 [views, C, H, W]; NaN for "
         "images that cannot be read");
  command.add_flag("--json", images.json, "one JSON object on one line")
      ->needs(files)
      ->group("For IMAGE files");
}

} // namespace

void addPredict(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command = app.add_subcommand("predict", "run images through a model");
  addLibrary(*command, options->library);
  command->add_option("--weights", options->weights, "weights, a safetensors file");
  addStrictWeights(*command, options->strictWeights);
  command->add_option("--input", options->input,
                      "images, f32 [N, C, H, W], or of a model of bytes u8 [N, H, W, C]");
  command->add_option(
      "--output", options->output,
      "file for the outputs, f32 [N, classes]: logits, or the logarithms of averaged scores");
  addImageOptions(*command, *options);
  command->add_option("--data", options->data,
                      "digits, cifar10:DIR, idx:DIR or npy:X.npy,Y.npy; draws some of its test "
                      "images, with what they are "
                      "taken for");
  command->add_option("--count", options->count, "how many of them")->check(CLI::Range(1, 1 << 20));
  command->add_option("--digits", options->digits, "short for --data digits --count N")
      ->check(CLI::Range(1, 1 << 20));
  command->add_option("--top", options->top, "classes to name for each image")
      ->check(CLI::Range(1, 1000));
  command->add_option("--batch", options->batch, "images per call")->check(CLI::Range(1, 1 << 20));
  addThreads(*command, options->threads);
  addDevice(*command, options->device);
  command->callback([options, &action] { action = [options] { predict(*options); }; });
}

} // namespace resnetc::run
