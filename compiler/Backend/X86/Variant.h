//===- Variant.h - the variants of x86's kernels ---------------------------------===//
//
// A family's variants.inc lists its variants, which families.inc brings together.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Variants.h"
#include "compiler/Backend/X86/KernelBuilder.h"

namespace resnetc::x86 {

using ScheduleQuery = ScheduleQueryOf<X86Target>;
using Variant = VariantOf<X86Target, KernelBuilder>;

/// All of them.
const VariantTable<Variant> &variants();

/// Candidates of a variant that has no parameters.
inline std::vector<Params> noParams(const ScheduleQuery &) { return {{}}; }

/// The same, but for a scaled loss: maps in fp16, which needs one, have no kernels here.
inline std::vector<Params> unlessScaled(const ScheduleQuery &query) {
  return query.spec.get("scaled") ? std::vector<Params>() : noParams(query);
}

} // namespace resnetc::x86
