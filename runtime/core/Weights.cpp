//===- Weights.cpp - a model's variables from a safetensors file in memory --------===//
//
// The file is checked as a whole (Safetensors.h, WeightsFit.h) before anything is set, and a misfit
// is told with all its faults, as far as the text of the latest failure has room.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"
#include "runtime/core/WeightsFit.h"

#include <stdio.h>
#include <string.h>

namespace {

rn_wanted wantedAt(const void *closure, int64_t index) {
  const rn_tensor &tensor = static_cast<const rn_variant *>(closure)->tensors[index];
  return {tensor.name, tensor.rank, tensor.shape, rn_is_optimizers(&tensor),
          tensor.role == RN_ROLE_RUNNING_VAR};
}

rn_wanted_list wantedOf(const resnetc_state *state) {
  return {state->model->name, state->namedCount, wantedAt,
          state->variant,     state->isSet,      state->model->ignoredPrefixes};
}

/// Collects a report in a buffer of fixed size; faults beyond it are counted.
class FixedText {
public:
  char bytes[rnErrorCapacity - 64] = "";

  void add(rn_report_line kind, const char *text) {
    if (kind == RN_REPORT_HINT)
      finish();
    const size_t length = strlen(text), room = kind == RN_REPORT_HINT ? 0 : reserve;
    if (dropped == 0 && used + length + 1 + room < sizeof bytes)
      append(text, length);
    else if (kind == RN_REPORT_FAULT)
      ++dropped;
    else if (kind == RN_REPORT_HINT && used + length + 1 < sizeof bytes)
      append(text, length);
  }

  /// Says how many faults had no room.
  void finish() {
    char text[64];
    if (dropped == 0 || finished)
      return;
    finished = true;
    snprintf(text, sizeof text, "  and %lld more", static_cast<long long>(dropped));
    append(text, strlen(text));
  }

private:
  static constexpr size_t reserve = 512; ///< for "and N more" and a hint

  void append(const char *text, size_t length) {
    if (used > 0)
      bytes[used++] = '\n';
    memcpy(bytes + used, text, length + 1);
    used += length;
  }

  size_t used = 0;
  int64_t dropped = 0;
  bool finished = false;
};

/// Sets one tensor, or its batch count, from the file.
void setEntry(resnetc_state *state, const rn_safetensors &file, const rn_entry &entry,
              rn_match match) {
  const unsigned char *bytes = file.data + entry.begin;
  if (match.kind == rn_match::BatchCount)
    rn_read_batch_count(&file, &entry, &state->batches[match.index]);
  if (match.kind != rn_match::Tensor)
    return;
  const rn_tensor &tensor = state->variant->tensors[match.index];
  auto *target = reinterpret_cast<float *>(state->data + tensor.stateOffset);
  if (entry.dtype == RN_F32)
    rn_to_blocked(&tensor, bytes, target);
  else
    rn_convert_to_blocked(&tensor, bytes, entry.dtype, target);
  state->isSet[match.index] = 1;
}

/// True when an entry still is what the check found: a file that another process writes to may
/// change under the feet of its reader.
bool stillFits(const resnetc_state *state, const rn_safetensors &file, const rn_entry &entry,
               rn_match match) {
  int64_t count;
  if (match.kind == rn_match::BatchCount)
    return rn_read_batch_count(&file, &entry, &count);
  if (match.kind != rn_match::Tensor)
    return true;
  const rn_tensor &tensor = state->variant->tensors[match.index];
  return rn_is_float(entry.dtype) &&
         rn_shapes_agree(entry.shape, entry.rank, tensor.shape, tensor.rank);
}

} // namespace

extern "C" {

resnetc_status rn_load_safetensors(resnetc_state *state, const unsigned char *bytes, size_t count) {
  resnetc_status status = rn_download(state, "load_weights");
  if (status != RESNETC_OK)
    return status;
  rn_safetensors file;
  rn_complaint complaint;
  if (!rn_safetensors_open(bytes, count, &file, &complaint))
    return rn_fail(RESNETC_ERROR_WEIGHTS, "load_weights: %s", complaint.text);
  const rn_wanted_list wanted = wantedOf(state);
  FixedText text;
  const rn_report report = {[](void *closure, rn_report_line kind, const char *line) {
                              static_cast<FixedText *>(closure)->add(kind, line);
                            },
                            &text};
  if (!rn_weights_fit(&file, &wanted, &report)) {
    text.finish();
    return rn_fail(RESNETC_ERROR_WEIGHTS, "load_weights: %s", text.bytes);
  }
  struct Closure {
    resnetc_state *state;
    const rn_safetensors *file;
    const rn_wanted_list *wanted;
    int64_t cursor;
  } closure = {state, &file, &wanted, 0};
  memset(state->batches, 0, static_cast<size_t>(state->namedCount) * sizeof(int64_t));
  bool whole = rn_safetensors_each(
      &file,
      [](void *data, const rn_entry *entry) {
        auto *closure = static_cast<Closure *>(data);
        rn_match match = rn_match_tensor(closure->wanted, &entry->name, &closure->cursor);
        if (!stillFits(closure->state, *closure->file, *entry, match))
          return false;
        setEntry(closure->state, *closure->file, *entry, match);
        return true;
      },
      &closure);
  state->stale.store(1, std::memory_order_release);
  state->copy.hostNewer.store(1, std::memory_order_release);
  if (!whole)
    return rn_fail(
        RESNETC_ERROR_WEIGHTS,
        "load_weights: the file changed while it was read; some tensors are set from it");
  return RESNETC_OK;
}

int64_t *rn_find_batches(const resnetc_state *state, const char *name) {
  rn_text text;
  text.length = strlen(name);
  if (text.length > rnNameCapacity)
    return nullptr;
  memcpy(text.bytes, name, text.length);
  const rn_wanted_list wanted = wantedOf(state);
  rn_match match = rn_match_tensor(&wanted, &text, nullptr);
  return match.kind == rn_match::BatchCount ? &state->batches[match.index] : nullptr;
}

} // extern "C"
