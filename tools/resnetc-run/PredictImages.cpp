//===- PredictImages.cpp - what models take photographs for -----------------------===//
//
// Images pass through one at a time: decoded once, then for each model resized, cut into views and
// put into its batch. A batch runs when it is full, so memory does not grow with the number of
// images, but for their scores.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/PredictImages.h"

#include "tools/resnetc-run/Commands.h"
#include "tools/resnetc-run/Scores.h"

#include "runtime/images/Pixels.h"
#include "runtime/images/Resize.h"
#include "runtime/support/Error.h"
#include "runtime/train/ImageFile.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Npy.h"
#include "runtime/train/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

images::Crops cropsOf(const std::string &word) {
  return word == "dense" ? images::Crops::Dense
         : word == "10"  ? images::Crops::Ten
                         : images::Crops::Centre;
}

/// One library that looks at images: its batch of views, and whose they are.
class ModelRun {
public:
  ModelRun(const std::string &path, const ImageOptions &options, std::vector<Scores> &scores)
      : library(path, options.device), state(library), options(options), scores(scores),
        crops(cropsOf(options.crops)), pixels(readingOf(options.reading, &library).pixels),
        height(library.inputShape()[1]), width(library.inputShape()[2]) {
    if (library.info().output_rank != 1)
      userError("{}: its output is a map, not classes; use --input and --output", path);
    if (channels() != 1 && channels() != 3)
      userError("{}: its input is {} (channels, height, width), but images have 1 or 3 channels; "
                "use --input and --output",
                path, shapeText(library.inputShape()));
    if (options.resize && options.resize < std::min(height, width)) // no image would fit
      userError("--resize {}: is less than the input of {}, {} x {}", options.resize, path, height,
                width);
    loadAndSeal(state, options.weights, options.strictWeights);
    constexpr int64_t usual = 64 * 224 * 224;
    capacity = options.batch ? options.batch
                             : std::clamp(usual / (height * width), int64_t{1}, int64_t{256});
  }

  int64_t channels() const { return library.inputShape()[0]; }
  int64_t classes() const { return library.outputElements(); }
  const Library &lib() const { return library; }

  /// An image at the size at which the model looks at it, and where.
  struct Look {
    images::Image image;
    std::vector<images::View> views;
  };

  /// How the model looks at an image of its channels. Throws UserError for one that does not fit.
  Look plan(const std::string &name, const images::Image &image) const {
    int64_t side = options.resize ? options.resize : images::shorterSide(crops, width, height);
    Look look = {images::resizeShorterSide(name, image, side), {}};
    look.views = images::viewsOf(name, crops, look.image, width, height);
    return look;
  }

  /// Takes in the views of image number `index`.
  void take(int64_t index, const Look &look) {
    for (const images::View &view : look.views) {
      if (static_cast<int64_t>(views.size()) == capacity)
        run();
      const size_t at = x.size();
      x.resize(at + static_cast<size_t>(library.inputElements()));
      images::writePixels(look.image, view, width, height, pixels, x.data() + at);
      if (!options.saveInput.empty())
        allViews.insert(allViews.end(), x.begin() + static_cast<std::ptrdiff_t>(at), x.end());
      // The views of one sweep are one group, every other view is its own.
      bool follows =
          crops == images::Crops::Dense && last.image == index && last.mirrored == view.mirrored;
      last = {index, last.group + !follows, view.mirrored};
      views.push_back(last);
    }
  }

  /// Stands for an image that cannot be read: in what is saved it has as many views, all NaN, as
  /// one of the model's own size, so that those of the others stay where they are looked for.
  void skip() {
    if (options.saveInput.empty())
      return;
    const images::Image own = {width, height, 1, {}};
    const size_t count = images::viewsOf("", crops, own, width, height).size();
    allViews.insert(allViews.end(), count * static_cast<size_t>(library.inputElements()),
                    std::numeric_limits<float>::quiet_NaN());
  }

  /// Runs what is left and closes the last group.
  void finish() {
    run();
    closeGroup();
  }

  /// All views that were taken in, when they are to be saved.
  const std::vector<float> &saved() const { return allViews; }

private:
  struct Place {
    int64_t image = -1, group = -1;
    bool mirrored = false;
  };

  void run() {
    if (views.empty())
      return;
    const int64_t count = static_cast<int64_t>(views.size());
    if (!context)
      context.emplace(state, RESNETC_INFER, count, options.threads);
    std::vector<float> logits(static_cast<size_t>(count * classes()));
    context->infer(x.data(), count, logits.data());
    for (int64_t i = 0; i < count; ++i)
      collect(views[static_cast<size_t>(i)], logits.data() + i * classes());
    views.clear();
    x.clear();
  }

  void collect(const Place &place, const float *logits) {
    if (place.group != open.group)
      closeGroup();
    open = place;
    sum.resize(static_cast<size_t>(classes()));
    for (size_t k = 0; k < sum.size(); ++k)
      sum[k] += logits[k];
    ++summed;
    if (!std::all_of(sum.begin(), sum.end(), [](double value) { return std::isfinite(value); }))
      userError("{}: the output of {} for it is not finite; check the weights and --pixels",
                options.files[static_cast<size_t>(place.image)], library.path());
  }

  void closeGroup() {
    if (summed == 0)
      return;
    for (double &value : sum)
      value /= static_cast<double>(summed);
    scores[static_cast<size_t>(open.image)].add(sum);
    sum.clear();
    summed = 0;
  }

  Library library;
  State state;
  const ImageOptions &options;
  std::vector<Scores> &scores;
  const images::Crops crops;
  const images::Pixels pixels;
  const int64_t height, width;
  int64_t capacity = 0; ///< views of a full batch
  std::optional<Context> context;

  std::vector<Place> views; ///< of the batch that is being filled
  std::vector<float> x;
  Place last;

  Place open; ///< the group whose logits are being summed
  std::vector<double> sum;
  int64_t summed = 0;
  std::vector<float> allViews;
};

using ModelRuns = std::vector<std::unique_ptr<ModelRun>>;

ModelRuns openLibraries(const ImageOptions &options, std::vector<Scores> &scores) {
  ModelRuns runs;
  for (const std::string &path : options.libraries) {
    runs.push_back(std::make_unique<ModelRun>(path, options, scores));
    if (runs.back()->classes() != runs.front()->classes())
      userError("{}: has {} classes, but {} has {}; expects models of the same classes", path,
                runs.back()->classes(), options.libraries.front(), runs.front()->classes());
  }
  return runs;
}

/// Why each image could not be read; empty where it could.
using Failures = std::vector<std::string>;

void printText(const ImageOptions &options, const std::vector<Scores> &scores,
               const Failures &failures, const std::vector<std::string> &names) {
  for (size_t i = 0; i < scores.size(); ++i) {
    if (!failures[i].empty())
      continue;
    std::vector<double> probabilities = scores[i].probabilities();
    std::vector<int64_t> order = ranked(probabilities);
    order.resize(std::min(order.size(), static_cast<size_t>(options.top)));
    fmt::print("{}\n", options.files[i]);
    for (size_t rank = 0; rank < order.size(); ++rank) {
      const size_t k = static_cast<size_t>(order[rank]);
      fmt::print("{:4}  {:6.2f} %  class {:<4}{}{}\n", rank + 1, 100 * probabilities[k], k,
                 names.empty() ? "" : "  ", names.empty() ? "" : names[k]);
    }
  }
}

void printJson(const ImageOptions &options, const std::vector<Scores> &scores,
               const Failures &failures, const std::vector<std::string> &names) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (size_t i = 0; i < scores.size(); ++i) {
    if (!failures[i].empty()) {
      list.push_back({{"image", options.files[i]}, {"error", failures[i]}});
      continue;
    }
    std::vector<double> probabilities = scores[i].probabilities();
    std::vector<int64_t> order = ranked(probabilities);
    order.resize(std::min(order.size(), static_cast<size_t>(options.top)));
    Json top = Json::array();
    for (int64_t k : order) {
      Json entry = {{"class", k}};
      if (!names.empty())
        entry["name"] = names[static_cast<size_t>(k)];
      entry["probability"] = probabilities[static_cast<size_t>(k)];
      top.push_back(entry);
    }
    list.push_back({{"image", options.files[i]}, {"top", top}});
  }
  Json json = {{"images", list}};
  fmt::print("{}\n", json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void writeArrays(const ImageOptions &options, const std::vector<Scores> &scores,
                 const Failures &failures, const ModelRuns &runs) {
  const ModelRun &first = *runs.front();
  if (!options.output.empty()) {
    std::vector<float> outputs;
    for (size_t i = 0; i < scores.size(); ++i) {
      std::vector<float> one = failures[i].empty()
                                   ? scores[i].outputs()
                                   : std::vector<float>(static_cast<size_t>(first.classes()),
                                                        std::numeric_limits<float>::quiet_NaN());
      outputs.insert(outputs.end(), one.begin(), one.end());
    }
    const int64_t shape[] = {static_cast<int64_t>(scores.size()), first.classes()};
    writeNpy(options.output, shape, outputs);
  }
  if (!options.saveInput.empty()) {
    const Library &library = first.lib();
    std::vector<int64_t> shape = {static_cast<int64_t>(first.saved().size()) /
                                  library.inputElements()};
    shape.insert(shape.end(), library.inputShape().begin(), library.inputShape().end());
    writeNpy(options.saveInput, shape, first.saved());
  }
}

/// What each library is to see of a file; throws UserError where it cannot be read.
std::vector<ModelRun::Look> looksAt(const std::string &name, const ImageOptions &options,
                                    const ModelRuns &runs) {
  const images::Image image = openImage(name, options.reading.exif);
  const bool needsGrey =
      std::any_of(runs.begin(), runs.end(), [](const auto &run) { return run->channels() == 1; });
  const images::Image grey = needsGrey ? images::toGrey(image) : images::Image();
  std::vector<ModelRun::Look> looks;
  for (const auto &run : runs)
    looks.push_back(run->plan(name, run->channels() == 1 ? grey : image));
  return looks;
}

} // namespace

void predictImages(const ImageOptions &options) {
  std::vector<Scores> scores;
  ModelRuns runs = openLibraries(options, scores);
  const int64_t classes = runs.front()->classes();
  std::vector<std::string> names;
  if (!options.classes.empty())
    names = readClassNames(options.classes, classes);
  scores.assign(options.files.size(), Scores(classes));
  Failures failures(options.files.size());
  for (size_t i = 0; i < options.files.size(); ++i) {
    std::vector<ModelRun::Look> looks;
    try {
      looks = looksAt(options.files[i], options, runs);
    } catch (const UserError &error) {
      failures[i] = error.what();
      tell("error", failures[i]);
      runs.front()->skip();
      continue;
    }
    for (size_t run = 0; run < runs.size(); ++run)
      runs[run]->take(static_cast<int64_t>(i), looks[run]);
  }
  for (auto &run : runs)
    run->finish();
  const auto failed = static_cast<size_t>(std::count_if(
      failures.begin(), failures.end(), [](const std::string &why) { return !why.empty(); }));
  if (failed < failures.size())
    writeArrays(options, scores, failures, runs);
  if (options.top > 0)
    options.json ? printJson(options, scores, failures, names)
                 : printText(options, scores, failures, names);
  if (failed > 0)
    throw ReportedError();
}

} // namespace resnetc::run
