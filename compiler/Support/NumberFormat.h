//===- NumberFormat.h - what maps and multiplications are computed in ------------------===//
#pragma once

namespace resnetc {

/// --precision, and what a target multiplies f32 in where --accuracy allows it: TF32 has ten bits of
/// mantissa. Variables, sums and statistics are f32 in all of them.
enum class NumberFormat { F32, BF16, TF32 };

/// "f32", "bf16", "tf32".
constexpr const char *nameOf(NumberFormat format) {
  return format == NumberFormat::F32 ? "f32" : format == NumberFormat::BF16 ? "bf16" : "tf32";
}

} // namespace resnetc
