//===- WeightsText.h - what does not fit, as a text for people ---------------------===//
//
// A network has hundreds of tensors, and weights of another one miss them all: a message shows the
// first faults and says how many more there are. For those that have a heap; the C interface
// fills a buffer instead.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/WeightsFit.h"

#include <string>
#include <utility>
#include <vector>

namespace resnetc {

/// Takes the report of rn_weights_fit.
class WeightsText {
public:
  /// `more` follows "and N more", for instance to say where they are.
  explicit WeightsText(std::string more = "") : more(std::move(more)) {}

  /// For rn_weights_fit; as long as the object lives.
  rn_report report() {
    return {[](void *closure, rn_report_line kind, const char *line) {
              static_cast<WeightsText *>(closure)->add(kind, line);
            },
            this};
  }

  /// The titles, the first twenty faults, and the advice; empty when there was nothing to report.
  std::string text() {
    closeList();
    return shown;
  }

  /// Every line.
  const std::vector<std::string> &lines() const { return all; }

private:
  static constexpr size_t most = 20;

  void add(rn_report_line kind, const char *line) {
    all.emplace_back(line);
    if (kind == RN_REPORT_HINT)
      closeList();
    if (kind != RN_REPORT_FAULT || ++faults <= most)
      append(line);
  }

  void closeList() {
    if (faults > most)
      append("  and " + std::to_string(faults - most) + " more" + more);
    faults = 0;
  }

  void append(const std::string &line) { shown += (shown.empty() ? "" : "\n") + line; }

  std::string more, shown;
  std::vector<std::string> all;
  size_t faults = 0;
};

} // namespace resnetc
