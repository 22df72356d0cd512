//===- Phase.cpp - the stations between text and library -----------------------===//
//
// The list from which --help, --emit, --dump-phases and --time-phases are made.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Phase.h"

namespace resnetc {

static constexpr PhaseInfo phases[] = {
    {Phase::Ast, "ast", "the checked syntax tree, in canonical text of the language"},
    {Phase::Graph, "graph", "one op per layer on NCHW tensors"},
    {Phase::Gradient, "gradient", "for training: forward, loss, backward and update as one graph"},
    {Phase::Fused, "fused", "few large ops: convolutions with what comes before and after them"},
    {Phase::Choose, "choose", "algorithm, layouts, variant and parameters of each op, and why"},
    {Phase::Layout, "layout", "ops on channel-blocked activations, weights packed once"},
    {Phase::Kernels, "kernels", "one launch of a kernel per op, each kernel with its schedule"},
    {Phase::Plan, "plan", "every buffer at its place in one arena"},
    {Phase::Llvm, "llvm", "host functions in the LLVM dialect"},
    {Phase::Object, "object", "object code of kernels, host functions and descriptor"},
    {Phase::Library, "so", "the linked library with its header"},
};

llvm::ArrayRef<PhaseInfo> allPhases() { return phases; }

const PhaseInfo &phaseInfo(Phase phase) { return phases[static_cast<int>(phase)]; }

} // namespace resnetc
