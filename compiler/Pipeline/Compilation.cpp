//===- Compilation.cpp - one network, from text to library ---------------------===//
//
// The pipeline, phase by phase. Up to the gradient phase there is one module, in the fused
// phase each kind of machine has its own, and from the choices on each instruction set.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Compilation.h"

#include "compiler/Codegen/Weights.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Import/Import.h"
#include "compiler/Onnx/Export.h"
#include "compiler/Pipeline/Dot.h"
#include "compiler/Pipeline/KernelView.h"
#include "compiler/Pipeline/Library.h"
#include "compiler/Pipeline/NetworkTuning.h"
#include "compiler/Pipeline/OutputWriter.h"
#include "compiler/Pipeline/Outputs.h"
#include "compiler/Pipeline/Pipeline.h"
#include "compiler/Pipeline/PipelineContext.h"
#include "compiler/Pipeline/Sizes.h"
#include "compiler/Pipeline/Version.h"
#include "compiler/Support/Errors.h"
#include "compiler/Support/Files.h"
#include "compiler/Tuning/Shipped.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

namespace resnetc {

namespace {

/// The targets of one backend, which share what is fused.
struct Machine {
  std::vector<const Target *> targets;
  OwningOpRef<ModuleOp> fused = {};

  bool isOnProcessor() const { return targets.front()->device == Device::Processor; }
};

/// In the order of the targets.
std::vector<Machine> machinesOf(llvm::ArrayRef<const Target *> targets) {
  std::vector<Machine> machines;
  for (const Target *target : targets) {
    auto same = llvm::find_if(machines, [&](const Machine &machine) {
      return machine.targets.front()->backend == target->backend;
    });
    if (same == machines.end())
      machines.push_back({{target}});
    else
      same->targets.push_back(target);
  }
  return machines;
}

class Compiler {
public:
  Compiler(const CompileRequest &request, llvm::raw_ostream &out, llvm::raw_ostream &errs)
      : request(request), out(out), errs(errs), log(request.dumpFolder),
        last(request.view ? phaseOf(*request.view) : Phase::Library),
        tuning(request.shippedSchedules ? shippedRows() : llvm::ArrayRef<TuningRow>(), errs),
        diagnostics(sources, &context, errs) {}

  llvm::Error run() {
    if (llvm::Error error = checkOutputs(request))
      return error;
    if (llvm::Error error = log.open())
      return error;
    if (llvm::Error error = runFrontEnd())
      return error;
    if (last == Phase::Ast)
      return outputs.finish(ast);
    if (request.view == View::Onnx)
      return finishOnnx();
    if (llvm::Error error = runGraph())
      return error;
    if (last <= Phase::Fused)
      return outputs.finish(request.view == View::Dot ? dotText() : moduleText(firstModule()));
    if (auto summaries = tuneKernels({request.timeBudget}); !summaries)
      return summaries.takeError();
    for (const Machine &machine : machines)
      for (const Target *target : machine.targets) {
        if (llvm::Error error = runTarget(*machine.fused, *target))
          return error;
        if (last < Phase::Library)
          return finishTargetView();
      }
    return buildOutputs();
  }

  /// Tunes, and makes no library.
  llvm::Error tune(const TuningOptions &options, std::vector<TuningSummary> &summaries) {
    last = Phase::Fused;
    if (llvm::Error error = runFrontEnd())
      return error;
    if (llvm::Error error = runGraph())
      return error;
    auto found = tuneKernels(options);
    if (!found)
      return found.takeError();
    summaries = std::move(*found);
    return llvm::Error::success();
  }

private:
  //===--------------------------------------------------------------------===//
  // Text
  //===--------------------------------------------------------------------===//

  llvm::Error runFrontEnd() {
    const bool standardInput = request.input == "-";
    // What is too large is told with the language's own words.
    constexpr size_t most = dsl::maxFileBytes + 1;
    llvm::Expected<std::string> input =
        standardInput ? readStandardInput(most) : readBounded(request.input, most);
    if (!input)
      return input.takeError();
    text = std::move(*input);
    fileName = standardInput ? "<stdin>" : request.input;
    // Under the name by which locations know it, so that diagnostics can show the line.
    sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBufferCopy(text, fileName), {});
    Stopwatch watch;
    if (last == Phase::Ast || !request.dumpFolder.empty()) {
      std::optional<std::string> printed = dsl::printAst(text, fileName, request.load, errs);
      if (!printed)
        return alreadyReported();
      ast = std::move(*printed);
    }
    network = dsl::loadNetwork(text, fileName, request.load, errs);
    if (!network)
      return alreadyReported();
    log.time(Phase::Ast, "", watch.seconds());
    return log.dump(Phase::Ast, "", "dsl", ast);
  }

  //===--------------------------------------------------------------------===//
  // Graph to fused
  //===--------------------------------------------------------------------===//

  PipelineOptions pipelineOptions(std::vector<const Target *> targets) const {
    return {request.training,    std::move(targets), request.batches,           request.format,
            &tuning.schedules(), !request.strict,    request.constantLossScale, request.recompute};
  }

  /// Notes and dumps a phase of MLIR. A dump that fails is told when the passes are done.
  PhaseObserver observer(std::string variant) {
    return [this, variant](Phase phase, ModuleOp done, double seconds) {
      log.time(phase, variant, seconds);
      if (llvm::Error error = log.dump(phase, variant, done))
        dumpProblem = llvm::toString(std::move(error));
      if (phase == Phase::Fused)
        report.addFused(done, variant);
      if (phase == Phase::Plan)
        report.addPlan(done);
    };
  }

  llvm::Error runPasses(ModuleOp target, Phase from, Phase to, const PipelineOptions &options,
                        std::string variant) {
    LogicalResult result = runPhases(target, from, to, options, observer(std::move(variant)));
    if (!dumpProblem.empty())
      return inputError(dumpProblem);
    if (failed(result))
      return bugError("a pass failed; see the messages above");
    return llvm::Error::success();
  }

  llvm::Error runGraph() {
    Stopwatch watch;
    module = rn::importNetwork(*network, {request.training, request.symbolPrefix}, context);
    if (!module)
      return alreadyReported();
    observer("")(Phase::Graph, *module, watch.seconds());
    if (!dumpProblem.empty())
      return inputError(dumpProblem);
    if (llvm::Error error = runPasses(*module, Phase::Graph, std::min(last, Phase::Gradient),
                                      pipelineOptions(request.targets), ""))
      return error;
    return last >= Phase::Fused ? fuse() : llvm::Error::success();
  }

  llvm::Error fuse() {
    machines = machinesOf(request.targets);
    for (Machine &machine : machines) {
      machine.fused = machines.size() > 1 ? module->clone() : std::move(module);
      std::string variant = machine.isOnProcessor() ? "x86" : "cuda";
      if (llvm::Error error =
              runPasses(*machine.fused, Phase::Gradient, Phase::Fused,
                        pipelineOptions(machine.targets), machines.size() > 1 ? variant : ""))
        return error;
    }
    return llvm::Error::success();
  }

  /// The module, or from the fused phase on that of the first kind of machine.
  ModuleOp firstModule() { return machines.empty() ? *module : *machines.front().fused; }

  /// Of a library for processors and devices, kernels of processors are tuned.
  const Machine &tunedMachine() const {
    auto onProcessor =
        llvm::find_if(machines, [](const Machine &machine) { return machine.isOnProcessor(); });
    return onProcessor == machines.end() ? machines.front() : *onProcessor;
  }

  /// Opens the database, and tunes what it does not know where there is time for it.
  llvm::Expected<std::vector<TuningSummary>> tuneKernels(const TuningOptions &options) {
    const bool tunes = options.seconds > 0 && request.format == NumberFormat::F32;
    const Machine &machine = tunedMachine();
    if (tunes)
      if (llvm::Error error = checkMeasurable(machine.targets))
        return error;
    if (llvm::Error error = openTuning(tunes))
      return error;
    if (!tunes)
      return std::vector<TuningSummary>();
    return tuning.tune(*machine.fused, pipelineOptions(machine.targets), options);
  }

  /// A library does not fail for what only makes it faster; a tuning would have nowhere to go.
  llvm::Error openTuning(bool writes) {
    llvm::Error error = tuning.open(request.tuningDatabase, writes);
    if (writes)
      return error;
    return llvm::handleErrors(std::move(error), [&](const UnusableDatabase &unusable) {
      errs << "resnetc: warning: " << unusable.message()
           << "; this library does without what was measured there\n";
    });
  }

  std::string dotText() {
    std::string dot;
    llvm::raw_string_ostream os(dot);
    printDot(firstModule(), os);
    return dot;
  }

  /// The file is made from the checked network; the graph is asked only which weights fit.
  llvm::Error finishOnnx() {
    if (!outputs.toFile() && out.is_displayed())
      return inputError("an ONNX file is not for a terminal; write it with -o FILE.onnx");
    OnnxOptions options;
    options.producerVersion = versionText();
    std::string weights;
    if (!request.weights.empty()) {
      llvm::Expected<std::string> file = readFile(request.weights);
      if (!file)
        return file.takeError();
      weights = std::move(*file);
      options.weights = weights;
      if (llvm::Error error = runGraph())
        return error;
      if (llvm::Error error =
              acceptWeights(readState(firstModule()), network->name, options.weights))
        return error;
    }
    auto bytes = exportOnnx(*network, options);
    if (!bytes)
      return bytes.takeError();
    return outputs.finish(*bytes);
  }

  //===--------------------------------------------------------------------===//
  // Choices to host function, once for each instruction set
  //===--------------------------------------------------------------------===//

  llvm::Error runTarget(ModuleOp fused, const Target &target) {
    std::string variant = request.targets.size() > 1 ? target.name : "";
    OwningOpRef<ModuleOp> own = fused.clone();
    PipelineOptions options = pipelineOptions({&target});
    const RememberedSchedules schedules(tuning.schedules());
    options.schedules = &schedules;
    if (llvm::Error error =
            runPasses(*own, Phase::Fused, std::min(last, Phase::Plan), options, variant))
      return error;
    if (last >= Phase::Plan)
      if (llvm::Error error = checkSizes(*own, fileName, report.functions))
        return error;
    if (last >= Phase::Kernels) {
      std::vector<KernelJob> jobs = kernelJobs(*own);
      library.kernels.insert(library.kernels.end(), jobs.begin(), jobs.end());
    }
    if (last >= Phase::Llvm) {
      ModelDescription described = describeModel(*own);
      std::vector<VariantDescription> variants = std::move(library.model.variants);
      variants.push_back(std::move(described.variants.front()));
      library.model = std::move(described);
      library.model.variants = std::move(variants);
      if (llvm::Error error = runPasses(*own, Phase::Plan, Phase::Llvm, options, variant))
        return error;
    }
    library.hosts.push_back(*own);
    hosts.push_back(std::move(own));
    return llvm::Error::success();
  }

  /// Shows what a view wants of the first instruction set.
  llvm::Error finishTargetView() {
    if (request.view != View::Stmt && request.view != View::Asm)
      return outputs.finish(moduleText(*hosts.front()));
    auto output =
        request.view == View::Stmt ? kernels::KernelOutput::Loops : kernels::KernelOutput::Assembly;
    auto code = viewKernel(library.kernels, request.viewedKernel, output);
    if (!code)
      return code.takeError();
    return outputs.finish(*code);
  }

  //===--------------------------------------------------------------------===//
  // Library
  //===--------------------------------------------------------------------===//

  llvm::Error buildOutputs() {
    if (llvm::Error error = embedWeights())
      return error;
    library.kind = request.kind;
    library.model.compiler = compilerText();
    library.model.precision = nameOf(request.format);
    // The name by which a loader knows the library: that of a device or pipe would be none.
    library.fileName = outputs.toStream() ? network->name + ".so"
                                          : llvm::sys::path::filename(request.output).str();
    notePeaks();
    Stopwatch watch;
    KernelCompilerOptions options{request.threads, request.verbose ? &errs : nullptr};
    KernelCompilerStatistics statistics;
    auto objects = buildObjects(library, options, statistics);
    if (!objects)
      return objects.takeError();
    log.time(Phase::Object, "", watch.seconds());
    if (!request.report.empty())
      report.addCode(library.kernels, llvm::ArrayRef(*objects).take_back(library.kernels.size()));
    if (statistics.threads < statistics.wantedThreads)
      errs
          << "resnetc: note: kernels were compiled by " << statistics.threads << " of "
          << statistics.wantedThreads
          << " threads: the system starts no more; the limit may be one of threads (ulimit -u), of "
             "memory (ulimit -v), or the container's\n";
    if (request.verbose)
      errs << "kernels: " << statistics.compiled << " compiled, " << statistics.cached
           << " from the cache\n";
    Stopwatch linkWatch;
    auto bytes = buildLibrary(library, *objects);
    if (!bytes)
      return bytes.takeError();
    log.time(Phase::Library, "", linkWatch.seconds());
    return outputs.finishLibrary(*bytes, library.model);
  }

  /// Checks the weights that are to be embedded, and says what there is to say of them.
  llvm::Error acceptWeights(const StateLayout &state, llvm::StringRef model, llvm::StringRef file) {
    llvm::Expected<WeightRemarks> remarks =
        checkWeights(state, model, file, request.weights, &report.misfits);
    if (!remarks)
      return outputs.withReport(remarks.takeError());
    if (!remarks->warning.empty() && request.strictWeights)
      return inputError(remarks->warning);
    if (!remarks->warning.empty())
      errs << "resnetc: warning: " << remarks->warning << "\n";
    if (!remarks->note.empty())
      errs << "resnetc: note: " << remarks->note << "\n";
    return llvm::Error::success();
  }

  llvm::Error embedWeights() {
    if (request.weights.empty())
      return llvm::Error::success();
    llvm::Expected<std::string> file = readFile(request.weights);
    if (!file)
      return file.takeError();
    if (llvm::Error error =
            acceptWeights(library.model.variants.front().state, library.model.name, *file))
      return error;
    library.model.weights = std::move(*file);
    return llvm::Error::success();
  }

  void notePeaks() {
    if (!request.verbose)
      return;
    errs << "schedules are chosen for batch "
         << llvm::join(
                llvm::map_range(request.batches, [](int64_t b) { return std::to_string(b); }), ", ")
         << "; every other size runs too\n";
    for (const ReportedFunction &function : report.functions)
      errs << function.name << " (" << function.target << "): " << function.launches.size()
           << " launches, peak memory " << function.arenaFixed << " + batch * "
           << function.arenaPerImage << " bytes\n";
  }

  const CompileRequest &request;
  llvm::raw_ostream &out, &errs;
  PhaseLog log;
  Phase last;              ///< where this compilation ends
  std::string dumpProblem; ///< empty as long as all dumps could be written
  Report report;
  OutputWriter outputs{request, report, log, out, errs};
  std::string fileName, text, ast;
  std::unique_ptr<dsl::Network> network;
  llvm::SourceMgr sources;
  NetworkTuning tuning;
  PipelineContext context;
  SourceMgrDiagnosticHandler diagnostics;
  OwningOpRef<ModuleOp> module;             ///< up to the gradient phase
  std::vector<Machine> machines;            ///< from the fused phase on
  std::vector<OwningOpRef<ModuleOp>> hosts; ///< one for each instruction set
  LibraryInput library;
};

} // namespace

Outcome compile(const CompileRequest &request, llvm::raw_ostream &out, llvm::raw_ostream &errs) {
  return outcomeOf([&] { return Compiler(request, out, errs).run(); }, errs);
}

Outcome tune(const CompileRequest &request, const std::function<bool()> &stopped,
             std::vector<TuningSummary> &summaries, llvm::raw_ostream &errs) {
  return outcomeOf(
      [&] {
        return Compiler(request, llvm::nulls(), errs)
            .tune({request.timeBudget, request.exhaustive, stopped}, summaries);
      },
      errs);
}

} // namespace resnetc
