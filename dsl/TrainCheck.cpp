//===- TrainCheck.cpp - checks of train sections --------------------------===//
//
// Turns a train section into a Recipe, checking every number's range and every word, and
// then checks the recipe against the network: the images that the data and augmentation
// give must be the network's input, and its output must be logits.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

constexpr int64_t maxPixels = 65536;
constexpr int64_t maxEpochs = 1000000;

class TrainChecker {
public:
  TrainChecker(const TrainDecl &train, const Network *network, Diagnostics &diagnostics)
      : train(train), network(network), diagnostics(diagnostics) {}

  Recipe run();

private:
  void checkRequired();
  std::string checkData(const DataSpec &spec);
  void checkSgd(const SgdClause &sgd);
  void checkAugment(const AugmentItem &item);
  void checkSchedule(const LrClause &lr);
  void checkMilestones(const LrClause &lr);
  void checkWarmup(const WarmupClause &warmup);
  void checkWords();
  int64_t integer(unsigned constraint, const Number &number, const char *what, int64_t low,
                  int64_t high);
  double real(unsigned constraint, const Number &number, bool valid, const char *what);

  int64_t parameterPixels(const Ident &name);

  const TrainDecl &train;
  const Network *network; ///< null: its parameters have no values yet
  Diagnostics &diagnostics;
  Recipe recipe;
  std::array<bool, 4> seenAugment = {}; ///< by Augment::Kind
};

Recipe TrainChecker::run() {
  recipe.name = train.name.text;
  recipe.loc = train.name.where.location();
  checkRequired();
  checkWords();
  if (train.data)
    recipe.data = checkData(*train.data);
  if (train.eval)
    recipe.eval = checkData(*train.eval);
  // C51: whole numbers.
  if (train.batch)
    recipe.batch = integer(51, *train.batch, "images in a batch", 1, 1 << 20);
  if (train.epochs)
    recipe.epochs = integer(51, *train.epochs, "epochs", 1, maxEpochs);
  if (train.seed)
    recipe.seed = integer(51, *train.seed, "as a seed", 0, maxInteger);
  if (train.sgd)
    checkSgd(*train.sgd);
  if (train.augment)
    for (const AugmentItem &item : *train.augment)
      checkAugment(item);
  if (train.lr)
    checkSchedule(*train.lr);
  if (train.warmup)
    checkWarmup(*train.warmup);
  return recipe;
}

/// C43: what every recipe says.
void TrainChecker::checkRequired() {
  std::vector<std::pair<bool, const char *>> clauses = {{train.data.has_value(), "data"},
                                                        {train.loss.has_value(), "loss"},
                                                        {train.sgd.has_value(), "sgd"},
                                                        {train.batch.has_value(), "batch"},
                                                        {train.epochs.has_value(), "epochs"}};
  std::string missing;
  for (auto [given, word] : clauses)
    if (!given)
      missing += (missing.empty() ? "'" : ", '") + std::string(word) + "'";
  if (!missing.empty())
    diagnostics.error(43, train.name.where,
                      "expects the clauses data, loss, sgd, batch and epochs, got none for " +
                          missing,
                      "see dsl/grammar.md, section 7, for a whole train section");
}

/// C45: known words.
void TrainChecker::checkWords() {
  if (train.loss && train.loss->text != "softmax_cross_entropy")
    diagnostics.error(45, train.loss->where,
                      "expects the loss 'softmax_cross_entropy', got '" + train.loss->text + "'",
                      "write `loss softmax_cross_entropy`");
  if (!train.init)
    return;
  if (train.init->name.text != "he_normal")
    diagnostics.error(45, train.init->name.where,
                      "expects the initialisation 'he_normal', got '" + train.init->name.text + "'",
                      "write `init he_normal fan_in` or `init he_normal fan_out`");
  if (!train.init->fan)
    return;
  recipe.initFanOut = train.init->fan->text == "fan_out";
  if (!recipe.initFanOut && train.init->fan->text != "fan_in")
    diagnostics.error(45, train.init->fan->where,
                      "expects 'fan_in' or 'fan_out', got '" + train.init->fan->text + "'",
                      suggest(train.init->fan->text, {"fan_in", "fan_out"}));
}

/// C44: a data SPEC as resnetc-run takes it.
std::string TrainChecker::checkData(const DataSpec &spec) {
  std::string text = spec.kind ? spec.kind->text : "";
  if (spec.text)
    text += (spec.kind ? ":" : "") + *spec.text;
  auto [kind, path] = StringRef(text).split(':');
  static constexpr StringRef kinds[] = {"digits", "cifar10", "folder", "idx", "npy"};
  if (!llvm::is_contained(kinds, kind))
    diagnostics.error(44, spec.where, "expects a kind of data, got '" + printable(kind, 40) + "'",
                      suggest(kind, kinds));
  else if (kind == "digits" && StringRef(text) != "digits")
    diagnostics.error(44, spec.where,
                      "expects nothing after 'digits', got '" + printable(path, 40) + "'",
                      "the digits are built in: `data digits`");
  else if (kind != "digits" && path.empty())
    diagnostics.error(44, spec.where, "expects a path after '" + kind + "', got none",
                      "write `data " + kind + " \"" + (kind == "npy" ? "X.npy,Y.npy" : "DIR") +
                          "\"`");
  else if (kind == "npy" && path.count(',') != 1)
    diagnostics.error(44, spec.where,
                      "expects two files after 'npy', got '" + printable(path, 40) + "'",
                      "write `data npy \"X.npy,Y.npy\"`: images, then labels");
  return text;
}

/// C46: the optimiser.
void TrainChecker::checkSgd(const SgdClause &sgd) {
  if (!sgd.lr)
    diagnostics.error(46, sgd.where, "expects a learning rate in 'sgd', got none",
                      "write `sgd lr 0.1 momentum 0.9 weight_decay 1e-4`");
  else
    recipe.lr = real(46, *sgd.lr, sgd.lr->value > 0 && sgd.lr->value <= 1000,
                     "a learning rate above 0 and at most 1000");
  if (sgd.momentum)
    recipe.momentum = real(46, *sgd.momentum, sgd.momentum->value >= 0 && sgd.momentum->value < 1,
                           "a momentum of at least 0 and below 1");
  if (sgd.weightDecay)
    recipe.weightDecay =
        real(46, *sgd.weightDecay, sgd.weightDecay->value >= 0 && sgd.weightDecay->value < 1,
             "a weight decay of at least 0 and below 1");
  recipe.nesterov = sgd.nesterov.has_value();
  if (recipe.nesterov && recipe.momentum == 0)
    diagnostics.error(46, *sgd.nesterov, "expects a momentum above 0 for 'nesterov', got none",
                      "write `momentum 0.9`, or remove 'nesterov'");
}

/// C49: augmentations.
void TrainChecker::checkAugment(const AugmentItem &item) {
  Augment augment;
  augment.kind = item.kind;
  bool &seen = seenAugment[static_cast<size_t>(item.kind)];
  if (seen)
    diagnostics.error(49, item.where, "expects each augmentation once, got a second of the kind",
                      "remove one of the two");
  seen = true;
  if (item.low)
    augment.low = augment.high = integer(49, *item.low, "pixels", 1, maxPixels);
  if (item.parameter)
    augment.low = augment.high = parameterPixels(*item.parameter);
  if (item.high)
    augment.high = integer(49, *item.high, "pixels", 1, maxPixels);
  if (augment.low > augment.high)
    diagnostics.error(49, item.where,
                      "expects the smaller size first, got " + llvm::Twine(augment.low) + ".." +
                          llvm::Twine(augment.high),
                      "write `resize 256..480`");
  recipe.augment.push_back(augment);
}

/// The value of a model's parameter as a size; 1 as long as it has none.
int64_t TrainChecker::parameterPixels(const Ident &name) {
  if (!network)
    return 1;
  for (const auto &[parameter, value] : network->parameters) {
    if (parameter != name.text)
      continue;
    Number number{name.where, static_cast<double>(value), /*isInteger=*/true,
                  std::to_string(value)};
    return integer(49, number, "pixels", 1, maxPixels);
  }
  return 1; // C15 was reported
}

/// C47: the learning rate's way down.
void TrainChecker::checkSchedule(const LrClause &lr) {
  recipe.schedule.kind = lr.kind;
  if (lr.factor)
    recipe.schedule.factor = real(47, *lr.factor, lr.factor->value > 1 && lr.factor->value <= 1e6,
                                  "a rate divided by more than 1 and at most 1e6");
  if (lr.patience)
    recipe.schedule.patience = integer(47, *lr.patience, "epochs of patience", 1, maxEpochs);
  if (lr.kind == LrSchedule::Kind::Step)
    checkMilestones(lr);
  if (lr.kind == LrSchedule::Kind::Plateau && !train.eval)
    diagnostics.error(47, lr.where, "expects 'eval' data for 'on plateau', got none",
                      "the plateau is that of the loss on the evaluation data");
}

void TrainChecker::checkMilestones(const LrClause &lr) {
  recipe.schedule.milestonesArePercent = lr.percent;
  double last = 0;
  double end = lr.percent ? 100 : static_cast<double>(recipe.epochs);
  for (const Number &milestone : lr.milestones) {
    if (!lr.percent && !milestone.isInteger)
      diagnostics.error(47, milestone.where, "expects a whole epoch, got " + milestone.text,
                        "write `at 82, 123 epochs` or `at 50%, 75%`");
    else if (!(milestone.value > last) || !(milestone.value < end || end == 0))
      diagnostics.error(47, milestone.where,
                        "expects ascending points between 0 and the end of training, got " +
                            milestone.text,
                        lr.percent ? std::string("the end is 100%")
                                   : "the end is epoch " + std::to_string(recipe.epochs));
    last = milestone.value;
    recipe.schedule.milestones.push_back(milestone.value);
  }
}

/// C48: the warm-up.
void TrainChecker::checkWarmup(const WarmupClause &warmup) {
  recipe.schedule.warmupEpochs = integer(48, warmup.epochs, "epochs of warm-up", 1,
                                         recipe.epochs > 0 ? recipe.epochs : maxEpochs);
  if (warmup.from)
    recipe.schedule.warmupFrom =
        real(48, *warmup.from, warmup.from->value >= 0 && warmup.from->value <= recipe.lr,
             "a first rate of at least 0 and at most that of 'sgd'");
}

int64_t TrainChecker::integer(unsigned constraint, const Number &number, const char *what,
                              int64_t low, int64_t high) {
  if (number.isInteger && number.value >= static_cast<double>(low) &&
      number.value <= static_cast<double>(high))
    return static_cast<int64_t>(number.value);
  diagnostics.error(constraint, number.where,
                    "expects " + llvm::Twine(low) + " to " + llvm::Twine(high) + " " + what +
                        ", got " + number.text,
                    "write a whole number in this range");
  return low;
}

double TrainChecker::real(unsigned constraint, const Number &number, bool valid, const char *what) {
  if (!valid)
    diagnostics.error(constraint, number.where,
                      "expects " + llvm::Twine(what) + ", got " + number.text,
                      "see dsl/grammar.md, C" + llvm::Twine(constraint));
  return number.value;
}

/// What is known of a kind of data before it is read. Zero: unknown.
struct DataFacts {
  Shape shape;
  int64_t classes = 0;
  bool sizesDiffer = false;
};

DataFacts factsOf(StringRef spec) {
  StringRef kind = spec.split(':').first;
  if (kind == "digits")
    return {{1, 8, 8}, 10, false};
  if (kind == "cifar10")
    return {{3, 32, 32}, 10, false};
  return {{0, 0, 0}, 0, kind == "folder"};
}

/// C50: follows the size of an image through the augmentations to the network's input.
void checkImageSize(const TrainDecl &train, const Recipe &recipe, const Network &network,
                    Diagnostics &diagnostics) {
  const Shape &input = network.input.shape;
  DataFacts facts = factsOf(recipe.data);
  auto wrong = [&](const Range &where, const llvm::Twine &reason, const llvm::Twine &hint) {
    diagnostics.error(50, where, reason, hint);
  };
  if (facts.shape.channels != 0 && facts.shape.channels != input.channels)
    return wrong(train.data->where,
                 "expects data with the channels of the network's input " + input.str() +
                     ", got images of " + facts.shape.str(),
                 "declare the input as the data is");
  Shape size = facts.shape;
  bool differ = facts.sizesDiffer;
  for (size_t i = 0; i < recipe.augment.size(); ++i) {
    const Augment &augment = recipe.augment[i];
    const Range &where = (*train.augment)[i].where;
    int64_t shorter = std::min(size.height, size.width); // 0: unknown
    if (augment.kind == Augment::Kind::Shift && shorter != 0 && augment.low > shorter)
      return wrong(where,
                   "expects a shift of at most the image's " + llvm::Twine(shorter) +
                       " pixels, got " + llvm::Twine(augment.low),
                   "a usual shift is an eighth of the image");
    if (augment.kind == Augment::Kind::Resize) {
      differ = true;
      size.height = size.width = augment.low; // at least
    }
    if (augment.kind == Augment::Kind::Crop) {
      if (shorter != 0 && augment.low > shorter)
        return wrong(where,
                     "expects a crop of at most the image's " + llvm::Twine(shorter) +
                         " pixels, got " + llvm::Twine(augment.low),
                     "resize to a larger size before the crop");
      differ = false;
      size.height = size.width = augment.low;
    }
  }
  const Range &where = train.augment ? train.augment->back().where : train.data->where;
  if (differ)
    return wrong(where, "expects 'crop' after 'resize', and for a folder, got images of any size",
                 "write `augment resize 256..480; crop " + llvm::Twine(input.height) + "`");
  if (size.height != 0 && (size.height != input.height || size.width != input.width))
    wrong(where,
          "expects images of the network's input " + input.str() + ", got " +
              llvm::Twine(size.height) + "x" + llvm::Twine(size.width) +
              " from data and augmentation",
          "declare the input as the data is, or crop to it");
}

} // namespace

Recipe resnetc::dsl::checkTrain(const TrainDecl &train, const Network *network,
                                Diagnostics &diagnostics) {
  return TrainChecker(train, network, diagnostics).run();
}

void resnetc::dsl::checkTrainFits(const TrainDecl &train, const Recipe &recipe,
                                  const Network &network, Diagnostics &diagnostics) {
  checkImageSize(train, recipe, network, diagnostics);
  const Shape &out = network.output;
  int64_t classes = factsOf(recipe.data).classes;
  // C52: the loss takes logits.
  if (out.height != 1 || out.width != 1 || out.channels < 2)
    diagnostics.error(52, train.loss->where,
                      "expects a network whose output is 2 or more logits, got " + out.str() +
                          " from '" + network.name + "'",
                      "end the model with `head { avgpool global; fc classes }`");
  else if (out.channels < classes)
    diagnostics.error(52, train.loss->where,
                      "expects one logit per class of the data, " + llvm::Twine(classes) +
                          ", got " + llvm::Twine(out.channels) + " from '" + network.name + "'",
                      "give the last fully connected layer as many channels as classes");
}
