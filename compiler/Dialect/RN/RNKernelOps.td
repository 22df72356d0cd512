//===- RNKernelOps.td - buffers and kernel launches --------------------===//
#ifndef RN_KERNEL_OPS_TD
#define RN_KERNEL_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_KernelOp : RN_Op<"kernel", [Symbol]> {
  let summary = "one compiled kernel: what it computes and the schedule chosen for it";
  let description = [{
    The symbol is made from the content, so equal kernels are one in every model.

    ```mlir
    rn.kernel @rn_conv_1f0c "conv" {c = 16, k = 16} schedule "tile" {rows = 4} because "table"
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrAttr:$kernel_class, DictionaryAttr:$attrs,
                       StrAttr:$variant, DictionaryAttr:$params, StrAttr:$reason);
  let assemblyFormat = "$sym_name $kernel_class $attrs `schedule` $variant $params `because` $reason attr-dict";
}

def RN_AllocOp : RN_Op<"alloc", [MemoryEffects<[MemAlloc]>]> {
  let summary = "a buffer in the arena; placed by the plan";
  let description = [{
    After the plan it lies at `fixed + per_image * N` bytes.
    alloc_c1: both offsets or none, non-negative multiples of 64.
  }];
  let arguments = (ins OptionalAttr<I64Attr>:$fixed, OptionalAttr<I64Attr>:$per_image);
  let results = (outs RN_BufferType:$buffer);
  let assemblyFormat = "attr-dict `:` type($buffer)";
  let hasVerifier = 1;
}

def RN_VariableBufferOp : RN_Op<"variable_buffer", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "where a variable lies in the state";
  let description = [{
    variable_buffer_c1: the symbol names an `rn.variable`. variable_buffer_c2: the buffer's tensor is the
    variable's.
  }];
  let arguments = (ins FlatSymbolRefAttr:$variable);
  let results = (outs RN_BufferType:$buffer);
  let assemblyFormat = "$variable attr-dict `:` type($buffer)";
}

def RN_ConstantBufferOp : RN_Op<"constant_buffer", [Pure]> {
  let summary = "a vector known when compiling, padded to its layout";
  let arguments = (ins ElementsAttr:$value);
  let results = (outs RN_BufferType:$buffer);
  let assemblyFormat = "$value attr-dict `:` type($buffer)";
}

def RN_JoinedOp : RN_Op<"joined", [Pure]> {
  let summary = "neighbours in memory as one buffer";
  let description = [{
    Buffers of variables, or of gradients and observations, which the plan has put one behind the other without a gap.
    The result is a vector of all their elements, padding lanes included. joined_c1: there is at least one.
  }];
  let arguments = (ins Variadic<RN_BufferType>:$parts);
  let results = (outs RN_BufferType:$buffer);
  let assemblyFormat = "`(` $parts `)` attr-dict `:` functional-type($parts, results)";
  let hasVerifier = 1;
}

def RN_LaunchOp : RN_Op<"launch", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "run a kernel on buffers, in the order of its interface";
  let description = [{
    `n` is the kernel's scalar: the batch when absent, else this number of vectors.
    launch_c1: the symbol names an `rn.kernel`.
  }];
  let arguments = (ins FlatSymbolRefAttr:$kernel, Variadic<RN_BufferType>:$args,
                       OptionalAttr<I64Attr>:$n);
  let assemblyFormat = "$kernel `(` $args `)` attr-dict (`:` type($args)^)?";
}

#endif
