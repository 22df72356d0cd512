//===- ParseTrain.cpp - the train section ---------------------------------===//
//
// The part of the parser that reads recipes. A train section is a list of clauses, each
// led by its own word, so several may share a line; which clauses are needed and what
// their numbers may be is checked later, in TrainCheck.
//
//===----------------------------------------------------------------------===//

#include "dsl/Parser.h"
#include "dsl/ParserImpl.h"

#include "llvm/ADT/StringSwitch.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

// train ::= "train" NAME "for" NAME "{" {clause} "}"
bool Parser::parseTrain(TrainDecl &train) {
  takeWord();
  scope = nullptr;
  if (!parseNewName(train.name, "a name for the train section") ||
      !expectName("for", "after the name of the train section"))
    return false;
  if (atCursor())
    expected->model = true;
  if (!parseIdent(train.model, "the name of a model") || !expect("{", "to begin the train section"))
    return false;
  Inside inside(statement, construct, "train");
  while (!atBodyEnd()) {
    size_t start = position;
    beginStatement();
    if (!parseClause(train)) {
      recover(start);
      continue;
    }
    while (accept(";")) {
    }
  }
  return expect("}", "to end the train section");
}

static constexpr StringRef augmentations[] = {"shift", "hflip", "resize", "crop"};

// clause ::= "data" data | "eval" data | augment | "loss" NAME | init | sgd | lr | warmup
//          | "batch" number | "epochs" number | "seed" number
bool Parser::parseClause(TrainDecl &train) {
  Token word = peek();
  // C43: one of each.
  auto once = [&](bool first) {
    return first ||
           error(43, word.where, "expects one '" + word.text + "' in a train section, got a second",
                 "remove one of the two");
  };
  if (acceptName("data"))
    return once(!train.data) && parseData(train.data);
  if (acceptName("eval"))
    return once(!train.eval) && parseData(train.eval);
  if (acceptName("augment"))
    return once(!train.augment) && parseAugment(train);
  if (acceptName("loss"))
    return once(!train.loss) &&
           parseChoice(train.loss.emplace(), "the name of a loss", {"softmax_cross_entropy"});
  if (acceptName("init"))
    return once(!train.init) && parseInit(train);
  if (acceptName("sgd"))
    return once(!train.sgd) && parseSgd(train);
  if (acceptName("lr"))
    return once(!train.lr) && parseLr(train);
  if (acceptName("warmup"))
    return once(!train.warmup) && parseWarmup(train);
  if (acceptName("batch"))
    return once(!train.batch) && parseNumberClause(train.batch, "a batch size");
  if (acceptName("epochs"))
    return once(!train.epochs) && parseNumberClause(train.epochs, "a number of epochs");
  if (acceptName("seed"))
    return once(!train.seed) && parseNumberClause(train.seed, "a seed");
  static constexpr StringRef clauses[] = {"data", "eval",   "augment", "loss",   "init", "sgd",
                                          "lr",   "warmup", "batch",   "epochs", "seed"};
  if (word.kind == TokenKind::Name) {
    llvm::SmallVector<StringRef, 16> known(std::begin(clauses), std::end(clauses));
    llvm::append_range(known, augmentations);
    return error(12, word.where, "expects a clause of a train section, got " + word.describe(),
                 llvm::is_contained(augmentations, word.text)
                     ? "augmentations stand together: `augment shift 4; hflip`"
                     : adviseOn(word.text, WordPlace::Train, known));
  }
  return unexpected("a clause of a train section", suggest("", clauses));
}

bool Parser::parseNumberClause(std::optional<Number> &slot, const char *what) {
  return parseNumber(slot.emplace(), what);
}

// data ::= NAME [STRING] | STRING
bool Parser::parseData(std::optional<DataSpec> &slot) {
  DataSpec &spec = slot.emplace();
  spec.where = peek().where;
  offer({"digits", "cifar10", "folder", "idx", "npy"});
  if (peek().kind == TokenKind::Name && !peek().startsLine) {
    Token kind = takeWord();
    spec.kind = Ident{kind.text.str(), kind.where};
  }
  if (peek().kind == TokenKind::String)
    spec.text = take().text.str();
  if (!spec.kind && !spec.text)
    return unexpected("where the images are", "write `data digits` or `data folder \"DIR\"`");
  return true;
}

static std::optional<Augment::Kind> augmentKind(const Token &token) {
  if (token.kind != TokenKind::Name)
    return std::nullopt;
  return llvm::StringSwitch<std::optional<Augment::Kind>>(token.text)
      .Case("shift", Augment::Kind::Shift)
      .Case("hflip", Augment::Kind::Hflip)
      .Case("resize", Augment::Kind::Resize)
      .Case("crop", Augment::Kind::Crop)
      .Default(std::nullopt);
}

// augment ::= "augment" item {";" item}
bool Parser::parseAugment(TrainDecl &train) {
  std::vector<AugmentItem> &items = train.augment.emplace();
  offer(augmentations);
  if (!augmentKind(peek())) {
    if (peek().kind == TokenKind::Name)
      return error(12, peek().where, "expects an augmentation, got " + peek().describe(),
                   suggest(peek().text, augmentations));
    return unexpected("an augmentation", suggest("", augmentations));
  }
  while (std::optional<Augment::Kind> kind = augmentKind(peek())) {
    items.emplace_back().kind = *kind;
    if (!parseAugmentItem(train, items.back()))
      return false;
    while (accept(";")) {
    }
    offer(augmentations);
  }
  return true;
}

// item ::= "shift" number | "hflip" | "resize" number ".." number | "crop" (number | NAME)
bool Parser::parseAugmentItem(const TrainDecl &train, AugmentItem &item) {
  item.where = takeWord().where;
  if (item.kind == Augment::Kind::Hflip)
    return true;
  if (item.kind == Augment::Kind::Crop && atCursor())
    expected->trained = train.model.text;
  if (item.kind == Augment::Kind::Crop && peek().kind == TokenKind::Name && !peek().startsLine)
    return parseIdent(item.parameter.emplace(), "a number of pixels");
  if (!parseNumber(item.low.emplace(), "a number of pixels"))
    return false;
  return item.kind != Augment::Kind::Resize ||
         (expect("..", "between the smallest and the largest size") &&
          parseNumber(item.high.emplace(), "a number of pixels"));
}

// init ::= "init" NAME ["fan_in" | "fan_out"]
bool Parser::parseInit(TrainDecl &train) {
  InitClause &init = train.init.emplace();
  if (!parseChoice(init.name, "the name of an initialisation", {"he_normal"}))
    return false;
  offer({"fan_in", "fan_out"});
  if (peek().kind == TokenKind::Name && peek().text.starts_with("fan")) {
    Token fan = takeWord();
    init.fan = Ident{fan.text.str(), fan.where};
  }
  return true;
}

// sgd ::= "sgd" {"lr" number | "momentum" number | "weight_decay" number | "nesterov"}
bool Parser::parseSgd(TrainDecl &train) {
  SgdClause &sgd = train.sgd.emplace();
  sgd.where = tokens[position - 1].where;
  while (true) {
    Token word = peek();
    TokenKind next = peek(1).kind;
    offer({"lr", "momentum", "weight_decay", "nesterov"});
    // `lr` also begins the schedule's clause, but never with a number.
    bool isRate = word.isName("lr") &&
                  (next == TokenKind::Integer || next == TokenKind::Decimal || peek(1).is("-"));
    std::optional<Number> *slot = isRate                        ? &sgd.lr
                                  : word.isName("momentum")     ? &sgd.momentum
                                  : word.isName("weight_decay") ? &sgd.weightDecay
                                                                : nullptr;
    if (word.isName("nesterov") ? sgd.nesterov.has_value() : slot && slot->has_value())
      return error(10, word.where, "expects '" + word.text + "' once, got a second",
                   "remove one of the two");
    if (acceptName("nesterov")) {
      sgd.nesterov = word.where;
      continue;
    }
    if (!slot)
      return true;
    takeWord();
    if (!parseNumber(slot->emplace(), "a number"))
      return false;
  }
}

// lr ::= "lr" ("/" number ("at" milestones | "on" "plateau" ["patience" number])
//      | "cosine" | "constant")
bool Parser::parseLr(TrainDecl &train) {
  LrClause &lr = train.lr.emplace();
  lr.where = tokens[position - 1].where;
  if (acceptName("cosine")) {
    lr.kind = LrSchedule::Kind::Cosine;
    return true;
  }
  if (acceptName("constant"))
    return true;
  if (!accept("/"))
    return unexpected("'/', 'cosine' or 'constant' after 'lr'",
                      "write `lr /10 at 82, 123 epochs`; the first rate stands in `sgd lr 0.1`");
  if (!parseNumber(lr.factor.emplace(), "what the rate is divided by"))
    return false;
  if (acceptName("at"))
    return parseMilestones(lr);
  if (!expectName("on", "or 'at' after what the rate is divided by") ||
      !expectName("plateau", "after 'on'"))
    return false;
  lr.kind = LrSchedule::Kind::Plateau;
  return !acceptName("patience") || parseNumber(lr.patience.emplace(), "a number of epochs");
}

// milestones ::= number {"," number} "epochs" | number "%" {"," number "%"}
bool Parser::parseMilestones(LrClause &lr) {
  lr.kind = LrSchedule::Kind::Step;
  do {
    if (!parseNumber(lr.milestones.emplace_back(), "an epoch or a percentage"))
      return false;
    bool percent = peek().is("%");
    // C47: one unit for all.
    if (lr.milestones.size() > 1 && percent != lr.percent)
      return error(47, lr.milestones.back().where,
                   "expects epochs only or percentages only, got both",
                   "write `at 50%, 75%` or `at 82, 123 epochs`");
    lr.percent = percent;
    accept("%");
  } while (accept(","));
  if (lr.percent)
    return true;
  if (peek().startsLine)
    return unexpected("'epochs' or '%' after the points", "write `at 82, 123 epochs`");
  return expectName("epochs", "or '%' after the points");
}

// warmup ::= "warmup" number "epochs" ["from" number]
bool Parser::parseWarmup(TrainDecl &train) {
  WarmupClause &warmup = train.warmup.emplace();
  warmup.where = tokens[position - 1].where;
  if (!parseNumber(warmup.epochs, "a number of epochs"))
    return false;
  if (peek().startsLine)
    return unexpected("'epochs' after the number", "write `warmup 5 epochs`");
  if (!expectName("epochs", "after the number"))
    return false;
  return !acceptName("from") || parseNumber(warmup.from.emplace(), "a rate");
}
