//===- Pipeline.cpp - the order of the passes ---------------------------------===//
//
// Reads as the list of passes; beside each stands why it comes where it does.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Pipeline.h"

#include "compiler/Backend/Backend.h"
#include "compiler/Codegen/Passes.h"
#include "compiler/Gradient/Passes.h"
#include "compiler/Lowering/Passes.h"
#include "compiler/Optimizer/Passes.h"
#include "compiler/Pipeline/Borders.h"
#include "compiler/Precision/Passes.h"
#include "compiler/Transforms/Passes.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Transforms/Passes.h"

#include <chrono>

namespace resnetc {

static void addGradientPasses(mlir::OpPassManager &passes, const PipelineOptions &options) {
  if (!options.training)
    return;
  // On the graph as the user wrote it: every layer has its rule, no fused op needs one.
  passes.addPass(rn::createRNGradient());
  passes.addPass(rn::createRNSgd());
  if (options.format == NumberFormat::FP16) {
    // While each gradient of @update is still its argument, and no loss is fused.
    rn::RNScaleLossOptions scale;
    if (options.constantLossScale) {
      scale.initial = *options.constantLossScale;
      scale.interval = 0;
    }
    passes.addPass(rn::createRNScaleLoss(scale));
  }
  // Rules ask for the same transposed or masked value more than once.
  passes.addPass(mlir::createCSEPass());
}

static void addFusedPasses(mlir::OpPassManager &passes, const PipelineOptions &options) {
  auto &functions = passes.nest<mlir::func::FuncOp>();
  // What one target's kernels cannot do stays apart for all: they share the module.
  auto canFuse = [&](FusionKind kind) {
    return llvm::all_of(options.targets,
                        [&](const Target *target) { return target->backend->canFuse(kind); });
  };
  // Inference: first the batch norm goes into the filter; then residual add and ReLU follow the
  // convolution directly and can join it.
  functions.addPass(rn::createRNFoldBatchNorm());
  if (canFuse(FusionKind::Epilogue))
    functions.addPass(rn::createRNFuseEpilogue());
  if (options.training) {
    // Training: taken apart, batch norm leaves sums for the convolution before it and affine maps
    // for its readers.
    functions.addPass(rn::createRNDecomposeBatchNorm());
    if (canFuse(FusionKind::Statistics))
      functions.addPass(rn::createRNFuseStatistics());
  }
  // What is left of layers becomes one pass over memory each ...
  functions.addPass(rn::createRNFuseElementwise());
  if (options.training && canFuse(FusionKind::Gradient))
    // ... whose ReLU masks the gradient kernels can now recognise, and compute from the affine map
    // ...
    functions.addPass(rn::createRNFuseGradient());
  // ... before those maps disappear into the convolutions that read them.
  if (canFuse(FusionKind::PoolPrologue)) {
    rn::RNFusePrologueOptions prologue;
    prologue.convolutions = canFuse(FusionKind::Prologue);
    functions.addPass(rn::createRNFusePrologue(prologue));
  }
  functions.addPass(mlir::createCSEPass());
  // Formats are chosen when it is clear what lies in memory, and what stays in registers.
  if (isHalf(options.format)) {
    rn::RNNarrowOptions narrow;
    narrow.format = options.format;
    passes.addPass(rn::createRNNarrow(narrow));
  }
}

/// Everything that is asked of the source of schedules, so that later phases only apply it.
static void addChoosePasses(mlir::OpPassManager &passes, const PipelineOptions &options) {
  rn::RNGroupImagesOptions group;
  group.march = options.targets.front()->key();
  passes.addPass(rn::createRNGroupImages(group));
  rn::RNSpecializeOptions specialize;
  specialize.batches.assign(options.batches.begin(), options.batches.end());
  passes.addPass(rn::createRNSpecialize(specialize));
  const bool fastF32 = options.fast && options.format == NumberFormat::F32;
  if (fastF32) {
    // Before layouts, for it decides which filters and maps get a layout of their own.
    passes.addPass(rn::createRNUseWinograd(options.targets.front()->key(), *options.schedules));
    // Convolutions that share a filter share its transform.
    passes.addNestedPass<mlir::func::FuncOp>(mlir::createCSEPass());
  }
  rn::RNAssignLayoutOptions layout;
  layout.march = options.targets.front()->key();
  passes.addPass(rn::createRNAssignLayout(layout));
  // Two gradients by data may read the same transposed filter.
  passes.addNestedPass<mlir::func::FuncOp>(mlir::createCSEPass());
  // With algorithms and layouts, every op's kernel is known.
  if (fastF32)
    passes.addPass(rn::createRNNarrowProducts(*options.schedules));
  passes.addPass(rn::createRNChooseSchedules(*options.schedules));
}

void addPhasePasses(mlir::OpPassManager &passes, Phase phase, const PipelineOptions &options) {
  switch (phase) {
  case Phase::Gradient:
    return addGradientPasses(passes, options);
  case Phase::Fused:
    return addFusedPasses(passes, options);
  case Phase::Choose:
    return addChoosePasses(passes, options);
  case Phase::Layout:
    // When the choices stand, it is clear what inference computes from weights alone.
    passes.addPass(rn::createRNSplitPrepare());
    if (options.recompute)
      passes.addNestedPass<mlir::func::FuncOp>(rn::createRNRecompute());
    return;
  case Phase::Kernels:
    passes.addPass(rn::createRNLowerToKernels());
    return;
  case Phase::Plan:
    // The arenas begin with what the backward pass leaves for the update, and the state follows in
    // that order.
    passes.addPass(rn::createRNPlanGradients());
    passes.addPass(rn::createRNPlanState());
    passes.addPass(rn::createRNMergeLaunches());
    passes.addNestedPass<mlir::func::FuncOp>(rn::createRNPlanMemory());
    return;
  case Phase::Llvm:
    passes.addPass(createRNToLLVM());
    return;
  case Phase::Ast:
  case Phase::Graph:
  case Phase::Object:
  case Phase::Library:
    return;
  }
}

mlir::LogicalResult runPhases(mlir::ModuleOp module, Phase from, Phase to,
                              const PipelineOptions &options, const PhaseObserver &observer) {
  for (int i = static_cast<int>(from) + 1; i <= static_cast<int>(to); ++i) {
    auto phase = static_cast<Phase>(i);
    auto start = std::chrono::steady_clock::now();
    mlir::PassManager passes(module->getContext(), mlir::ModuleOp::getOperationName());
    // At the end of a phase alone: for deep networks verifying takes longer than most passes do.
    // resnetc-opt verifies after each.
    passes.enableVerifier(false);
    addPhasePasses(passes, phase, options);
    if (failed(passes.run(module)) || failed(mlir::verify(module)) ||
        failed(checkBorder(phase, module, options)))
      return mlir::failure();
    std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    observer(phase, module, seconds.count());
  }
  return mlir::success();
}

} // namespace resnetc
