//===- Tails.h - what is left where vectors do not divide a row ---------------------------===//
//
// Halide ends a row that is no whole number of vectors with a masked access. Its lanes beyond the
// row may lie outside of the argument: that cannot fault, but where the page is not mapped the
// processor takes a slow path of hundreds of cycles for every such access.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <memory>

namespace resnetc::x86 {

/// A pass over lowered code that takes masked accesses apart, lane by lane; whole vectors stay as
/// they are. For Halide's add_custom_lowering_pass. Throws std::logic_error for a masked load
/// outside of a masked store's value: a schedule that this does not know.
std::unique_ptr<Halide::Internal::IRMutator> tailPass();

} // namespace resnetc::x86
