//===- Passes.td - passes from layouts to the plan of memory -------------------===//
#ifndef RN_LOWERING_PASSES_TD
#define RN_LOWERING_PASSES_TD

include "mlir/Pass/PassBase.td"

def RNGroupImages : Pass<"rn-group-images", "::mlir::ModuleOp"> {
  let summary = "how many images @infer takes at once, so that their maps stay in the target's caches";
  let description = [{
    Sets `rn.images_at_once`; where the target takes a batch whole, nothing.
  }];
  let options = [Option<"march", "march", "std::string", "\"\"", "target; the first of the build where there is none">];
}

def RNSpecialize : Pass<"rn-specialize", "::mlir::ModuleOp"> {
  let summary = "a copy of @infer and @grad for each batch that is named";
  let description = [{
    The first batch is that of the functions themselves; copies are named after theirs (@infer_b16) and refer
    to the first by `rn.copy_of`. Each has its `rn.batch`, in a function with `rn.images_at_once` no more than that.
  }];
  let options = [ListOption<"batches", "batches", "int64_t", "the batches, the one that is expected most first">];
}

def RNUseWinograd : Pass<"rn-use-winograd", "::mlir::ModuleOp"> {
  let dependentDialects = ["::resnetc::rn::RNDialect"];
  let summary = "convolutions by Winograd's algorithm, where that pays on the target";
  let description = [{
    Pattern: conv(x, w) -> conv(x, winograd_filter(w)), w from variables alone
    Pattern: likewise -> conv(winograd_input(x), winograd_filter(w)), where all tiles should be ready before
    Pattern: conv(x, w) -> conv(x, winograd_filter(w)), x the caller's map, in strides: the filter in phases
    Pattern: conv(x, w) -> conv(x, w) {winograd_tile}, which transforms both on the way, where filters are large
    Pattern: conv_grad_input(g, w) -> conv(g, winograd_filter(w) {transposed}), and likewise
    Pattern: conv_grad_weight(x, g) -> conv_grad_weight(winograd_input(x), winograd_gradient(g))
    Pattern: likewise -> conv_grad_weight(x, g) {winograd_tile}, which transforms both on the way
    All but the fourth are of 3 x 3 filters at stride 1.
    rn-split-prepare moves the transforms of filters from @infer to @prepare. Choose phase, as are all
    that ask a source of schedules.
  }];
  let constructor = "::resnetc::rn::createRNUseWinograd()";
  let options = [Option<"march", "march", "std::string", "\"\"", "target; the first of the build where there is none">];
}

def RNAssignLayout : Pass<"rn-assign-layout", "::mlir::ModuleOp"> {
  let dependentDialects = ["::resnetc::rn::RNDialect"];
  let summary = "channel-blocked activations and packed weights for the whole graph";
  let description = [{
    Reorders stand only at the borders: a convolution reads an NCHW input of few channels as it is, other readers
    get `to_blocked`; results that are maps get `to_nchw`.
  }];
  let options = [Option<"march", "march", "std::string", "\"\"", "target; the first of the build where there is none">];
}

def RNNarrowProducts : Pass<"rn-narrow-products", "::mlir::ModuleOp"> {
  let summary = "Multiplies f32 in the target's faster format, where it has one";
  let description = [{
    Marks each op that multiplies maps or weights with `rn.compute`, if the backend has a kernel of
    that format for it. What lies in memory stays f32, and sums are f32. Choose phase, as of
    --accuracy=fast.
  }];
  let constructor = "::resnetc::rn::createRNNarrowProducts()";
}

def RNChooseSchedules : Pass<"rn-choose-schedules", "::mlir::ModuleOp"> {
  let dependentDialects = ["::resnetc::rn::RNDialect"];
  let summary = "how each op's kernel is computed: variant and parameters";
  let description = [{
    They are noted on the op as `rn.schedule`, with the reason, chosen for the `rn.batch` of its function; what has
    no batch, as all that is computed from weights alone, gets the same in every copy of a function. An op
    without a kernel on the target gets none, and rn-lower-to-kernels says so.
  }];
  let constructor = "::resnetc::rn::createRNChooseSchedules()";
}

def RNSplitPrepare : Pass<"rn-split-prepare", "::mlir::ModuleOp"> {
  let summary = "what @infer computes from variables alone moves to @prepare";
  let description = [{ The values become derived variables, written once when weights are loaded. }];
}

def RNRecompute : Pass<"rn-recompute", "::mlir::func::FuncOp"> {
  let summary = "cheap maps that the backward pass reads are computed again there, not kept";
  let description = [{
    An op of the forward pass that is bound by memory, and whose result the backward pass of @grad reads, is repeated
    before the first reader there if all maps that it reads are kept until then for others. Layout phase, as the
    elimination of common subexpressions would undo it.
  }];
}

def RNLowerToKernels : Pass<"rn-lower-to-kernels", "::mlir::ModuleOp"> {
  let dependentDialects = ["::resnetc::rn::RNDialect"];
  let summary = "every op becomes the launch of a kernel on buffers";
  let description = [{ Kernels with the same signature and schedule are one `rn.kernel`. }];
}

def RNPlanState : Pass<"rn-plan-state", "::mlir::ModuleOp"> {
  let summary = "a place in the state for every variable";
  let description = [{
    One block of memory holds all variables: trainable ones first, in the order of their gradients where these have
    places, then running means, running variances, the optimiser's slots in the order of what they are for, and what
    @prepare derives. Its size is the module's `rn.state_bytes`.
  }];
}

def RNPlanGradients : Pass<"rn-plan-gradients", "::mlir::ModuleOp"> {
  let summary = "a place at the start of the arena for what @grad leaves for @update";
  let description = [{
    Gradients lie in the order in which @grad completes them, cut into buckets (`rn.bucket_ends`), and after
    them the observations of running statistics, means before variances; all are `rn.left_bytes`. Arguments get their `rn.offset`.
  }];
}

def RNMergeLaunches : Pass<"rn-merge-launches", "::mlir::ModuleOp"> {
  let dependentDialects = ["::resnetc::rn::RNDialect"];
  let summary = "one launch for the updates of neighbours in memory";
  let description = [{
    Pattern: launch(p0, v0, g0, hyper) {n = a}, launch(p1, v1, g1, hyper) {n = b}
             -> launch(joined(p0, p1), joined(v0, v1), joined(g0, g1), hyper) {n = a + b}
    In @update, of one kernel, where each operand that is as long as the pass begins where the one before it ends.
  }];
}

def RNPlanMemory : Pass<"rn-plan-memory", "::mlir::func::FuncOp"> {
  let summary = "a place in one arena for every buffer, by liveness";
  let description = [{
    What @grad leaves for @update comes first. Buffers that grow with the batch lie behind those that do not, each at `fixed + per_image * N`; two
    buffers share bytes only if their lives do not meet. An output that a kernel may write over its input
    takes the input's place when the input dies there.
  }];
}

#endif
