//===- Report.h - what was chosen, why, and what was declined ------------------------===//
#pragma once

#include "compiler/Codegen/KernelCompiler.h"
#include "compiler/Pipeline/Fusions.h"
#include "compiler/Pipeline/Movement.h"

#include "llvm/Support/JSON.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc {

/// A kernel of one instruction set.
struct ReportedKernel {
  std::string target, symbol, spec, variant, params, reason;
  int64_t uses = 0;                              ///< launches in all functions
  int64_t multiplyAdds = 0;                      ///< of one image, in one launch
  std::vector<FunctionResources> functions = {}; ///< of a device's kernel
};

/// A buffer in the arena of one function.
struct ReportedBuffer {
  std::string place, type;
  int64_t fixed = 0, perImage = 0;           ///< offset, bytes
  int64_t fixedBytes = 0, perImageBytes = 0; ///< size, bytes
};

/// A host function of one instruction set.
struct ReportedFunction {
  std::string target, name;
  std::string original;     ///< of a copy for another batch the function's name; else `name`
  int64_t batch = 1;        ///< that it is made for; 1 where it does not depend on one
  int64_t imagesAtOnce = 0; ///< groups in which larger batches go; 0: as a whole
  std::vector<ReportedLaunch> launches;
  int64_t arenaFixed = 0,
          arenaPerImage = 0; ///< peak memory is arenaFixed + batch * arenaPerImage bytes
  std::vector<ReportedBuffer> buffers;

  Movement moved() const; ///< by all of its launches
  Movement least() const; ///< that it could move, as Movement.h defines it
};

/// What a user waits for: an inference, or a training step (grad, then update).
struct ReportedStep {
  std::string target, name; ///< "infer" or "train"
  int64_t batch = 1;
  int64_t flops = 0, moved = 0, least = 0;                      ///< bytes, for the batch
  std::vector<std::pair<std::string, double>> predictions = {}; ///< devices and seconds
};

/// Everything that --report says, gathered while a network is compiled.
struct Report {
  std::string model, mode;
  int64_t multiplyAdds = 0; ///< of one image, forward
  int64_t stateBytes = 0;   ///< variables, of the first instruction set
  std::vector<Fusion> fusions;
  std::vector<ReportedKernel> kernels;
  std::vector<ReportedFunction> functions;
  std::vector<std::string> misfits; ///< why the weights do not fit; empty when they do

  /// Takes the fusions from a module after the fused phase; of several, `machine` says for which it is.
  void addFused(mlir::ModuleOp module, llvm::StringRef machine);
  /// Takes kernels, functions and buffers from a module after the plan phase.
  void addPlan(mlir::ModuleOp module);
  /// Takes what backends tell of the compiled kernels: `objects` are those of `jobs`.
  void addCode(llvm::ArrayRef<KernelJob> jobs, llvm::ArrayRef<ObjectFile> objects);
};

/// The steps of all functions, each at the batch that it is made for.
std::vector<ReportedStep> reportedSteps(const Report &report);

/// The report as one JSON object.
llvm::json::Value reportJson(const Report &report);

/// The report as one self-contained page.
std::string reportHtml(const Report &report);

} // namespace resnetc
