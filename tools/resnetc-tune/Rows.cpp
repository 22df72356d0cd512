//===- Rows.cpp - the rows of a database that a command is about -------------------------===//
//
// See Rows.h.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-tune/Rows.h"

#include "compiler/Tuning/Merge.h"

#include <llvm/ADT/STLExtras.h>

namespace resnetc::tuner {

void RowFilter::addOptions(CLI::App &command) {
  command.add_option("--kernel", kernel, "TEXT: only kernels whose name has it, as \"conv c=64\"");
  command.add_option("--target", target, "TEXT: only targets that begin with it, as avx512/zen5");
  command.add_option("--batch", batches, "N[,N...]: only these batches")
      ->delimiter(',')
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 20));
  command.add_flag("--improved", improved, "only where something beats the compiler's own choice");
  command
      .add_option("--state", state,
                  "current: only rows of the kernels that this resnetc makes; stale: only others")
      ->check(CLI::IsMember({"current", "stale"}));
}

bool isImproved(const TuningRow &row) { return row.choice.key() != row.defaultChoice; }

bool RowFilter::takes(const TuningRow &row) const {
  return llvm::StringRef(row.kernel).contains(kernel) &&
         llvm::StringRef(row.target).starts_with(target) &&
         (batches.empty() || llvm::is_contained(batches, row.batch)) &&
         (!improved || isImproved(row)) &&
         (state.empty() || (state == "current") == isOfTodaysKernels(row));
}

llvm::Expected<std::vector<TuningRow>> readRows(const std::string &path, const RowFilter &filter) {
  auto database = TuningDatabase::open(path, TuningDatabase::Access::Read);
  if (!database)
    return database.takeError();
  auto rows = database->rows();
  if (!rows)
    return rows.takeError();
  llvm::erase_if(*rows, [&](const TuningRow &row) { return !filter.takes(row); });
  return rows;
}

} // namespace resnetc::tuner
