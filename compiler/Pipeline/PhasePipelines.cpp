//===- PhasePipelines.cpp - the phases by name, for resnetc-opt -----------------===//
//
// A test that wants the passes of a phase names the phase, so that it runs what the compiler runs.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/PhasePipelines.h"

#include "compiler/Pipeline/Pipeline.h"
#include "compiler/Precision/FormatOption.h"

#include "mlir/Pass/PassRegistry.h"

using namespace mlir;

namespace resnetc {

namespace {

struct PhaseOptions : PassPipelineOptions<PhaseOptions> {
  Option<bool> training{*this, "training", llvm::cl::desc("as of --mode=train"),
                        llvm::cl::init(false)};
  Option<std::string> march{*this, "march",
                            llvm::cl::desc("target; the first of the build where there is none"),
                            llvm::cl::init("")};
  ListOption<int64_t> batches{*this, "batches",
                              llvm::cl::desc("batches to specialise for, the first above all")};
  Option<NumberFormat> precision{*this, "precision", llvm::cl::desc("as of --precision"),
                                 llvm::cl::init(NumberFormat::F32), precisionValues()};
  Option<bool> fast{*this, "fast", llvm::cl::desc("as of --accuracy=fast"), llvm::cl::init(true)};
};

void registerPhase(const PhaseInfo &info) {
  Phase phase = info.phase;
  auto build = [phase](OpPassManager &passes, StringRef text,
                       function_ref<LogicalResult(const Twine &)> fail) -> LogicalResult {
    PhaseOptions options;
    if (failed(options.parseFromString(text)))
      return failure();
    const Target *target = findTarget(options.march);
    if (!target)
      return fail("expects a target, as " + targetNames() + ", got '" + options.march + "'");
    addPhasePasses(passes, phase,
                   {options.training,
                    {target},
                    {options.batches.begin(), options.batches.end()},
                    options.precision,
                    &backendTables(),
                    options.fast});
    return success();
  };
  registerPassPipeline(
      ("rn-phase-" + info.name).str(), info.sentence, build,
      [](function_ref<void(const detail::PassOptions &)> show) { show(PhaseOptions()); });
}

} // namespace

void registerPhasePipelines() {
  for (const PhaseInfo &info : allPhases())
    if (info.phase > Phase::Graph && info.phase <= Phase::Llvm)
      registerPhase(info);
}

} // namespace resnetc
