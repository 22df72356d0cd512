//===- Passes.td - passes of code generation ---------------------------------===//
#ifndef RN_CODEGEN_PASSES_TD
#define RN_CODEGEN_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNToLLVM : Pass<"rn-to-llvm", "::mlir::ModuleOp"> {
  let summary = "planned functions become host functions in the LLVM dialect";
  let description = [{
    Each `func.func @f` becomes `i32 @<name>_<target>_f(ptr frame)`; `frame` is an rn_frame of
    runtime/core/Abi.h, and the result is the status of the first kernel that fails, or 0.

    Pattern: alloc {fixed = F, per_image = P}  -> arena + F + P * batch
    Pattern: variable_buffer @v                -> state + offset of @v
    Pattern: constant_buffer v                 -> constants + its offset in the block of all (Constants.h)
    Pattern: launch @k(a, b)                   -> s = call @launch_k(userContext, n, a, b); if (s) return s

    @launch_k is made once for each kernel, by its target's backend: it takes plain pointers, and hands
    them to the kernel in the form that the backend's have.

    rn_to_llvm_c1: the module has the attributes rn.name and rn.target, and functions of one block.
    rn_to_llvm_c2: every alloc has its place in the arena.
    rn_to_llvm_c3: every argument of a function says by rn.binding what the caller gives it.
    rn_to_llvm_c4: every variable has its place in the state.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif
