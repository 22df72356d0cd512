//===- WeightsFit.h - does a file of weights fit a model? -------------------------===//
//
// Compares the tensors of a safetensors file with those of a model and reports everything that is
// missing, unexpected, misshapen or of a wrong type at once. Compiled libraries, the tools and the
// compiler share it, so that each says the same of the same file. Allocates nothing.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Safetensors.h"

/// One tensor of a model.
struct rn_wanted {
  const char *name;
  int32_t rank;
  const int64_t *shape;
  bool optional;   ///< the file may lack it
  bool isVariance; ///< a running variance: none of its values is below 0
};

/// A model as a file is compared with it.
struct rn_wanted_list {
  const char *model; ///< its name
  int64_t count;
  rn_wanted (*at)(const void *closure, int64_t index);
  const void *closure;
  unsigned char *flags; ///< `count` bytes; all bits but the lowest are used, and 0 before and after
  const char
      *ignoredPrefixes; ///< beginnings of other names that files may have, blank separated; or null
};

/// Parts of a report: its title and titles of groups, one line for each fault, advice at the end;
/// or, of a file that fits, what was taken as something else than it says.
enum rn_report_line { RN_REPORT_TITLE, RN_REPORT_FAULT, RN_REPORT_HINT, RN_REPORT_NOTE };

/// Takes the lines of a report, without their newlines.
struct rn_report {
  void (*line)(void *closure, rn_report_line kind, const char *text);
  void *closure;
};

/// What a tensor of a file is to a model.
struct rn_match {
  enum Kind { Tensor, BatchCount, PassedOver, Unknown } kind;
  int64_t index; ///< Tensor: of the wanted one; BatchCount: of the running mean that it belongs to
};

extern "C" {

/// Whether a name begins, or ends, with a text.
inline bool rn_starts_with(const rn_text &text, const char *start) {
  const size_t length = __builtin_strlen(start);
  return text.length >= length && __builtin_memcmp(text.bytes, start, length) == 0;
}
inline bool rn_ends_with(const rn_text &text, const char *end) {
  const size_t length = __builtin_strlen(end);
  return text.length >= length &&
         __builtin_memcmp(text.bytes + text.length - length, end, length) == 0;
}

/// Index of the wanted tensor of exactly that name, or -1. The search starts at `*cursor`, which is
/// left where the next name probably stands; null: at the first.
int64_t rn_find_wanted(const rn_wanted_list *wanted, const char *name, size_t length,
                       int64_t *cursor);

/// Finds the tensor of the model that a name of a file means. `X.num_batches_tracked` is the batch
/// count of the model's `X.running_mean`: torch keeps it beside a batch norm's statistics. The
/// velocity `momentum.X` of a tensor that the model has is ignored where the model has no
/// velocities, and so are the scale of the loss and what belongs to heads that only training has. The search starts at
/// `*cursor`, which is left where the next name probably stands.
rn_match rn_match_tensor(const rn_wanted_list *wanted, const rn_text *name, int64_t *cursor);

/// Whether a tensor of a file is one of the model's: the extents other than 1 are the same, in the
/// same order.
bool rn_shapes_agree(const int64_t *shape, int64_t rank, const int64_t *wanted, int64_t wantedRank);

/// Reads a batch count: one element of any shape, a whole number from 0 on in any type.
bool rn_read_batch_count(const rn_safetensors *file, const rn_entry *entry, int64_t *count);

/// True when an opened file holds every tensor of the model that is not optional, with its shape
/// but for dimensions of one and in a floating-point type, each once, and nothing else but batch
/// counts and velocities; then there is at most one note, of tensors with other dimensions of one.
/// Otherwise false, after a report of all faults: those of the model in its order,
/// those of the file in the file's order, with near misses and advice where the names are of
/// another scheme.
bool rn_weights_fit(const rn_safetensors *file, const rn_wanted_list *wanted,
                    const rn_report *report);

} // extern "C"
