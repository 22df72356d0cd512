//===- Layout.cpp - user's tensors to blocked storage and back --------------------===//
//
// Users see row-major tensors; kernels read channel blocks, [K/bK][C/bC][H][W][bC][bK], with zeros
// in the lanes beyond K or C, and between the groups of a filter in groups. Runs when weights are
// set or read, never per image.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <string.h>

namespace {

int64_t blocks(int64_t extent, int64_t block) { return (extent + block - 1) / block; }

/// Groups that are stored as one.
int64_t mergedGroups(const rn_tensor *t) { return t->groupC ? t->dims[1] / t->groupC : 1; }

/// True when some stored elements are none of the user's.
bool hasGaps(const rn_tensor *t) {
  return t->dims[0] % t->blockK || t->dims[1] % t->blockC || mergedGroups(t) > 1;
}

/// Calls visit(rowMajorIndex, blockedIndex) for every element of the tensor. The innermost loop
/// runs over the lanes of K that one block and one group have, so writes (to blocked) are
/// contiguous.
template <typename Visit> void forEachElement(const rn_tensor *t, Visit visit) {
  const int64_t K = t->dims[0], merged = mergedGroups(t), HW = t->dims[2] * t->dims[3];
  const int64_t C = t->dims[1] / merged, groupK = merged > 1 ? t->groupK : K;
  const int64_t bK = t->blockK, bC = t->blockC, cBlocks = blocks(t->dims[1], bC);
  for (int64_t k0 = 0, lanes; k0 < K; k0 += lanes) {
    const int64_t leftOfBlock = bK - k0 % bK, leftOfGroup = groupK - k0 % groupK;
    lanes = leftOfBlock < leftOfGroup ? leftOfBlock : leftOfGroup;
    const int64_t first = k0 / groupK % merged * C;
    for (int64_t c = 0; c < C; ++c)
      for (int64_t p = 0; p < HW; ++p) {
        int64_t block = (k0 / bK) * cBlocks + (first + c) / bC;
        int64_t base = ((block * HW + p) * bC + (first + c) % bC) * bK + k0 % bK;
        for (int64_t lane = 0; lane < lanes; ++lane)
          visit(((k0 + lane) * C + c) * HW + p, base + lane);
      }
  }
}

} // namespace

extern "C" {

int64_t rn_elements(const rn_tensor *tensor) {
  int64_t count = 1;
  for (int32_t i = 0; i < tensor->rank; ++i)
    count *= tensor->shape[i];
  return count;
}

bool rn_same_storage(const rn_tensor *a, const rn_tensor *b) {
  return memcmp(a->dims, b->dims, sizeof a->dims) == 0 && a->blockK == b->blockK &&
         a->blockC == b->blockC && a->groupK == b->groupK && a->groupC == b->groupC;
}

bool rn_is_optimizers(const rn_tensor *tensor) {
  return tensor->role == RN_ROLE_MOMENTUM || tensor->role == RN_ROLE_LOSS_SCALE;
}

int64_t rn_stored_bytes(const rn_tensor *t) {
  return blocks(t->dims[0], t->blockK) * t->blockK * blocks(t->dims[1], t->blockC) * t->blockC *
         t->dims[2] * t->dims[3] * static_cast<int64_t>(sizeof(float));
}

void rn_to_blocked(const rn_tensor *tensor, const void *rowMajor, float *blocked) {
  if (hasGaps(tensor))
    memset(blocked, 0, static_cast<size_t>(rn_stored_bytes(tensor)));
  auto *bytes = static_cast<const unsigned char *>(rowMajor);
  forEachElement(tensor, [=](int64_t from, int64_t to) {
    memcpy(&blocked[to], bytes + from * static_cast<int64_t>(sizeof(float)), sizeof(float));
  });
}

void rn_convert_to_blocked(const rn_tensor *tensor, const unsigned char *rowMajor, rn_dtype dtype,
                           float *blocked) {
  if (hasGaps(tensor))
    memset(blocked, 0, static_cast<size_t>(rn_stored_bytes(tensor)));
  forEachElement(tensor, [=](int64_t from, int64_t to) {
    blocked[to] = rn_read_float(rowMajor, dtype, from);
  });
}

void rn_from_blocked(const rn_tensor *tensor, const float *blocked, float *rowMajor) {
  forEachElement(tensor, [=](int64_t to, int64_t from) { rowMajor[to] = blocked[from]; });
}

rn_wrong_values rn_judge_blocked(const rn_tensor *tensor, const float *blocked) {
  rn_wrong_values values = {};
  const bool isVariance = tensor->role == RN_ROLE_RUNNING_VAR;
  forEachElement(
      tensor, [&](int64_t, int64_t from) { rn_judge_value(&values, blocked[from], isVariance); });
  return values;
}

} // extern "C"
