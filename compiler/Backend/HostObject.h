//===- HostObject.h - host functions and descriptor to object code ------------===//
#pragma once

#include "mlir/IR/BuiltinOps.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace resnetc {

/// Object code, or assembly text for a reader.
enum class HostOutput { Object, Assembly };

/// Adds what translating the LLVM dialect to LLVM IR needs; call once for each context.
void registerHostTranslation(mlir::MLIRContext &context);

/// Translates a module of the LLVM dialect.
llvm::Expected<std::unique_ptr<llvm::Module>> translateHost(mlir::ModuleOp module,
                                                            llvm::LLVMContext &context);

/// Sets data layout and triple of x86-64 Linux; do this before the module gets its contents.
llvm::Error setHostTarget(llvm::Module &module);

/// What every host has: for code that is not for one target.
inline constexpr llvm::StringLiteral baselineCpu = "x86-64";

/// Position-independent code of `module` for the processor `cpu` ("x86-64-v3").
llvm::Expected<std::string> emitHost(llvm::Module &module, llvm::StringRef cpu, HostOutput output);

} // namespace resnetc
