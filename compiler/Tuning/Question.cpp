//===- Question.cpp - what a tuning decides ----------------------------------------------===//
//
// See Question.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Question.h"

#include "compiler/Kernels/WinogradForms.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc {

using kernels::FilterTransform;
using kernels::KernelChoice;
using kernels::KernelSpec;
using kernels::WinogradForm;

static llvm::StringRef nameOf(FilterTransform filter) {
  switch (filter) {
  case FilterTransform::Prepared:
    return "prepared";
  case FilterTransform::PreparedInCache:
    return "prepared, in cache";
  case FilterTransform::EachCall:
    return "each call";
  case FilterTransform::TurnedRound:
    return "turned round";
  }
  return "";
}

std::string Question::key() const {
  return filter ? ("winograd " + nameOf(*filter) + ": " + spec.key()).str() : spec.key();
}

std::optional<Question> parseQuestion(llvm::StringRef key, const Target &target, int64_t batch) {
  std::optional<FilterTransform> filter;
  if (llvm::StringRef rest = key; rest.consume_front("winograd "))
    for (FilterTransform each :
         {FilterTransform::Prepared, FilterTransform::EachCall, FilterTransform::TurnedRound})
      if (rest.starts_with((nameOf(each) + ": ").str())) {
        filter = each;
        key = rest.drop_front(nameOf(each).size() + 2);
      }
  std::optional<KernelSpec> spec = kernels::parseSpec(key.str());
  if (!spec)
    return std::nullopt;
  return Question{std::move(*spec), filter, &target, batch, batch, {}};
}

KernelChoice choiceOfForm(std::optional<WinogradForm> form) {
  if (!form)
    return {"direct", {}, ""};
  KernelChoice choice{"winograd", {{"m", form->tile}, {"transformed", form->transformInput}}, ""};
  if (form->taps)
    choice.params["taps"] = 1;
  return choice;
}

std::optional<FormAnswer> formOfChoice(const KernelChoice &choice) {
  for (int64_t tile : {2, 3, 4, 5})
    for (WinogradForm form :
         {WinogradForm{tile, /*transformInput=*/false}, WinogradForm{tile, /*transformInput=*/true},
          WinogradForm{tile, /*transformInput=*/false, /*taps=*/true}})
      if (choice.key() == choiceOfForm(form).key())
        return FormAnswer{form};
  if (choice.key() == choiceOfForm(std::nullopt).key())
    return FormAnswer{std::nullopt};
  return std::nullopt;
}

/// The convolution computed in a form; nothing where one of its kernels is missing.
static std::optional<Way> wayOfForm(const Question &question, std::optional<WinogradForm> form,
                                    const ScheduleSource &known) {
  if (form && form->taps && *question.filter == FilterTransform::TurnedRound)
    return std::nullopt; // there is no such filter before its transform
  Way way{choiceOfForm(form), {}, question.n};
  for (KernelSpec &spec : convolutionKernels(question.spec, *question.filter, form)) {
    std::optional<KernelChoice> choice = known.schedule(spec, *question.target, question.batch);
    if (!choice)
      return std::nullopt;
    way.kernels.push_back({std::move(spec), std::move(*choice)});
  }
  return way;
}

static std::vector<Way> formWays(const Question &question, const ScheduleSource &known) {
  std::optional<WinogradForm> usual = question.target->backend->chooseWinograd(
      question.spec, *question.target, question.batch, *question.filter);
  std::vector<std::optional<WinogradForm>> forms = {usual};
  if (usual)
    forms.push_back(std::nullopt);
  for (WinogradForm form : kernels::winogradForms(question.spec))
    if (usual != form)
      forms.push_back(form);
  std::vector<Way> ways;
  for (std::optional<WinogradForm> form : forms) {
    std::optional<Way> way = wayOfForm(question, form, known);
    if (way)
      ways.push_back(std::move(*way));
    else if (ways.empty())
      return {}; // the default has to be there: all others are set against it
  }
  return ways;
}

std::vector<Way> waysOf(const Question &question, const ScheduleSource &known) {
  if (question.filter)
    return formWays(question, known);
  std::vector<Way> ways;
  for (KernelChoice &choice :
       question.target->backend->schedules(question.spec, *question.target, question.batch))
    ways.push_back({choice, {{question.spec, choice}}, question.n});
  return ways;
}

} // namespace resnetc
