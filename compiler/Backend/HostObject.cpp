//===- HostObject.cpp - host functions and descriptor to object code ----------===//
//
// Host code is a few hundred calls with constant offsets, so it goes through LLVM's code generator
// without the optimiser: there is nothing to gain, and compiling must be quick.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/HostObject.h"

#include "compiler/Support/Errors.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

#include <mutex>

namespace resnetc {

static const llvm::Triple hostTriple("x86_64-unknown-linux-gnu");

static llvm::Expected<std::unique_ptr<llvm::TargetMachine>> targetMachine(llvm::StringRef cpu) {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
  });
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(hostTriple, error);
  if (!target)
    return bugError("LLVM has no code generator for x86-64: " + error);
  llvm::TargetOptions options;
  options.FunctionSections = true;
  options.DataSections = true;
  std::unique_ptr<llvm::TargetMachine> machine(
      target->createTargetMachine(hostTriple, cpu, /*Features=*/"", options, llvm::Reloc::PIC_,
                                  std::nullopt, llvm::CodeGenOptLevel::Less));
  if (!machine)
    return bugError("LLVM cannot generate code for '" + cpu + "'");
  return machine;
}

void registerHostTranslation(mlir::MLIRContext &context) {
  mlir::registerBuiltinDialectTranslation(context);
  mlir::registerLLVMDialectTranslation(context);
}

llvm::Error setHostTarget(llvm::Module &module) {
  auto machine = targetMachine(baselineCpu);
  if (!machine)
    return machine.takeError();
  module.setTargetTriple(hostTriple);
  module.setDataLayout((*machine)->createDataLayout());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<llvm::Module>> translateHost(mlir::ModuleOp module,
                                                            llvm::LLVMContext &context) {
  auto name = module->getAttrOfType<mlir::StringAttr>("rn.name");
  std::unique_ptr<llvm::Module> result =
      mlir::translateModuleToLLVMIR(module, context, name ? name.getValue() : "host");
  if (!result)
    return bugError("the host functions cannot be translated to LLVM IR");
  if (llvm::Error error = setHostTarget(*result))
    return error;
  return result;
}

llvm::Expected<std::string> emitHost(llvm::Module &module, llvm::StringRef cpu, HostOutput output) {
  auto machine = targetMachine(cpu);
  if (!machine)
    return machine.takeError();
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  auto type = output == HostOutput::Object ? llvm::CodeGenFileType::ObjectFile
                                           : llvm::CodeGenFileType::AssemblyFile;
  if ((*machine)->addPassesToEmitFile(passes, stream, nullptr, type))
    return bugError("LLVM cannot write x86-64 object files");
  passes.run(module);
  return bytes.str().str();
}

} // namespace resnetc
