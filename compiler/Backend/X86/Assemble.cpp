//===- Assemble.cpp - from assembly text to an object --------------------------------===//
//
// LLVM's assembler is reached by a module that holds nothing but the text.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Assemble.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

#include <stdexcept>

namespace resnetc::x86 {

std::string keepRequestedLines(std::string text) {
  const std::string from = "\tprefetchnta\t", to = "\tprefetcht0\t";
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
    text.replace(at, from.size(), to);
  return text;
}

namespace {

/// Keeps what the assembler says.
struct Messages : llvm::DiagnosticHandler {
  explicit Messages(std::string &text) : text(text) {}
  bool handleDiagnostics(const llvm::DiagnosticInfo &info) override {
    if (info.getSeverity() != llvm::DS_Error)
      return true;
    llvm::raw_string_ostream stream(text);
    llvm::DiagnosticPrinterRawOStream printer(stream);
    info.print(printer);
    return true;
  }
  std::string &text;
};

} // namespace

static std::unique_ptr<llvm::TargetMachine> assembler(const llvm::Triple &triple) {
  static const bool ready = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    return true;
  }();
  (void)ready;
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    throw std::runtime_error("LLVM has no assembler for x86-64: " + error);
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, "x86-64", /*Features=*/"", llvm::TargetOptions(), llvm::Reloc::PIC_));
}

std::string assemble(const std::string &text) {
  const llvm::Triple triple("x86_64-unknown-linux-gnu");
  std::string messages;
  llvm::LLVMContext context;
  context.setDiagnosticHandler(std::make_unique<Messages>(messages));
  std::unique_ptr<llvm::TargetMachine> machine = assembler(triple);
  llvm::Module module("kernel", context);
  module.setTargetTriple(triple);
  module.setDataLayout(machine->createDataLayout());
  module.setModuleInlineAsm(text);
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile))
    throw std::runtime_error("LLVM cannot write x86-64 object files");
  passes.run(module);
  if (!messages.empty())
    throw std::runtime_error("the text of a kernel cannot be assembled: " + messages);
  return bytes.str().str();
}

} // namespace resnetc::x86
