//===- main.cpp - resnetc-opt: every pass on .mlir text -------------------------===//
//
// `mlir-opt` for the compiler's own phases: reads a module, runs the passes named on the command
// line, and prints what comes out. Tests of passes, and people who look for a wrong rewrite, start
// here.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Passes.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"
#include "compiler/Gradient/Passes.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Lowering/Passes.h"
#include "compiler/Optimizer/Passes.h"
#include "compiler/Pipeline/Backends.h"
#include "compiler/Pipeline/PhasePipelines.h"
#include "compiler/Precision/Passes.h"
#include "compiler/Reference/Evaluable.h"
#include "compiler/Reference/Passes.h"
#include "compiler/Transforms/Passes.h"
#include "tools/StandardStreams.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Support/FileSystem.h"

int main(int argc, char **argv) {
  resnetc::tools::openStandardStreams();
  resnetc::registerAllBackends();
  resnetc::rn::registerRNGradientPasses();
  resnetc::rn::registerRNOptimizerPasses();
  resnetc::rn::registerRNPrecisionPasses();
  resnetc::rn::registerRNTransformsPasses();
  resnetc::rn::registerRNLoweringPasses();
  resnetc::rn::registerRNReferencePasses();
  resnetc::registerCodegenPasses();
  resnetc::registerPhasePipelines();
  mlir::registerTransformsPasses();
  mlir::DialectRegistry registry;
  registry.insert<resnetc::rn::RNDialect, mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::LLVM::LLVMDialect>();
  resnetc::rn::registerGradientRules(registry);
  resnetc::rn::registerKernelMappings(registry);
  resnetc::rn::registerReferenceModels(registry);
  auto [input, output] = mlir::registerAndParseCLIOptions(
      argc, argv, "the phases of resnetc on .mlir text\n", registry);
  llvm::sys::fs::file_status status;
  if (input != "-" && !llvm::sys::fs::status(input, status) &&
      !llvm::sys::fs::is_regular_file(status)) {
    llvm::errs() << "resnetc-opt: error: '" << input
                 << "' is no regular file, and may have no end; give a pipe as standard input\n";
    return EXIT_FAILURE;
  }
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, input, output, registry));
}
