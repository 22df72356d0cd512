//===- Rows.h - the rows of a database that a command is about ---------------------------===//
#pragma once

#include "tools/resnetc-tune/Commands.h"

namespace resnetc::tuner {

/// Which rows; as they are, all.
struct RowFilter {
  std::string kernel, target; ///< a part of the former, the beginning of the latter
  std::vector<int64_t> batches;
  bool improved = false; ///< only where the table is beaten
  std::string state;     ///< "current", "stale", or "" for both

  void addOptions(CLI::App &command);
  bool takes(const TuningRow &row) const;
};

/// The rows of a database that a filter takes.
llvm::Expected<std::vector<TuningRow>> readRows(const std::string &path, const RowFilter &filter);

/// Whether the answer is another than the table's.
bool isImproved(const TuningRow &row);

} // namespace resnetc::tuner
