//===- RNModuleOps.td - variables and constants --------------------------===//
#ifndef RN_MODULE_OPS_TD
#define RN_MODULE_OPS_TD

include "compiler/Dialect/RN/RNBase.td"

def RN_Role : I32EnumAttr<"Role", "what a variable is", [
  I32EnumAttrCase<"ConvWeight", 0, "conv_weight">,
  I32EnumAttrCase<"LinearWeight", 1, "linear_weight">,
  I32EnumAttrCase<"Bias", 2, "bias">,
  I32EnumAttrCase<"BnWeight", 3, "bn_weight">,
  I32EnumAttrCase<"BnBias", 4, "bn_bias">,
  I32EnumAttrCase<"RunningMean", 5, "running_mean">,
  I32EnumAttrCase<"RunningVar", 6, "running_var">,
  I32EnumAttrCase<"Momentum", 7, "momentum">,
  I32EnumAttrCase<"Derived", 8, "derived">,
  I32EnumAttrCase<"Slope", 9, "slope">,
  I32EnumAttrCase<"LossScale", 10, "loss_scale">]> {
  let cppNamespace = "::resnetc::rn";
  let genSpecializedAttr = 0;
}
def RN_RoleAttr : EnumAttr<RN_Dialect, RN_Role, "role"> { let assemblyFormat = "$value"; }

def RN_VariableOp : RN_Op<"variable", [Symbol, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "a named tensor that lives as long as the model";
  let description = [{
    Learned weights, running statistics, the optimiser's slots, the scale of the loss, and what `prepare` derives from them. The role
    says what it is to the user; what the compiler does with it stands in attributes of its own:
    `trainable` for what the optimiser updates, `slot_of` in the optimiser's memory of a trainable variable,
    `initial` for what each element is before training where weights are not drawn at random, `user_shape`
    where files and callers know it by another shape than the type's, and `offset`, in bytes from the start of
    the state, once the plan has placed it.

    variable_c1: initial is finite. variable_c2: slot_of names a trainable variable of the same type.
    variable_c3: user_shape has as many elements as the type. variable_c4: offset is a non-negative multiple
    of 64. variable_c5: what is trainable is neither a slot nor derived.

    ```mlir
    rn.variable @"conv1.weight" conv_weight trainable : tensor<16x3x3x3xf32>
    rn.variable @"momentum.conv1.weight" momentum slot_of @"conv1.weight" : tensor<16x3x3x3xf32>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, RN_RoleAttr:$role, TypeAttrOf<RN_AnyTensor>:$type,
                       UnitAttr:$trainable, OptionalAttr<FlatSymbolRefAttr>:$slot_of,
                       DefaultValuedAttr<F64Attr, "0.0">:$initial,
                       OptionalAttr<DenseI64ArrayAttr>:$user_shape, OptionalAttr<I64Attr>:$offset);
  let assemblyFormat = [{
    $sym_name $role (`trainable` $trainable^)? (`slot_of` $slot_of^)? `:` $type attr-dict
  }];
  let hasVerifier = 1;
  // A variable that only `prepare` and `infer` know.
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::RankedTensorType":$type), [{
    build($_builder, $_state, name, Role::Derived, type, /*trainable=*/false, {}, ::llvm::APFloat(0.0), {}, {});
  }]>];
  let extraClassDeclaration = [{
    ::mlir::RankedTensorType getTensorType();
    /// The shape by which files and callers know it.
    ::llvm::ArrayRef<int64_t> getOuterShape();
    /// True for what a file of weights has: learned values and running statistics.
    bool isStored() { return !isOptimizers() && getRole() != Role::Derived; }
    /// True for what the optimiser remembers from step to step: files of weights may do without it.
    bool isOptimizers() { return getSlotOf() || getRole() == Role::LossScale; }
  }];
}

def RN_ReadOp : RN_PureOp<"read", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the value of a variable when the function starts";
  let description = [{
    read_c1: the symbol names an `rn.variable`. read_c2: the type is the variable's.
    All reads of a function see the values from before any of its writes.
  }];
  let arguments = (ins FlatSymbolRefAttr:$variable);
  let results = (outs RN_AnyTensor:$value);
  let assemblyFormat = "$variable attr-dict `:` type($value)";
}

def RN_WriteOp : RN_Op<"write", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the new value of a variable when the function ends";
  let description = [{ write_c1: the symbol names an `rn.variable`. write_c2: the type is the variable's. }];
  let arguments = (ins FlatSymbolRefAttr:$variable, RN_AnyTensor:$value);
  let assemblyFormat = "$variable `,` $value attr-dict `:` type($value)";
}

def RN_ConstantOp : RN_PureOp<"constant", [AllTypesMatch<["value", "result"]>]> {
  let summary = "a vector known when compiling, such as the input's mean";
  let arguments = (ins ElementsAttr:$value);
  let results = (outs RN_Vector:$result);
  let assemblyFormat = "attr-dict $value";
}

#endif
