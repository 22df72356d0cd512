//===- TunedSchedules.cpp - schedules by measurement, else by the backends' tables ---------------===//
//
// A row is taken only where its choice is one that the backend offers: what a database says never
// makes a kernel that the backend would not.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/TunedSchedules.h"

#include "compiler/Kernels/WinogradForms.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace resnetc {

using kernels::FilterTransform;
using kernels::KernelChoice;
using kernels::KernelSpec;
using kernels::WinogradForm;

static std::string keyOf(const std::string &kernel, const std::string &target, int64_t batch) {
  return kernel + "\n" + target + "\n" + std::to_string(batch);
}

TunedSchedules::TunedSchedules(std::vector<TuningRow> rows) {
  for (TuningRow &row : rows)
    add(std::move(row));
}

void TunedSchedules::add(TuningRow row) {
  std::string key = keyOf(row.kernel, row.target, row.batch);
  byQuestion[key] = std::move(row);
}

const TuningRow *TunedSchedules::rowOf(const Question &question) const {
  auto found = byQuestion.find(keyOf(question.key(), question.target->key(), question.batch));
  return found == byQuestion.end() ? nullptr : &found->second;
}

const TuningRow *TunedSchedules::find(const Question &question) const {
  const TuningRow *row = rowOf(question);
  return row && row->version == question.target->backend->version() ? row : nullptr;
}

bool TunedSchedules::isStale(const Question &question) const {
  return rowOf(question) && !find(question);
}

std::optional<WinogradForm> TunedSchedules::winograd(const KernelSpec &conv, const Target &target,
                                                     int64_t batch, FilterTransform filter) const {
  const Question question{conv, filter, &target, batch, batch, {}};
  if (const TuningRow *row = find(question))
    for (const Way &way : waysOf(question, *this))
      if (way.choice.key() == row->choice.key())
        return formOfChoice(row->choice)->form;
  return backendTables().winograd(conv, target, batch, filter);
}

static std::string reasonOf(const TuningRow &row, const KernelChoice &usual) {
  if (row.choice.key() == usual.key())
    return "tuned: nothing beats the default";
  return llvm::formatv("tuned: {0:f2} of the default's time", row.ratio).str();
}

std::optional<KernelChoice> TunedSchedules::schedule(const KernelSpec &spec, const Target &target,
                                                     int64_t batch) const {
  std::vector<KernelChoice> choices = target.backend->schedules(spec, target, batch);
  if (choices.empty())
    return std::nullopt;
  const Question question{spec, std::nullopt, &target, batch, batch, {}};
  if (const TuningRow *row = find(question))
    for (KernelChoice &choice : choices)
      if (choice.key() == row->choice.key()) {
        choice.reason = reasonOf(*row, choices.front());
        return choice;
      }
  if (rowOf(question))
    choices.front().reason += "; what was tuned is of another version of the kernels";
  return choices.front();
}

} // namespace resnetc
