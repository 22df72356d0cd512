//===- Merge.cpp - the best of two databases -------------------------------------------------===//
//
// See Merge.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Merge.h"

#include "compiler/Backend/Backend.h"

#include <map>
#include <tuple>

namespace resnetc {

bool isOfTodaysKernels(const TuningRow &row) {
  const Target *target = findTarget(row.target);
  return target && target->backend->version() == row.version;
}

using Key = std::tuple<std::string, std::string, int64_t>;

static Key keyOf(const TuningRow &row) { return {row.kernel, row.target, row.batch}; }

/// Whether `other` is to take the place of `row`.
static bool isBetter(const TuningRow &other, const TuningRow &row,
                     llvm::function_ref<bool(const TuningRow &)> isCurrent) {
  if (other.version != row.version) {
    const bool today = isCurrent(other);
    return today != isCurrent(row) ? today : other.date > row.date;
  }
  if (other.choice.key() == row.choice.key())
    return other.measurements > row.measurements;
  return other.ratio < row.ratio;
}

MergeResult mergeRows(llvm::ArrayRef<TuningRow> present, llvm::ArrayRef<TuningRow> others,
                      llvm::function_ref<bool(const TuningRow &)> isCurrent) {
  std::map<Key, const TuningRow *> known;
  for (const TuningRow &row : present)
    known[keyOf(row)] = &row;
  MergeResult result;
  for (const TuningRow &other : others) {
    auto found = known.find(keyOf(other));
    if (found == known.end()) {
      ++result.added;
      result.changed.push_back(other);
      continue;
    }
    const TuningRow &row = *found->second;
    const bool better = isBetter(other, row, isCurrent);
    ++(better ? result.replaced : result.kept);
    if (better)
      result.changed.push_back(other);
    if (other.version == row.version && other.choice.key() != row.choice.key())
      result.conflicts.push_back({better ? other : row, better ? row : other, better});
  }
  return result;
}

} // namespace resnetc
