//===- NumberFormat.h - what maps and multiplications are computed in ------------------===//
#pragma once

namespace resnetc {

/// --precision. Variables, sums and statistics are f32 in all of them.
enum class NumberFormat { F32, BF16 };

} // namespace resnetc
