//===- WeightsMatch.cpp - which tensor of a model does a name mean? ---------===//
//
// See WeightsFit.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/WeightsFit.h"

#include <initializer_list>
#include <string.h>

namespace {

constexpr char runningMean[] = ".running_mean", batchCount[] = ".num_batches_tracked";
constexpr char momentum[] = "momentum.";
constexpr const char *ofLossScale[] = {"loss_scale", "loss_scale.good_steps"};

/// Whether the name starts with one of the blank-separated `beginnings`.
bool startsWithAny(const char *name, size_t length, const char *beginnings) {
  while (beginnings && *beginnings) {
    size_t each = strcspn(beginnings, " ");
    if (each > 0 && length > each && memcmp(name, beginnings, each) == 0)
      return true;
    beginnings += each + (beginnings[each] == ' ');
  }
  return false;
}

} // namespace

extern "C" {

int64_t rn_find_wanted(const rn_wanted_list *wanted, const char *name, size_t length,
                       int64_t *cursor) {
  // To both sides: a file mostly has the tensors of a layer side by side, as the model has.
  const int64_t start = cursor && *cursor < wanted->count ? *cursor : 0;
  auto isAt = [&](int64_t at) {
    if (at < 0 || at >= wanted->count)
      return false;
    const char *each = wanted->at(wanted->closure, at).name;
    return strncmp(each, name, length) == 0 && !each[length];
  };
  for (int64_t i = 0; i < wanted->count; ++i)
    for (int64_t at : {start + i, start - 1 - i})
      if (isAt(at)) {
        if (cursor)
          *cursor = at + 1;
        return at;
      }
  return -1;
}

rn_match rn_match_tensor(const rn_wanted_list *wanted, const rn_text *name, int64_t *cursor) {
  constexpr size_t countLength = sizeof batchCount - 1, meanLength = sizeof runningMean - 1;
  if (rn_ends_with(*name, batchCount)) {
    rn_text mean = *name;
    mean.length -= countLength;
    memcpy(mean.bytes + mean.length, runningMean, meanLength); // the shorter of the two
    int64_t index = rn_find_wanted(wanted, mean.bytes, mean.length + meanLength, cursor);
    if (index >= 0)
      return {rn_match::BatchCount, index};
  }
  if (int64_t index = rn_find_wanted(wanted, name->bytes, name->length, cursor); index >= 0)
    return {rn_match::Tensor, index};
  // What is left may be of training alone: the scale of the loss, velocities, heads beside the
  // network, and both.
  for (const char *each : ofLossScale)
    if (name->length == strlen(each) && memcmp(name->bytes, each, name->length) == 0)
      return {rn_match::PassedOver, -1};
  const bool isVelocity = rn_starts_with(*name, momentum);
  const size_t skipped = isVelocity ? sizeof momentum - 1 : 0;
  const char *rest = name->bytes + skipped;
  if ((isVelocity && rn_find_wanted(wanted, rest, name->length - skipped, nullptr) >= 0) ||
      startsWithAny(rest, name->length - skipped, wanted->ignoredPrefixes))
    return {rn_match::PassedOver, -1};
  return {rn_match::Unknown, -1};
}

bool rn_shapes_agree(const int64_t *shape, int64_t rank, const int64_t *wanted,
                     int64_t wantedRank) {
  int64_t i = 0, j = 0;
  for (;;) {
    while (i < rank && shape[i] == 1)
      ++i;
    while (j < wantedRank && wanted[j] == 1)
      ++j;
    if (i == rank || j == wantedRank)
      return i == rank && j == wantedRank;
    if (shape[i++] != wanted[j++])
      return false;
  }
}

bool rn_read_batch_count(const rn_safetensors *file, const rn_entry *entry, int64_t *count) {
  return rn_shapes_agree(entry->shape, entry->rank, nullptr, 0) &&
         rn_read_whole(file->data + entry->begin, entry->dtype, count) && *count >= 0;
}

} // extern "C"
