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

static std::string keyOf(const Question &question) {
  return keyOf(question.key(), question.target->key(), question.batch);
}

TunedSchedules::TunedSchedules(std::vector<TuningRow> rows, llvm::ArrayRef<TuningRow> shippedRows) {
  for (TuningRow &row : rows)
    add(std::move(row));
  for (const TuningRow &row : shippedRows)
    shipped[keyOf(row.kernel, row.target, row.batch)] = {row, "shipped"};
}

void TunedSchedules::add(TuningRow row, Origin origin) {
  std::string key = keyOf(row.kernel, row.target, row.batch);
  measured[key] = {std::move(row), origin == Origin::Database ? "db" : "measured"};
}

const TunedSchedules::Known *TunedSchedules::rowOf(const Question &question) const {
  auto found = measured.find(keyOf(question));
  return found == measured.end() ? nullptr : &found->second;
}

const TuningRow *TunedSchedules::find(const Question &question) const {
  const Known *known = rowOf(question);
  return known && known->row.version == question.target->backend->version() ? &known->row : nullptr;
}

bool TunedSchedules::isStale(const Question &question) const {
  return rowOf(question) && !find(question);
}

const TuningRow *TunedSchedules::findShipped(const Question &question,
                                             const KernelChoice &usual) const {
  auto found = shipped.find(keyOf(question));
  return found != shipped.end() && found->second.row.defaultChoice == usual.key()
             ? &found->second.row
             : nullptr;
}

/// What decides the question, if it is a choice that there is; null where the table does.
const TunedSchedules::Known *TunedSchedules::decisive(const Question &question,
                                                      const KernelChoice &usual) const {
  if (find(question))
    return rowOf(question);
  return findShipped(question, usual) ? &shipped.find(keyOf(question))->second : nullptr;
}

std::optional<WinogradForm> TunedSchedules::winograd(const KernelSpec &conv, const Target &target,
                                                     int64_t batch, FilterTransform filter) const {
  const Question question{conv, filter, &target, batch, batch, {}};
  if (measured.empty() && shipped.empty())
    return backendTables().winograd(conv, target, batch, filter);
  const std::vector<Way> ways = waysOf(question, *this);
  if (!ways.empty())
    if (const Known *known = decisive(question, ways.front().choice))
      for (const Way &way : ways)
        if (way.choice.key() == known->row.choice.key())
          return formOfChoice(way.choice)->form;
  return backendTables().winograd(conv, target, batch, filter);
}

std::string TunedSchedules::reasonOf(const Known &known) {
  if (known.row.choice.key() == known.row.defaultChoice)
    return (known.origin + ": nothing beats the table").str();
  return llvm::formatv("{0}: {1:f2} of the table's time", known.origin, known.row.ratio).str();
}

/// The convolution that a kernel multiplies for, and in which form; nothing where it is of none.
static std::optional<std::pair<KernelSpec, std::optional<WinogradForm>>>
convolutionOf(const KernelSpec &kernel) {
  KernelSpec conv = kernel;
  if (kernel.kernelClass == "conv" || kernel.kernelClass == "conv_grad_weight")
    return std::pair(conv, std::nullopt);
  if (kernel.kernelClass == "conv_winograd_phases") {
    conv.kernelClass = "conv";
    return std::pair(conv, kernels::winogradForms(conv).front());
  }
  if (kernel.kernelClass != "conv_winograd" && kernel.kernelClass != "conv_winograd_grad_weight")
    return std::nullopt;
  const bool gradient = kernel.kernelClass == "conv_winograd_grad_weight";
  conv.kernelClass = gradient ? "conv_grad_weight" : "conv";
  conv.attrs.erase("m");
  conv.attrs.erase("transformed");
  conv.attrs.erase("taps");
  return std::pair(conv, WinogradForm{kernel.get("m"), gradient || kernel.get("transformed") != 0,
                                      !gradient && kernel.get("taps") != 0});
}

std::string TunedSchedules::formReasonOf(const KernelSpec &kernel, const Target &target,
                                         int64_t batch) const {
  const auto convolution = convolutionOf(kernel);
  if (!convolution)
    return "";
  const auto &[conv, form] = *convolution;
  for (FilterTransform filter :
       {FilterTransform::Prepared, FilterTransform::EachCall, FilterTransform::TurnedRound}) {
    const Question question{conv, filter, &target, batch, batch, {}};
    const std::string key = keyOf(question);
    if (!measured.count(key) && !shipped.count(key))
      continue;
    const KernelChoice usual =
        choiceOfForm(target.backend->chooseWinograd(conv, target, batch, filter));
    const Known *known = decisive(question, usual);
    if (known && usual.key() != known->row.choice.key() &&
        known->row.choice.key() == choiceOfForm(form).key())
      return "; form by " + reasonOf(*known);
  }
  return "";
}

std::optional<KernelChoice> TunedSchedules::schedule(const KernelSpec &spec, const Target &target,
                                                     int64_t batch) const {
  std::vector<KernelChoice> choices = target.backend->schedules(spec, target, batch);
  if (choices.empty())
    return std::nullopt;
  const std::string form = formReasonOf(spec, target, batch);
  const Question question{spec, std::nullopt, &target, batch, batch, {}};
  if (const Known *known = decisive(question, choices.front()))
    for (KernelChoice &choice : choices)
      if (choice.key() == known->row.choice.key()) {
        choice.reason = reasonOf(*known) + form;
        return choice;
      }
  choices.front().reason += form;
  if (isStale(question))
    choices.front().reason += "; what was tuned is of another version of the kernels";
  return choices.front();
}

} // namespace resnetc
