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
  I32EnumAttrCase<"Slope", 9, "slope">]> {
  let cppNamespace = "::resnetc::rn";
  let genSpecializedAttr = 0;
}
def RN_RoleAttr : EnumAttr<RN_Dialect, RN_Role, "role"> { let assemblyFormat = "$value"; }

def RN_VariableOp : RN_Op<"variable", [Symbol]> {
  let summary = "a named tensor that lives as long as the model";
  let description = [{
    Learned weights, running statistics, the optimiser's velocities, and what `prepare` derives from them.
    variable_c1: initial is finite.

    ```mlir
    rn.variable @"conv1.weight" conv_weight : tensor<16x3x3x3xf32>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, RN_RoleAttr:$role, TypeAttrOf<RN_AnyTensor>:$type,
                       OptionalAttr<F64Attr>:$initial);
  let assemblyFormat = "$sym_name $role `:` $type attr-dict";
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// True for what the optimiser updates: weights, biases, slopes, batch norm's scale and shift.
    bool isTrainable() { return getRole() <= Role::BnBias || getRole() == Role::Slope; }
    /// What each element is before training, where weights are not drawn at random: `initial`, else the
    /// role's 1 (batch norm's scale, running variance), 0.25 (slope: He et al., arXiv:1502.01852) or 0.
    double getInitialValue();
    ::mlir::RankedTensorType getTensorType();
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
  let results = (outs RN_AnyTensor:$result);
  let assemblyFormat = "attr-dict $value";
}

#endif
