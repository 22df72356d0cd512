//===- CommandLine.cpp - the command line of resnetc -----------------------------===//
//
// Every mistake is told before any work is done. Flags whose value belongs to the contract but not
// to this build are refused as such, and not as unknown.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/CommandLine.h"

#include "compiler/Backend/Backend.h"
#include "compiler/Support/Errors.h"
#include "runtime/files/Destination.h"
#include "tools/TargetOption.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

namespace resnetc {

namespace {

using namespace llvm::opt;

#define OPTION_TABLE "tools/resnetc/Options.inc"
#include "tools/resnetc/OptionTable.inc"

/// Characters of a prefix of symbols: what every linker and compiler takes.
constexpr size_t maxPrefix = 128;

/// A mistake, with whose it is.
struct Mistake {
  std::string text;
  Outcome outcome = Outcome::UsageWrong;
};

class Reader {
public:
  Reader(const Options &table, llvm::ArrayRef<const char *> arguments) : table(table) {
    unsigned missingIndex = 0, missingCount = 0;
    args = table.ParseArgs(arguments, missingIndex, missingCount);
    if (missingCount)
      fail("'" + std::string(args.getArgString(missingIndex)) + "' needs a value");
  }

  std::optional<Mistake> mistake;

  CommandLine read() {
    CommandLine result;
    checkUnknown();
    if (args.hasArg(OPT_help))
      result.action = CommandLine::Action::Help;
    else if (args.hasArg(OPT_version))
      result.action = CommandLine::Action::Version;
    else if (args.hasArg(OPT_print_models))
      result.action = CommandLine::Action::PrintModels;
    else
      readRequest(result.request);
    return result;
  }

private:
  void fail(const llvm::Twine &text, Outcome outcome = Outcome::UsageWrong) {
    if (!mistake)
      mistake = {text.str(), outcome};
  }

  void failWith(llvm::Error error) {
    const Outcome outcome = error.isA<InputError>() ? Outcome::InputWrong : Outcome::UsageWrong;
    fail(llvm::toString(std::move(error)), outcome);
  }

  void checkUnknown() {
    for (const Arg *arg : args.filtered(OPT_UNKNOWN)) {
      std::string nearest, given = arg->getAsString(args);
      unsigned distance = table.findNearest(given, nearest);
      // What follows '=' was the user's; only the name is suggested.
      llvm::StringRef name = llvm::StringRef(nearest).split('=').first;
      fail("unknown option '" + given + "'" +
           (distance <= 2 && !name.empty() ? "; did you mean '" + name.str() + "'?" : ""));
    }
  }

  /// The value of an option that takes one of a few words.
  llvm::StringRef word(OptSpecifier option, llvm::ArrayRef<llvm::StringRef> words) {
    const Arg *arg = args.getLastArg(option);
    if (!arg)
      return words.front();
    llvm::StringRef value = arg->getValue();
    if (!llvm::is_contained(words, value))
      fail("'" + arg->getSpelling() + "' takes " + llvm::join(words, " or ") + ", not '" + value +
           "'");
    return value;
  }

  int64_t positive(llvm::StringRef text, const llvm::Twine &what) {
    int64_t value = 0;
    if (text.getAsInteger(10, value) || value < 1 || value > (1 << 20)) {
      fail(what + " takes whole numbers from 1 to " + llvm::Twine(1 << 20) + ", not '" + text +
           "'");
      return 1;
    }
    return value;
  }

  /// `--weights=$FILE`, where FILE is not set, would make a library without weights.
  void refuseEmptyNames() {
    static constexpr std::pair<unsigned, llvm::StringLiteral> names[] = {
        {OPT_model, "the name of a model"}, {OPT_weights, "a file"},
        {OPT_tuning_db, "a file"},          {OPT_report, "a file"},
        {OPT_dump_phases, "a folder"},      {OPT_dependency_file, "a file"},
        {OPT_dependency_target, "a name"}};
    for (const auto &[option, what] : names)
      for (const Arg *arg : args.filtered(option))
        if (llvm::StringRef(arg->getValue()).empty())
          fail("'" + llvm::StringRef(arg->getSpelling()).rtrim('=') + "' takes " + what +
               ", not ''");
  }

  void readRequest(CompileRequest &request) {
    refuseEmptyNames();
    readInput(request);
    request.training = word(OPT_mode, {"infer", "train"}) == "train";
    request.load.training = request.training;
    request.load.modelName = args.getLastArgValue(OPT_model).str();
    readSymbolPrefix(request);
    for (const std::string &definition : args.getAllArgValues(OPT_define)) {
      auto [name, value] = llvm::StringRef(definition).split('=');
      if (name.empty() || value.empty())
        fail("'-D' takes NAME=VALUE, not '" + definition + "'");
      request.load.defines.emplace_back(name.str(), value.str());
    }
    readMachine(request);
    request.weights = args.getLastArgValue(OPT_weights).str();
    request.strictWeights = args.hasArg(OPT_strict_weights);
    readTuning(request);
    request.dumpFolder = args.getLastArgValue(OPT_dump_phases).str();
    request.timePhases = args.hasArg(OPT_time_phases);
    request.verbose = args.hasArg(OPT_verbose);
    if (const Arg *jobs = args.getLastArg(OPT_jobs))
      request.threads = positive(jobs->getValue(), "'-j'");
    request.report = args.getLastArgValue(OPT_report).str();
    if (!request.report.empty() && !llvm::StringRef(request.report).ends_with(".html") &&
        !llvm::StringRef(request.report).ends_with(".json"))
      fail("'--report' takes a file .html or .json, not '" + request.report + "'");
    readLossScale(request);
    request.recompute = args.hasArg(OPT_recompute);
    if (request.recompute && !request.training)
      fail("'--recompute' is for --mode=train");
    readOutput(request);
    readDependencies(request);
    checkFormat(request);
  }

  void readTuning(CompileRequest &request) {
    constexpr double mostSeconds = 1e6;
    request.shippedSchedules = !args.hasArg(OPT_no_shipped_schedules);
    request.tuningDatabase = args.getLastArgValue(OPT_tuning_db).str();
    llvm::StringRef budget = args.getLastArgValue(OPT_time_budget, "0");
    if (budget.getAsDouble(request.timeBudget) ||
        !(request.timeBudget >= 0 && request.timeBudget <= mostSeconds))
      fail("'--time-budget' takes seconds, from 0 to 1000000, not '" + budget + "'");
  }

  /// Names of C begin with it. `resnetc`, which no model is called, would give those of resnetc.h.
  void readSymbolPrefix(CompileRequest &request) {
    const Arg *arg = args.getLastArg(OPT_symbol_prefix);
    if (!arg)
      return;
    llvm::StringRef prefix = arg->getValue();
    auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
    if (prefix.empty() || llvm::isDigit(prefix.front()) || !llvm::all_of(prefix, isWord) ||
        prefix.size() > maxPrefix || prefix == "resnetc")
      fail("'--symbol-prefix' takes letters, digits and '_', not a digit first, at most " +
           llvm::Twine(maxPrefix) + " in all and not 'resnetc', not '" + prefix + "'");
    request.symbolPrefix = prefix.str();
  }

  void readInput(CompileRequest &request) {
    std::vector<std::string> inputs = args.getAllArgValues(OPT_INPUT);
    if (inputs.empty())
      fail("no model given: resnetc MODEL.dsl -o OUT.so, or --help");
    else if (inputs.size() > 1)
      fail("one model at a time: '" + inputs[0] + "' and '" + inputs[1] + "' were given");
    else
      request.input = inputs.front();
  }

  /// The words of --target, each once.
  std::vector<llvm::StringRef> machines() {
    llvm::SmallVector<llvm::StringRef> words;
    args.getLastArgValue(OPT_target, "x86").split(words, ',');
    std::vector<llvm::StringRef> known;
    for (llvm::StringRef word : words) {
      if (word != "x86" && word != "cuda")
        fail("'--target' takes x86, cuda, or both as x86,cuda, not '" + word + "'");
      else if (llvm::is_contained(known, word))
        fail("'--target' names " + word + " twice");
      else
        known.push_back(word);
    }
    return known;
  }

  bool isFor(llvm::StringRef machine) { return llvm::is_contained(machines(), machine); }

  void readMachine(CompileRequest &request) {
    for (OptSpecifier option : {OPT_march, OPT_cores})
      if (const Arg *arg = args.getLastArg(option); arg && !isFor("x86"))
        fail("'" + arg->getSpelling() +
             "' is for --target=x86; a CUDA device is named with "
             "--cuda-arch");
    if (args.hasArg(OPT_cuda_arch) && !isFor("cuda"))
      fail("'--cuda-arch' is for --target=cuda");
    for (llvm::StringRef machine : machines())
      machine == "cuda" ? readArchitectures(request) : readProcessors(request);
    llvm::StringRef precision = word(OPT_precision, {"f32", "bf16", "fp16"});
    for (NumberFormat format : {NumberFormat::BF16, NumberFormat::FP16})
      if (precision == nameOf(format))
        request.format = format;
    request.strict = word(OPT_accuracy, {"fast", "strict"}) == "strict";
    llvm::SmallVector<llvm::StringRef> batches;
    args.getLastArgValue(OPT_batch, "1").split(batches, ',');
    request.batches.clear();
    for (llvm::StringRef batch : batches)
      request.batches.push_back(positive(batch, "'--batch'"));
    constexpr size_t mostBatches = 16; // each is a copy of all functions, and of most kernels
    if (request.batches.size() > mostBatches)
      fail("'--batch' takes at most " + llvm::Twine(mostBatches) + " sizes, got " +
           llvm::Twine(request.batches.size()));
  }

  void readLossScale(CompileRequest &request) {
    const Arg *arg = args.getLastArg(OPT_loss_scale);
    if (!arg)
      return;
    if (request.format != NumberFormat::FP16 || !request.training)
      fail("'--loss-scale' is for --mode=train --precision=fp16");
    llvm::StringRef value = arg->getValue();
    double scale = 0;
    constexpr double most = 16777216; // gradients of a loss near 1 would not fit into fp16
    if (value == "dynamic")
      return;
    if (value.getAsDouble(scale) || !(scale > 0 && scale <= most))
      fail("'--loss-scale' takes 'dynamic' or a number above 0, at most 16777216, not '" + value +
           "'");
    request.constantLossScale = scale;
  }

  void readArchitectures(CompileRequest &request) {
    std::vector<const Target *> targets;
    llvm::SmallVector<llvm::StringRef> names;
    args.getLastArgValue(OPT_cuda_arch, "sm_80,sm_90a").split(names, ',');
    for (llvm::StringRef name : names) {
      const Target *target = name.empty() ? nullptr : findTarget(name, Device::Cuda);
      if (!target)
        fail("'--cuda-arch' knows no architecture '" + name + "'; it takes " +
             targetNames(Device::Cuda));
      else if (llvm::is_contained(targets, target))
        fail("'--cuda-arch' names " + name + " twice");
      else
        targets.push_back(target);
    }
    // The most capable comes first, whatever the order on the command line.
    llvm::stable_sort(targets, [](const Target *a, const Target *b) {
      return a->architecture > b->architecture;
    });
    llvm::append_range(request.targets, targets);
  }

  void readProcessors(CompileRequest &request) {
    unsigned here = llvm::hardware_concurrency().compute_thread_count();
    int64_t cores = positive(args.getLastArgValue(OPT_cores, std::to_string(here)), "'--cores'");
    auto targets = readTargets(args.getLastArgValue(OPT_march, "native"), cores);
    if (targets)
      llvm::append_range(request.targets, *targets);
    else
      failWith(targets.takeError());
  }

  /// The phases know formats of 16 bits up to the layout; kernels for them are CUDA's.
  void checkFormat(const CompileRequest &request) {
    static constexpr View known[] = {View::Ast,   View::Graph,  View::Gradient,
                                     View::Fused, View::Choose, View::Layout};
    bool hasKernels = llvm::all_of(
        request.targets, [](const Target *target) { return target->device == Device::Cuda; });
    if (isHalf(request.format) && !hasKernels &&
        !(request.view && llvm::is_contained(known, *request.view)))
      fail("the precision " + llvm::Twine(nameOf(request.format)) +
               " has no kernels for x86 in this build of resnetc, only with --target=cuda; "
               "--emit=layout shows what it would compute",
           Outcome::InputWrong);
  }

  void readOutput(CompileRequest &request) {
    request.output = args.getLastArgValue(OPT_output).str();
    if (const Arg *emit = args.getLastArg(OPT_emit))
      return readView(request, emit->getValue());
    llvm::StringRef suffix = llvm::sys::path::extension(request.output);
    if (request.output.empty())
      fail("no output given: -o OUT.so (or .a, .o), or --emit=PHASE to look at a phase");
    else if (suffix == ".so")
      request.kind = LibraryKind::Shared;
    else if (suffix == ".a")
      request.kind = LibraryKind::Archive;
    else if (suffix == ".o")
      request.kind = LibraryKind::Object;
    else if (findDestination(request.output).stream)
      request.kind = LibraryKind::Shared;
    else
      fail("the output must end in .so, .a or .o; '" + request.output + "' does not");
  }

  void readDependencies(CompileRequest &request) {
    if (!args.hasArg(OPT_dependencies)) {
      for (OptSpecifier option : {OPT_dependency_file, OPT_dependency_target, OPT_empty_rules})
        if (const Arg *arg = args.getLastArg(option))
          fail("'" + arg->getSpelling() + "' comes with -MD");
      return;
    }
    request.dependencies = {args.getLastArgValue(OPT_dependency_file).str(),
                            args.getAllArgValues(OPT_dependency_target),
                            args.hasArg(OPT_empty_rules)};
    if (request.view)
      fail("'-MD' is for libraries, not for --emit");
    else if (request.dependencies->file.empty() && findDestination(request.output).stream)
      fail("'-MD' needs '-MF FILE' where the output is no file");
  }

  void readView(CompileRequest &request, llvm::StringRef value) {
    static constexpr std::pair<llvm::StringLiteral, View> views[] = {
        {"ast", View::Ast},         {"graph", View::Graph},   {"gradient", View::Gradient},
        {"fused", View::Fused},     {"choose", View::Choose}, {"layout", View::Layout},
        {"kernels", View::Kernels}, {"plan", View::Plan},     {"llvm", View::Llvm},
        {"stmt", View::Stmt},       {"asm", View::Asm},       {"ptx", View::Asm},
        {"dot", View::Dot},         {"onnx", View::Onnx},
    };
    auto [name, kernel] = value.split(':');
    if (name == "ptx" && !isFor("cuda"))
      return fail("'--emit=ptx' is for --target=cuda; --emit=asm shows a processor's kernels");
    if (name == "ptx")
      llvm::erase_if(request.targets,
                     [](const Target *target) { return target->device != Device::Cuda; });
    for (const auto &[known, view] : views)
      if (name == known)
        request.view = view;
    if (!request.view)
      return fail("'--emit' knows no phase '" + name + "'" + nearestView(name, views));
    if (!kernel.empty() && request.view != View::Stmt && request.view != View::Asm)
      return fail("a kernel can be named for --emit=stmt, asm and ptx only");
    request.viewedKernel = kernel.str();
  }

  template <typename Views>
  static std::string nearestView(llvm::StringRef name, const Views &views) {
    std::string all = "; it knows";
    for (const auto &[known, view] : views) {
      if (name.edit_distance(known) <= 2)
        return "; did you mean '" + known.str() + "'?";
      all += " " + known.str();
    }
    return all;
  }

  const Options &table;
  InputArgList args;
};

} // namespace

std::optional<CommandLine> parseCommandLine(llvm::ArrayRef<const char *> arguments,
                                            llvm::raw_ostream &errs, Outcome &outcome) {
  Options table;
  Reader reader(table, arguments);
  CommandLine result = reader.read();
  if (!reader.mistake)
    return result;
  errs << "resnetc: error: " << reader.mistake->text << "\n";
  outcome = reader.mistake->outcome;
  return std::nullopt;
}

void printHelp(llvm::raw_ostream &os) {
  Options().printHelp(
      os, "resnetc MODEL.dsl -o OUT.so [options]\n       resnetc fmt [-i | --check] FILE...|-",
      "resnetc - residual networks from text to a library");
}

} // namespace resnetc
