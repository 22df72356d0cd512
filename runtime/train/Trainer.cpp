//===- Trainer.cpp - the training loop --------------------------------------------===//
//
// See Trainer.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Trainer.h"

#include "runtime/support/Error.h"
#include "runtime/train/BadImages.h"
#include "runtime/train/BatchLoader.h"
#include "runtime/train/Checkpoint.h"
#include "runtime/train/Evaluation.h"
#include "runtime/train/Fingerprint.h"
#include "runtime/train/History.h"
#include "runtime/train/Interrupt.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Outputs.h"
#include "runtime/train/ProgressBar.h"
#include "runtime/train/Random.h"
#include "runtime/train/Report.h"
#include "runtime/train/Resume.h"
#include "runtime/train/RunFolder.h"
#include "runtime/train/Weights.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>

namespace resnetc::train {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The order of an epoch's images: Fisher and Yates, a function of seed and epoch.
std::vector<int64_t> shuffled(int64_t count, uint64_t seed, int64_t epoch) {
  std::vector<int64_t> order(static_cast<size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  for (uint64_t i = order.size(); i-- > 1;)
    std::swap(
        order[i],
        order[below(randomBits(seed, Draw::Shuffle, static_cast<uint64_t>(epoch), i), i + 1)]);
  return order;
}

/// Data for training and for evaluation, checked against the model.
struct Data {
  DataSource source, evalSource;
  const Dataset *train, *test;
  std::string testName;
};

std::unique_ptr<Data> openCheckedData(const Library &library, const Recipe &recipe) {
  if (recipe.data.empty())
    userError("{}: the recipe names no data; give --data SPEC", library.path());
  auto data = std::make_unique<Data>();
  data->source = openData(recipe.data);
  data->train = &data->source.train;
  data->test = &data->source.test;
  data->testName = recipe.data;
  if (!recipe.eval.empty() && recipe.eval != recipe.data) {
    data->evalSource = openData(recipe.eval);
    data->testName = recipe.eval;
    data->test = data->evalSource.test.size() ? &data->evalSource.test : &data->evalSource.train;
    const std::vector<std::string> &names = data->evalSource.classNames;
    if (data->test->hasFiles() && data->train->hasFiles() && names != data->source.classNames)
      userError("{}: has other class folders than {}; a class without images may have an empty one",
                recipe.eval, recipe.data);
    if (data->test->hasFiles())
      checkClassFolders(data->evalSource, library.outputElements());
  }
  if (data->test->size() == 0) {
    data->test = data->train;
    data->testName += " (the training images: there are no others)";
  }
  return data;
}

class Trainer {
public:
  Trainer(const Library &library, const Recipe &recipe, const TrainOptions &options)
      : library(library), recipe(recipe), options(options), data(openCheckedData(library, recipe)),
        trainImages(*data->train, recipe.augment, library.inputShape(), recipe.reading),
        testImages(*data->test, recipe.augment, library.inputShape(), recipe.reading),
        bad(options.skipBad), state(library), schedule(recipe.schedule, recipe.lr, recipe.epochs) {
    checkShapes();
    folder.emplace(options.out, options.overwrite ? RunFolder::Use::Overwrite
                                : options.resume  ? RunFolder::Use::Resume
                                                  : RunFolder::Use::New);
    checkReplaces();
    begin();
    state.seal();
    // No batch is larger than the data.
    batch = std::min(recipe.batch, std::max(data->train->size(), data->test->size()));
    const BatchPlan plan = batchPlan();
    context.emplace(state, RESNETC_TRAIN, std::max(batch, plan.largest()), options.threads);
    folder->make();
    history.emplace(folder->log(), progress.epoch, progress.step);
  }

  void run() {
    InterruptNotice notice; // before, there is nothing to lose
    announce();
    std::optional<Metrics> last;
    const Clock::time_point start = Clock::now();
    while (progress.epoch < recipe.epochs) {
      last = runEpoch();
      writeReport(*last);
    }
    if (!last) { // resumed when all epochs were done
      last = evaluate(*context, library, testImages, batch, bad,
                      [&](int64_t) { stopIfInterrupted(); });
      writeReport(*last);
    }
    say("best test accuracy {:.2f} % (epoch {}), last {:.2f} %, {:.1f} s", 100 * progress.bestTop1,
        progress.bestEpoch, 100 * last->top1(), secondsSince(start));
    if (bad.count())
      say("skipped image files: {}", bad.count());
    say("wrote {}, {}, {} and {}", folder->best(), folder->checkpoint(), folder->log(),
        folder->report());
  }

private:
  /// Sets the state: from the folder's checkpoint, from weights, or at random.
  void begin() {
    progress.seed = recipe.seed;
    progress.recipe = recipeText(recipe);
    progress.data = fingerprint(*data->train);
    progress.evalData = fingerprint(*data->test);
    progress.network = networkText(library);
    if (options.resume && folder->hasCheckpoint()) {
      if (!options.weights.empty())
        note(fmt::format("{}: the training goes on from it, and {} is not read; to begin anew from "
                         "those weights give --overwrite for --resume, or another --out",
                         folder->checkpoint(), options.weights));
      resume(loadCheckpoint(folder->checkpoint(), state));
    } else if (!options.weights.empty()) {
      if (std::string text = loadWeights(state, SafetensorsFile(options.weights)); !text.empty())
        note(text);
      checkValues(state, options.weights,
                  options.strictWeights ? WrongValues::Refuse : WrongValues::Warn);
    } else {
      initialise(state, recipe.seed, recipe.initFanOut);
    }
  }

  /// Refuses to replace what this training reads.
  void checkReplaces() const {
    std::vector<NamedFile> outputs, inputs = {{"the library", library.path()}};
    for (const std::string &file : folder->files())
      outputs.push_back({"a file of --out", file});
    if (!options.resume)
      inputs.push_back({"--weights", options.weights});
    for (const std::string &spec : {recipe.data, recipe.eval})
      for (const std::string &file : npyFiles(spec))
        inputs.push_back({spec, file});
    checkOutputs(outputs, inputs);
  }

  void resume(Progress before) {
    if (before.data.empty())
      note(folder->checkpoint() + ": was written by an earlier resnetc, without a checksum and "
                                  "without a fingerprint of its data, so neither is checked");
    if (before.network.empty())
      note(folder->checkpoint() + ": was written by an earlier resnetc, without the hash of its "
                                  "network, so of that only names and shapes are checked");
    if (std::vector<std::string> differences = resumeDifferences(before, progress);
        !differences.empty()) {
      std::string text = fmt::format("{}: is of another training: {}", folder->checkpoint(),
                                     fmt::join(differences, "; "));
      if (!options.force)
        userError("{}; resume with what it was begun with, or go on all the same with --force",
                  text);
      note(text);
    }
    before.seed = progress.seed;
    before.recipe = progress.recipe;
    before.data = progress.data;
    before.evalData = progress.evalData;
    before.network = progress.network;
    progress = std::move(before);
    schedule.memory = progress.schedule;
  }

  template <typename... Args> void say(fmt::format_string<Args...> format, Args &&...args) const {
    if (options.quiet)
      return;
    // A lost terminal or a full disk is no reason to lose the training, too; the tool tells at the
    // end that stdout has failed.
    std::fputs((fmt::format(format, std::forward<Args>(args)...) + "\n").c_str(), stdout);
    std::fflush(stdout);
  }

  void checkShapes() const {
    auto check = [&](const std::string &name, const Preparation &images) {
      checkFits(name, images.outputShape(), images.dataset().labelBound(), library.inputShape(),
                library.outputElements());
    };
    checkClassFolders(data->source, library.outputElements());
    check(recipe.data, trainImages);
    check(data->testName, testImages);
  }

  /// How an epoch's images fall into batches that the model takes.
  BatchPlan batchPlan() const {
    const char *norm = library.info().one_pixel_norm;
    const int64_t least = norm ? 2 : 1;
    constexpr const char *why = "a batch of one image gives this batch norm one value a channel, "
                                "which has no variance";
    if (recipe.batch < least)
      userError("{}: {}: {}; train with --batch {} or more", library.path(), norm, why, least);
    if (data->train->size() < least)
      userError("{}: has one image to train, and {} of {} needs two: {}", recipe.data, norm,
                library.path(), why);
    return BatchPlan(data->train->size(), batch, least, recipe.lastBatch);
  }

  void announce() const {
    const resnetc_model_info &info = library.info();
    say("{}: {} parameters, {} on {} thread{}, workspace {:.1f} MiB for a batch of {}", info.name,
        info.parameters, info.isa, context->threads(), context->threads() == 1 ? "" : "s",
        static_cast<double>(context->bytes()) / (1 << 20), batch);
    tellWarnings(data->source);
    tellWarnings(data->evalSource);
    say("{}: {} images to train, {} to test{}", recipe.data, data->train->size(),
        data->test->size(), data->testName == recipe.data ? "" : " from " + data->testName);
    if (progress.images > 0)
      say("resumed within epoch {}, after step {}", progress.epoch + 1, progress.step);
    else if (progress.epoch > 0)
      say("resumed after epoch {}", progress.epoch);
  }

  /// Trains one epoch, evaluates, and leaves everything about it on disk.
  Metrics runEpoch() {
    const Clock::time_point start = Clock::now();
    EpochRecord record;
    const int64_t before = progress.images;
    trainEpoch(record);
    checkState();
    record.epoch = progress.epoch + 1;
    record.step = progress.step;
    record.lossScale = lossScale();
    record.imagesPerSecond = static_cast<double>(progress.images - before) / secondsSince(start);
    Metrics metrics =
        evaluate(*context, library, testImages, batch, bad, [&](int64_t) { stopIfInterrupted(); });
    record.testLoss = metrics.loss();
    record.testTop1 = metrics.top1();
    record.testTop5 = metrics.top5();
    if (!std::isfinite(record.testLoss))
      userError("{}: the test loss is no longer a number after epoch {}; lower the learning rate, "
                "or look for pixels in {} that are not finite or far too large",
                library.path(), record.epoch, data->testName);
    schedule.observe(metrics.loss());
    progress.schedule = schedule.memory;
    ++progress.epoch;
    progress.images = 0;
    progress.lossSum = progress.right = 0;
    bool better = metrics.top1() > progress.bestTop1 ||
                  (metrics.top1() == progress.bestTop1 && metrics.loss() < progress.bestLoss);
    if (better) {
      progress.bestTop1 = metrics.top1();
      progress.bestLoss = metrics.loss();
      progress.bestEpoch = progress.epoch;
      writeSafetensors(folder->best(), readTensors(state, false),
                       {{"format", "pt"},
                        {"model", library.info().name},
                        {"epoch", std::to_string(progress.epoch)}});
    }
    record.seconds = secondsSince(start);
    history->addEpoch(record);
    saveCheckpoint(folder->checkpoint(), state, progress);
    say("epoch {:>{}}/{}  lr {:<8.4g} train loss {:.4f} error {:5.2f} %  test loss {:.4f} top1 "
        "{:5.2f} %{} "
        " {:.2f} s{}",
        record.epoch, std::to_string(recipe.epochs).size(), recipe.epochs, record.lr,
        record.trainLoss, 100 * record.trainError, record.testLoss, 100 * record.testTop1,
        better ? " *" : "  ", record.seconds,
        record.lossScale ? fmt::format("  loss scale {:g}", *record.lossScale) : "");
    return metrics;
  }

  /// What multiplies the loss in training in fp16; nothing in other formats.
  std::optional<double> lossScale() const {
    for (const TensorInfo &tensor : library.momenta())
      if (tensor.role == RESNETC_ROLE_LOSS_SCALE && tensor.name == "loss_scale")
        return state.get(tensor).front();
    return std::nullopt;
  }

  /// A checkpoint with NaN in it would replace one that a user can go on from.
  void checkState() const {
    if (std::string faults = state.wrongValues(); !faults.empty())
      userError("{}: after step {} (epoch {}) {}; {} is left as it was, lower the learning rate",
                library.path(), progress.step, progress.epoch + 1, faults, folder->checkpoint());
  }

  void stopIfInterrupted() const {
    const int signal = options.interrupted ? options.interrupted() : InterruptNotice::received();
    if (signal == 0)
      return;
    checkState();
    saveCheckpoint(folder->checkpoint(), state, progress);
    throw Interrupted{signal,
                      fmt::format("{}: stopped after step {} (epoch {}) by signal {}; go on with "
                                  "--resume",
                                  folder->checkpoint(), progress.step, progress.epoch + 1, signal)};
  }

  /// Trains what is left of the epoch under way.
  void trainEpoch(EpochRecord &record) {
    const BatchPlan plan = batchPlan();
    resnetc_hyper hyper = {};
    hyper.struct_size = sizeof hyper;
    hyper.momentum = static_cast<float>(recipe.momentum);
    hyper.weight_decay = static_cast<float>(recipe.weightDecay);
    hyper.nesterov = recipe.nesterov;
    std::vector<int64_t> order = shuffled(data->train->size(), recipe.seed, progress.epoch);
    std::vector<int64_t> read = order; // the images that stand there: others where one is bad
    BatchLoader loader(
        trainImages, plan, context->threads(),
        [&](int64_t place, float *out) {
          const auto at = static_cast<size_t>(place);
          read[at] = bad.firstReadable(*data->train, order, at, [&](int64_t index) {
            trainImages.forTraining(index, recipe.seed, progress.epoch, out);
          });
        },
        progress.images, prefetching(*context, library));
    std::vector<int64_t> labels(static_cast<size_t>(plan.largest()));
    ProgressBar bar(fmt::format("epoch {}/{}", progress.epoch + 1, recipe.epochs), plan.batches());
    record.lr = schedule.rate(progress.epoch, plan.batches() - 1, plan.batches());
    for (auto now = loader.next(); now.size > 0; now = loader.next()) {
      for (int64_t i = 0; i < now.size; ++i)
        labels[static_cast<size_t>(i)] =
            data->train->label(read[static_cast<size_t>(now.first + i)]);
      const int64_t step = now.first / batch;
      const double rate = schedule.rate(progress.epoch, step, plan.batches());
      hyper.lr = static_cast<float>(rate);
      hyper.seed = randomBits(recipe.seed, Draw::Dropout, static_cast<uint64_t>(progress.step), 0);
      Context::Loss result = context->trainStep(now.x, labels.data(), now.size, hyper);
      ++progress.step;
      if (!std::isfinite(result.mean)) {
        checkPixels(now, read);
        userError("{}: the loss is no longer a number at step {} (epoch {}); lower the learning "
                  "rate, or look for pixels that are far too large",
                  library.path(), progress.step, progress.epoch + 1);
      }
      progress.images += now.size;
      progress.lossSum += static_cast<double>(result.mean) * static_cast<double>(now.size);
      progress.right += result.right;
      if (options.logSteps)
        history->addStep(progress.epoch + 1, progress.step, rate, result.mean,
                         1 - result.right / static_cast<double>(now.size));
      bar.update(step + 1, fmt::format("loss={:.3g}", result.mean));
      stopIfInterrupted();
    }
    record.trainLoss = progress.lossSum / static_cast<double>(progress.images);
    record.trainError = 1 - progress.right / static_cast<double>(progress.images);
  }

  /// Throws when an image of the batch is the reason why its loss is no number; `read` are the
  /// images of the epoch in their order.
  void checkPixels(const BatchLoader::Batch &batch, const std::vector<int64_t> &read) const {
    const int64_t pixels = library.inputElements();
    for (int64_t i = 0; i < batch.size; ++i) {
      const float *image = batch.x + i * pixels;
      if (!std::all_of(image, image + pixels, [](float pixel) { return std::isfinite(pixel); }))
        userError("{}: image {} has pixels that are not finite, so the loss is no number at step "
                  "{} (epoch {}); mend it, or leave it out",
                  recipe.data, read[static_cast<size_t>(batch.first + i)], progress.step,
                  progress.epoch + 1);
    }
  }

  void writeReport(const Metrics &metrics) const {
    ReportContent content{library.info().name,
                          library.path(),
                          library.info().isa,
                          library.info().parameters,
                          library.info().multiply_adds,
                          context->threads(),
                          data->train->size(),
                          data->test->size(),
                          data->testName,
                          recipe,
                          history->epochs(),
                          metrics,
                          data->source.classNames};
    writeFile(folder->report(), reportHtml(content));
  }

  const Library &library;
  const Recipe recipe;
  const TrainOptions options;
  std::unique_ptr<Data> data;
  Preparation trainImages, testImages;
  BadImages bad;
  State state;
  Schedule schedule;
  Progress progress;
  int64_t batch = 0;
  std::optional<RunFolder> folder;
  std::optional<Context> context;
  std::optional<History> history;
};

} // namespace

void train(const Library &library, const Recipe &recipe, const TrainOptions &options) {
  if (!library.canTrain())
    userError("{}: was compiled for inference only; compile it with --mode=train", library.path());
  if (library.info().output_rank != 1)
    userError("{}: its output is a map, not classes, so it cannot be trained as a classifier",
              library.path());
  Trainer(library, recipe, options).run();
}

} // namespace resnetc::train
