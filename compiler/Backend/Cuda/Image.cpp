//===- Image.cpp - from a module of device functions to what a device loads -------------===//
//
// PTX 8.0 is what ptxas 12 and drivers from 525 on read, and enough for wgmma.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Image.h"

#include "compiler/Support/Errors.h"
#include "runtime/device/cuda/Kernel.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/NVVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

#include <cstdlib>
#include <mutex>

using namespace mlir;

namespace resnetc::cuda {

static const llvm::Triple deviceTriple("nvptx64-nvidia-cuda");
constexpr const char *ptxFeatures = "+ptx80";

std::unique_ptr<MLIRContext> makeDeviceContext() {
  DialectRegistry registry;
  registry.insert<arith::ArithDialect, cf::ControlFlowDialect, LLVM::LLVMDialect, NVVM::NVVMDialect,
                  scf::SCFDialect>();
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
  registerNVVMDialectTranslation(registry);
  auto context = std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  context->loadAllAvailableDialects();
  return context;
}

static llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
targetMachine(const CudaTarget &target) {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeNVPTXTargetInfo();
    LLVMInitializeNVPTXTarget();
    LLVMInitializeNVPTXTargetMC();
    LLVMInitializeNVPTXAsmPrinter();
  });
  std::string error;
  const llvm::Target *found = llvm::TargetRegistry::lookupTarget(deviceTriple, error);
  if (!found)
    return bugError("LLVM has no code generator for PTX: " + error);
  std::unique_ptr<llvm::TargetMachine> machine(
      found->createTargetMachine(deviceTriple, target.chip, ptxFeatures, llvm::TargetOptions(),
                                 std::nullopt, std::nullopt, llvm::CodeGenOptLevel::Aggressive));
  if (!machine)
    return bugError("LLVM cannot generate code for '" + llvm::Twine(target.chip) + "'");
  return machine;
}

static llvm::Error lowerToLLVM(ModuleOp module) {
  // LLVM's pipeline simplifies: MLIR's canonicaliser before it would take a third of the whole time.
  PassManager passes(module.getContext());
  passes.addPass(createSCFToControlFlowPass());
  passes.addPass(createArithToLLVMConversionPass());
  passes.addPass(createConvertControlFlowToLLVMPass());
  passes.addPass(createReconcileUnrealizedCastsPass());
  if (failed(passes.run(module)))
    return bugError("a device function cannot be lowered to the LLVM dialect");
  return llvm::Error::success();
}

static void optimise(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graphs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graphs, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3).run(module, modules);
}

static llvm::Expected<std::string> emitPtx(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::AssemblyFile))
    return bugError("LLVM cannot write PTX");
  passes.run(module);
  return text.str().str();
}

/// Bitcode behind a header that says how long it is, as drivers are handed an image without its size.
static std::string writeBitcode(const llvm::Module &module) {
  llvm::SmallString<0> code;
  llvm::raw_svector_ostream stream(code);
  llvm::WriteBitcodeToFile(module, stream);
  constexpr uint32_t magic = 0x0B17C0DE, version = 0, offset = 20, anyProcessor = 0;
  std::string image;
  for (uint32_t field : {magic, version, offset, static_cast<uint32_t>(code.size()), anyProcessor})
    for (int byte = 0; byte < 4; ++byte)
      image += static_cast<char>(field >> 8 * byte);
  return image + code.str().str();
}

llvm::Expected<Image> makeImage(ModuleOp module, const CudaTarget &target) {
  auto machine = targetMachine(target);
  if (!machine)
    return machine.takeError();
  if (llvm::Error error = lowerToLLVM(module))
    return error;
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> translated = translateModuleToLLVMIR(module, context, "kernel");
  if (!translated)
    return bugError("a device function cannot be translated to LLVM IR");
  translated->setTargetTriple(deviceTriple);
  translated->setDataLayout((*machine)->createDataLayout());
  optimise(*translated, **machine);
  if (target.emulated)
    return Image{RN_CUDA_BITCODE, 0, writeBitcode(*translated)};
  auto text = emitPtx(*translated, **machine);
  if (!text)
    return text.takeError();
  return Image{RN_CUDA_PTX, static_cast<int32_t>(target.architecture), std::move(*text)};
}

//===----------------------------------------------------------------------===//
// ptxas
//===----------------------------------------------------------------------===//

/// Where ptxas is; empty where it is not.
static const std::string &assembler() {
  static const std::string path = [] {
    llvm::SmallVector<std::string> folders;
    if (const char *home = std::getenv("CUDA_HOME"))
      folders.push_back(std::string(home) + "/bin");
    llvm::SmallVector<llvm::StringRef> names(folders.begin(), folders.end());
    if (!names.empty())
      if (auto found = llvm::sys::findProgramByName("ptxas", names))
        return *found;
    auto found = llvm::sys::findProgramByName("ptxas");
    return found ? *found : std::string();
  }();
  return path;
}

namespace {

/// A file of the system's folder for such, gone at the end.
class TemporaryFile {
public:
  explicit TemporaryFile(llvm::StringRef suffix) {
    problem = llvm::sys::fs::createTemporaryFile("resnetc", suffix, name);
  }
  ~TemporaryFile() {
    if (!problem)
      llvm::sys::fs::remove(name);
  }
  std::error_code problem;
  llvm::SmallString<128> name;
};

} // namespace

/// PTX is right by LLVM's word, so that it is ptxas that does not fit.
static llvm::Error assemblerProblem(const llvm::Twine &problem) {
  return inputError(
      "the assembler " + llvm::Twine(assembler()) + " " + problem +
      "; set CUDA_HOME to the folder of another CUDA toolkit, from 12 on, or take it out of "
      "PATH: without ptxas the driver assembles the library's PTX");
}

/// Runs ptxas with all its output in a file, whose text comes back.
static llvm::Expected<std::string> runAssembler(llvm::ArrayRef<llvm::StringRef> arguments) {
  TemporaryFile log("log");
  if (log.problem)
    return inputError("cannot make a temporary file: " + log.problem.message());
  llvm::SmallVector<llvm::StringRef> all = {assembler()};
  llvm::append_range(all, arguments);
  std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), llvm::StringRef(log.name),
                                                llvm::StringRef(log.name)};
  std::string error;
  int status = llvm::sys::ExecuteAndWait(assembler(), all, std::nullopt, redirects, 0, 0, &error);
  auto text = llvm::MemoryBuffer::getFile(log.name);
  std::string said = text ? (*text)->getBuffer().str() : "";
  if (status != 0)
    return assemblerProblem("ended with status " + llvm::Twine(status) + ": " + error + said);
  return said;
}

const std::string &assemblerVersion() {
  static const std::string version = [] {
    if (assembler().empty())
      return std::string("no ptxas");
    auto said = runAssembler({"--version"});
    if (said)
      return *said;
    return "ptxas: " + llvm::toString(said.takeError());
  }();
  return version;
}

llvm::Expected<std::optional<Image>> assemble(const Image &ptx, const CudaTarget &target) {
  if (assembler().empty())
    return std::nullopt;
  TemporaryFile text("ptx"), code("cubin");
  for (const TemporaryFile *file : {&text, &code})
    if (file->problem)
      return inputError("cannot make a temporary file: " + file->problem.message());
  std::error_code problem;
  llvm::raw_fd_ostream(text.name, problem) << ptx.bytes;
  if (problem)
    return inputError("cannot write a temporary file: " + problem.message());
  std::string arch = "-arch=" + target.chip;
  auto said = runAssembler({arch, "-O3", text.name, "-o", code.name});
  if (!said)
    return said.takeError();
  auto bytes = llvm::MemoryBuffer::getFile(code.name, /*IsText=*/false, false);
  if (!bytes || !(*bytes)->getBuffer().starts_with("\177ELF"))
    return assemblerProblem("wrote no machine code");
  return Image{RN_CUDA_CUBIN, ptx.architecture, (*bytes)->getBuffer().str()};
}

} // namespace resnetc::cuda
