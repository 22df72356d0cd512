//===- NumberFormat.h - what maps and multiplications are computed in ------------------===//
#pragma once

namespace resnetc {

/// --precision, and what a target multiplies f32 in where --accuracy allows it: TF32 has ten bits of
/// mantissa. Variables, sums and statistics are f32 in all of them.
enum class NumberFormat { F32, BF16, FP16, TF32 };

inline constexpr NumberFormat allFormats[] = {NumberFormat::F32, NumberFormat::BF16,
                                              NumberFormat::FP16, NumberFormat::TF32};

/// "f32", "bf16", "fp16", "tf32".
constexpr const char *nameOf(NumberFormat format) {
  switch (format) {
  case NumberFormat::F32:
    return "f32";
  case NumberFormat::BF16:
    return "bf16";
  case NumberFormat::FP16:
    return "fp16";
  case NumberFormat::TF32:
    return "tf32";
  }
  return "";
}

/// True for the formats of 16 bits, in which maps and copies of weights lie in memory.
constexpr bool isHalf(NumberFormat format) {
  return format == NumberFormat::BF16 || format == NumberFormat::FP16;
}

} // namespace resnetc
