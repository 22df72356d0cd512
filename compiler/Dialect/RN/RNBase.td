//===- RNBase.td - the rn dialect, its attributes and shared op classes ------===//
//
// `rn` describes one residual network from its layers down to calls of kernels. Values are tensors of
// f32; the batch is the dynamic first dimension. Logical shapes never change: a layout is an encoding on
// the tensor type, so the same ops, verifiers and evaluator serve before and after layouts are chosen.
//
//===----------------------------------------------------------------------===//
#ifndef RN_BASE_TD
#define RN_BASE_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/IR/TensorEncoding.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "compiler/Dialect/RN/ValueKinds.td"

def RN_Dialect : Dialect {
  let name = "rn";
  let cppNamespace = "::resnetc::rn";
  let summary = "residual networks: layers, their gradients, fused layers and kernel launches";
  let description = [{
    Arithmetic is that of IEEE 754, and comparisons keep what is not a number: max(x, 0), the larger of two
    values and the largest of a window are NaN where an operand is, and the gradient of a ReLU passes where
    its output is positive or NaN.

    Arguments and results of functions say by `rn.binding` what they are to the caller; each binding stands at
    most once among a function's arguments, and once among its results. What @grad returns for @update to take
    names the variable that it is for: by `rn.gradient_of` its gradient, by `rn.observation_of` what the batch
    gives for a running statistic.

    ```mlir
    func.func @infer(%x: tensor<?x3x8x8xf32> {rn.binding = #rn.binding<input>}) -> (...)
    ```
  }];
  let hasRegionArgAttrVerify = 1;
  let hasRegionResultAttrVerify = 1;
  let useDefaultAttributePrinterParser = 1;
  let useDefaultTypePrinterParser = 1;
  let extraClassDeclaration = [{
    // Each family's ops, beside their verifiers.
    void addActivationOps();
    void addConvOps();
    void addElementwiseOps();
    void addJoinOps();
    void addKernelOps();
    void addLossOps();
    void addModuleOps();
    void addNormOps();
    void addPoolOps();
  }];
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def RN_Binding : I32EnumAttr<"Binding", "what an argument or result is to the caller", [
  I32EnumAttrCase<"Input", 0, "input">,
  I32EnumAttrCase<"Labels", 1, "labels">,
  I32EnumAttrCase<"Key", 2, "key">,       // of dropout's masks
  I32EnumAttrCase<"Hyper", 3, "hyper">,   // the optimiser's numbers
  I32EnumAttrCase<"Output", 4, "output">]> {
  let cppNamespace = "::resnetc::rn";
  let genSpecializedAttr = 0;
}
def RN_BindingAttr : EnumAttr<RN_Dialect, RN_Binding, "binding"> {
  let assemblyFormat = "`<` $value `>`";
}

//===----------------------------------------------------------------------===//
// Layout encodings
//===----------------------------------------------------------------------===//

class RN_Layout<string name, string attrMnemonic>
    : AttrDef<RN_Dialect, name, [DeclareAttrInterfaceMethods<VerifiableTensorEncoding>]> {
  let mnemonic = attrMnemonic;
  let genVerifyDecl = 1;
}

def RN_BlockedAttr : RN_Layout<"Blocked", "blocked"> {
  let summary = "channels in blocks of `block`: [N][C/block][H][W][block], or a vector padded to a multiple of it";
  let parameters = (ins "int64_t":$block);
  let assemblyFormat = "`<` $block `>`";
}

def RN_ChannelsLastAttr : RN_Layout<"ChannelsLast", "channels_last"> {
  let summary = "activations as decoders of images give them: [N][H][W][C]";
  let genVerifyDecl = 0;
}

def RN_PackedAttr : RN_Layout<"Packed", "packed"> {
  let summary = "a weight of logical dims (K, C, H, W) as [K/k][C/c][H][W][c][k]";
  let description = [{
    `dims` are the four logical dims; a linear weight of type [K, C*H*W] carries the map it is applied to.
    With `transposed` the order is [C/c][K/k][H][W][k][c], as the gradient by data reads it.

    A filter [K, C/groups, H, W] of a convolution in `groups` is stored for merged groups: the second of
    `dims` is C / groups times the groups that are merged, and an output has zeros for the inputs that its
    own group does not see. Transposed, the input channels are all there and the outputs those of a merged group.
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$dims, "int64_t":$k, "int64_t":$c,
                        DefaultValuedParameter<"bool", "false">:$transposed,
                        DefaultValuedParameter<"int64_t", "1">:$groups);
  let assemblyFormat = "`<` `[` $dims `]` `,` struct($k, $c, $transposed, $groups) `>`";
}

def RN_WinogradAttr : RN_Layout<"Winograd", "winograd"> {
  let summary = "a 3 x 3 filter transformed to s * s positions: [K/block][s][s][C/block][c][k]; or one in phases";
  let description = [{
    The filter of Winograd's convolution, whose tiles have side * side positions: 4 or 6, for tiles of side - 2
    outputs at stride 1, and s = side; 5 or 9, for tiles of (side - 1) / 2 outputs at stride 2, where positions
    share filters and s = (side + 3) / 2.

    A side of 6 * s, s at least 2, is that of a filter [K, C, H, W] for a map of the caller in strides of s, cut into its
    s * s phases: [K/block][6][6][s][s][C][k], columns before rows of positions. Its phases have t = ceil(H / s) =
    ceil(W / s) rows of taps, 2 to 5, and output tiles are of (7 - t) x (7 - t).
  }];
  let parameters = (ins "int64_t":$side, "int64_t":$block);
  let assemblyFormat = "`<` struct($side, $block) `>`";
}

def RN_WinogradTilesAttr : RN_Layout<"WinogradTiles", "winograd_tiles"> {
  let summary = "activations transformed for Winograd's convolution: [N][side][side][C/block][down * across][block]";
  let description = [{
    `down` x `across` tiles of the convolution's output, padding included; `gradient`: transformed as the gradient
    by that output, not as the input.
  }];
  let parameters = (ins "int64_t":$side, "int64_t":$down, "int64_t":$across, "int64_t":$block,
                        DefaultValuedParameter<"bool", "false">:$gradient);
  let assemblyFormat = "`<` struct($side, $down, $across, $block, $gradient) `>`";
}

def RN_PartialsAttr : RN_Layout<"Partials", "partials"> {
  let summary = "partial sums [N][C/block][count][S][block] of a logical [N, S, C]";
  let parameters = (ins "int64_t":$block, "int64_t":$count);
  let assemblyFormat = "`<` struct($block, $count) `>`";
}

def RN_ScheduleAttr : AttrDef<RN_Dialect, "Schedule"> {
  let mnemonic = "schedule";
  let summary = "how a kernel is computed: a variant of its class, its parameters, and why it was taken";
  let parameters = (ins StringRefParameter<>:$variant, "::mlir::DictionaryAttr":$params, StringRefParameter<>:$reason);
  let assemblyFormat = "`<` $variant $params `because` $reason `>`";
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

// Every size is fixed, positive and below 2^31, but for the batch, which is dynamic and comes first.
class RN_TensorOf<list<Type> elements, string shape, string valueKind, string what>
    : Type<And<[RankedTensorOf<elements>.predicate,
                CPred<"::resnetc::rn::" # shape>]>, what, "::mlir::RankedTensorType"> {
  string kind = valueKind;
}
class RN_BatchOf<list<Type> elements, int rank, string kind, string what>
    : RN_TensorOf<elements, "isBatchShape($_self, " # rank # ")", kind, what>;
class RN_FixedOf<list<Type> elements, int rank, string kind, string what>
    : RN_TensorOf<elements, "isFixedShape($_self, " # rank # ")", kind, what>;

// Activations and what multiplies them may be narrower than f32; sums, statistics, vectors and rows of
// classes are not.
def RN_Act : RN_BatchOf<[F32, BF16, F16], 4, "Map", "f32, bf16 or f16 activations [?, C, H, W]">;
// Of images: ui8 with the channels last, at most maxByteChannels of them. What reads it as a number takes a
// scale and a shift along.
def RN_Bytes : RN_BatchOf<[UI8], 4, "Nchw", "ui8 bytes [?, C, H, W]">;
def RN_ActOrBytes : RN_BatchOf<[F32, BF16, F16, UI8], 4, "Map", "f32, bf16 or f16 activations, or ui8 bytes [?, C, H, W]">;
def RN_Index : RN_BatchOf<[I8], 4, "Map", "i8 window positions [?, C, H, W]">;
def RN_Rows : RN_BatchOf<[F32], 2, "Rows", "f32 rows [?, K]">;
def RN_Sums : RN_BatchOf<[F32], 3, "Partials", "f32 sums [?, 2, C]">;
def RN_Moments : RN_BatchOf<[F32], 3, "Partials", "f32 sums about pivots [?, 3, C]">;
def RN_Labels : RN_BatchOf<[I64], 1, "Rows", "i64 labels [?]">;
def RN_Key : RN_FixedOf<[I64], 1, "Numbers", "i64 key of fixed length">;
def RN_Filter : RN_FixedOf<[F32, BF16, F16], 4, "Weight", "f32, bf16 or f16 filter [K, C, H, W]">;
def RN_Matrix : RN_FixedOf<[F32, BF16, F16], 2, "Weight", "f32, bf16 or f16 matrix of fixed shape">;
def RN_Vector : RN_FixedOf<[F32], 1, "Vector", "f32 vector of fixed length">;
def RN_Nchw : RN_BatchOf<[F32], 4, "Nchw", "f32 activations [?, C, H, W] as the caller has them">;
def RN_Numbers : RN_FixedOf<[F32], 1, "Numbers", "f32 numbers, not of channels">;
def RN_AnyTensor : RN_TensorOf<[F32, BF16, F16], "isFixedShape($_self)", "Any", "f32, bf16 or f16 tensor of fixed shape">;

/// What a result is, by the type that its op declares for it.
class RN_KindOf<TypeConstraint type> {
  string kind = !if(!isa<RN_TensorOf>(type), !cast<RN_TensorOf>(type).kind,
                    !if(!isa<Optional>(type), RN_KindOf<!cast<Optional>(type).baseType>.kind, "Any"));
}

def RN_BufferType : TypeDef<RN_Dialect, "Buffer"> {
  let mnemonic = "buffer";
  let summary = "memory that holds one tensor, in the tensor's layout";
  let parameters = (ins "::mlir::RankedTensorType":$tensor);
  let assemblyFormat = "`<` $tensor `>`";
}

//===----------------------------------------------------------------------===//
// Op classes
//===----------------------------------------------------------------------===//

/// Little arithmetic for the memory it moves: the report says of each such op why no kernel took it in.
def RN_MemoryBound : NativeOpTrait<"MemoryBound"> { let cppNamespace = "::resnetc::rn"; }

class RN_Op<string mnemonic, list<Trait> traits = []> : Op<RN_Dialect, mnemonic, traits>;

/// An op whose result is a function of its operands alone.
class RN_PureOp<string mnemonic, list<Trait> traits = []>
    : RN_Op<mnemonic, !listconcat([Pure, RN_ResultKinds], traits)> {
  list<string> kinds = !foreach(i, !range(!size(results)),
                                "ValueKind::" # RN_KindOf<!getdagarg<TypeConstraint>(results, i)>.kind);
  code resultKinds = "static ::llvm::ArrayRef<ValueKind> getResultKinds() {\n"
                     "  static constexpr ValueKind kinds[] = {" # !interleave(kinds, ", ") # "};\n"
                     "  return kinds;\n}\n";
  let extraClassDeclaration = resultKinds;
}

/// Every op of values prints as `rn.op(operands) {attributes} : (types) -> types`.
class RN_ValueOp<string mnemonic, list<Trait> traits = []> : RN_PureOp<mnemonic, traits> {
  let assemblyFormat = "`(` operands `)` attr-dict `:` functional-type(operands, results)";
}

#endif // RN_BASE_TD
