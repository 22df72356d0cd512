//===- NetworkTuning.cpp - the kernels of a network, tuned -----------------------------------------===//
//
// The compiler itself says what there is to choose: it runs the phases up to kernels with a
// source of schedules that notes what it is asked. Forms of convolutions come first, as other
// kernels follow from them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/NetworkTuning.h"

#include "compiler/Dialect/RN/BatchCopies.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Support/Errors.h"
#include "compiler/Tuning/Measurer.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/Support/Threading.h"

#include <chrono>

using namespace mlir;

namespace resnetc {

llvm::Error NetworkTuning::open(const std::string &path, bool writes) {
  if (path.empty())
    return llvm::Error::success();
  auto opened = TuningDatabase::open(path, writes ? TuningDatabase::Access::Write
                                                  : TuningDatabase::Access::Read);
  if (!opened)
    return opened.takeError();
  database = std::move(*opened);
  auto rows = database->rows();
  if (!rows)
    return rows.takeError();
  known = TunedSchedules(std::move(*rows), shipped);
  return llvm::Error::success();
}

llvm::Error checkMeasurable(llvm::ArrayRef<const Target *> targets) {
  const unsigned here = llvm::hardware_concurrency().compute_thread_count();
  for (const Target *target : targets) {
    if (!target->backend->runsHere(*target))
      return inputError("kernels for " + target->name +
                        " cannot be measured here, as this machine does not run them; tune on "
                        "one that does, and take the database along");
    if (target->cores > here)
      return inputError("schedules for " + llvm::Twine(target->cores) +
                        " cores cannot be measured here: this machine has " + llvm::Twine(here) +
                        "; tune on one that has as many, and take the database along");
  }
  return llvm::Error::success();
}

namespace {

/// Questions, each once, in the order in which they first came.
class Questions {
public:
  void add(Question question, Use use) {
    std::string key = question.key() + " for " + std::to_string(question.batch);
    Question &known = all.try_emplace(std::move(key), std::move(question)).first->second;
    for (Use &other : known.uses)
      if (other.training == use.training && other.batch == use.batch) {
        other.count += use.count;
        return;
      }
    known.uses.push_back(use);
  }

  std::vector<Question> take() {
    std::vector<Question> questions;
    for (auto &[key, question] : all)
      questions.push_back(std::move(question));
    return questions;
  }

private:
  llvm::MapVector<std::string, Question, std::map<std::string, unsigned>> all;
};

/// Answers as another source does, and notes for which convolutions it was asked.
class NotedForms : public ScheduleSource {
public:
  explicit NotedForms(const ScheduleSource &source) : source(source) {}

  std::optional<kernels::WinogradForm> winograd(const kernels::KernelSpec &conv,
                                                const Target &target, int64_t batch,
                                                kernels::FilterTransform filter) const override {
    const bool training = !isPrepared(filter);
    questions.add({conv, filter, &target, batch, batch, {}}, {training, batch});
    return source.winograd(conv, target, batch, filter);
  }
  std::optional<kernels::KernelChoice>
  schedule(const kernels::KernelSpec &spec, const Target &target, int64_t batch) const override {
    return source.schedule(spec, target, batch);
  }

  mutable Questions questions; ///< of passes, to which a source does not change

private:
  const ScheduleSource &source;
};

/// The tuning of a module for one target.
class TargetTuning {
public:
  TargetTuning(ModuleOp fused, PipelineOptions pipeline, TunedSchedules &known,
               const TuningDatabase *database, const TuningOptions &options,
               llvm::raw_ostream &errs)
      : fused(fused), pipeline(std::move(pipeline)), target(*this->pipeline.targets.front()),
        known(known), options(options), measurer(target, measureOptions()),
        tuner(measurer, known, database, errs, options.exhaustive) {}

  llvm::Expected<std::vector<Answer>> run() {
    const double start = measurer.now(), end = start + options.seconds;
    constexpr double formsShare = 0.4;
    std::vector<Answer> answers;
    if (pipeline.fast) {
      auto forms = askForms();
      if (!forms)
        return forms.takeError();
      auto answered = tuner.answer(std::move(*forms), start + formsShare * options.seconds);
      if (!answered)
        return answered.takeError();
      answers = std::move(*answered);
    }
    auto schedules = askSchedules();
    if (!schedules)
      return schedules.takeError();
    auto answered = tuner.answer(std::move(*schedules), end);
    if (!answered)
      return answered.takeError();
    llvm::move(*answered, std::back_inserter(answers));
    return answers;
  }

private:
  MeasureOptions measureOptions() {
    int64_t weightBytes = 0;
    for (auto variable : fused.getOps<rn::VariableOp>())
      weightBytes += 4 * variable.getTensorType().getNumElements();
    return {static_cast<int>(target.cores), weightBytes, options.stopped};
  }

  llvm::Expected<OwningOpRef<ModuleOp>> runTo(Phase phase, const ScheduleSource &source) {
    OwningOpRef<ModuleOp> module = fused.clone();
    PipelineOptions own = pipeline;
    own.schedules = &source;
    if (failed(runPhases(*module, Phase::Fused, phase, own, [](Phase, ModuleOp, double) {})))
      return bugError("a pass failed; see the messages above");
    return module;
  }

  llvm::Expected<std::vector<Question>> askForms() {
    NotedForms noted(known);
    auto module = runTo(Phase::Choose, noted);
    if (!module)
      return module.takeError();
    return noted.questions.take();
  }

  llvm::Expected<std::vector<Question>> askSchedules() {
    auto module = runTo(Phase::Kernels, known);
    if (!module)
      return module.takeError();
    Questions questions;
    // What is prepared from weights is computed once, and may take its time.
    for (StringRef name : {"infer", "grad", "update"})
      for (func::FuncOp function : rn::copiesOf(**module, name))
        addLaunches(function, questions,
                    {name != "infer", name == "update" ? 0 : rn::batchOf(function)});
    return questions.take();
  }

  void addLaunches(func::FuncOp function, Questions &questions, Use use) {
    const int64_t batch = rn::batchOf(function);
    function.walk([&](rn::LaunchOp launch) {
      auto kernel =
          SymbolTable::lookupNearestSymbolFrom<rn::KernelOp>(launch, launch.getKernelAttr());
      const auto n = static_cast<int64_t>(launch.getN().value_or(batch));
      questions.add({rn::specOf(kernel), std::nullopt, &target, rn::batchOf(launch), n, {}}, use);
    });
  }

  ModuleOp fused;
  PipelineOptions pipeline;
  const Target &target;
  TunedSchedules &known;
  const TuningOptions &options;
  KernelMeasurer measurer;
  Tuner tuner;
};

} // namespace

llvm::Expected<std::vector<TuningSummary>>
NetworkTuning::tune(ModuleOp fused, PipelineOptions pipeline, TuningOptions options) {
  const std::vector<const Target *> targets = pipeline.targets;
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(options.seconds);
  std::vector<TuningSummary> summaries;
  for (size_t i = 0; i < targets.size(); ++i) {
    std::chrono::duration<double> left = end - Clock::now();
    options.seconds = left.count() / static_cast<double>(targets.size() - i);
    pipeline.targets = {targets[i]};
    auto answers =
        TargetTuning(fused, pipeline, known, database ? &*database : nullptr, options, errs).run();
    if (!answers)
      return answers.takeError();
    llvm::append_range(summaries, summarize(*answers));
  }
  return summaries;
}

} // namespace resnetc
