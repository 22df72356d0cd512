//===- WeightsCheck.h - values that no trained model has --------------------------===//
//
// Numbers that are not finite, and running variances below 0: a network with them answers, and all
// of it is wrong. Shared by compiled libraries, the tools and the compiler. Allocates nothing.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/WeightsFit.h"

/// How many values of one tensor are wrong.
struct rn_wrong_values {
  int64_t notFinite, negative; ///< `negative` counts those of a running variance that are below 0
};

/// The tensors with wrong values so far; `text` names the first of them. Starts as zeros.
struct rn_wrong_tensors {
  int64_t count;
  char text[512];
};

/// Counts one more value.
inline void rn_judge_value(rn_wrong_values *values, float value, bool isVariance) {
  values->notFinite += !__builtin_isfinite(value);
  values->negative += isVariance && value < 0;
}

extern "C" {

/// Adds a tensor if it has wrong values.
void rn_add_wrong(rn_wrong_tensors *tensors, const char *name, size_t length,
                  const rn_wrong_values *values, int64_t elements);

/// Adds those of a file that fits the model, as f32; tensors that the model does not have are
/// ignored.
void rn_check_file(const rn_safetensors *file, const rn_wanted_list *wanted,
                   rn_wrong_tensors *tensors);

} // extern "C"
