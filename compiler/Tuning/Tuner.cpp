//===- Tuner.cpp - answers questions until its time is over ------------------------------------===//
//
// See Tuner.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Tuner.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TargetParser/Host.h"

#include <algorithm>
#include <ctime>
#include <map>

namespace resnetc {

/// Now, as "2026-11-27T15:04:05Z".
static std::string dateText() {
  std::time_t now = std::time(nullptr);
  std::tm parts = {};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Tuner::Task Tuner::taskOf(Question question) const {
  Task task;
  task.ways = waysOf(question, known);
  if (!task.ways.empty())
    task.answer.cost = rooflineCost(task.ways.front(), *question.target);
  task.answer.stale = known.isStale(question);
  if (const TuningRow *row = known.find(question)) {
    task.answer.state = Answer::State::Known;
    task.answer.row = *row;
  } else if (task.ways.size() < 2) {
    task.answer.state = Answer::State::Single;
  }
  task.answer.question = std::move(question);
  return task;
}

void Tuner::weigh(std::vector<Task> &tasks) {
  std::map<std::pair<bool, int64_t>, double> calls; ///< what each costs, by its kind and batch
  for (const Task &task : tasks)
    for (const Use &use : task.answer.question.uses)
      calls[{use.training, use.batch}] += static_cast<double>(use.count) * task.answer.cost;
  for (Task &task : tasks)
    for (const Use &use : task.answer.question.uses) {
      double call = calls[{use.training, use.batch}];
      if (use.batch == 0) // a part of every call, so of the largest
        for (const auto &[kind, cost] : calls)
          call = std::max(call, cost);
      if (call > 0)
        task.weight += static_cast<double>(use.count) * task.answer.cost / call;
    }
}

llvm::Expected<std::vector<Answer>> Tuner::answer(std::vector<Question> questions, double end) {
  std::vector<Task> tasks;
  for (Question &question : questions)
    tasks.push_back(taskOf(std::move(question)));
  weigh(tasks);
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const Task &a, const Task &b) { return a.weight > b.weight; });
  auto isOpen = [](const Task &task) { return task.answer.state == Answer::State::Left; };
  double open = 0;
  for (const Task &task : tasks)
    open += isOpen(task) ? task.weight : 0;
  const size_t all = llvm::count_if(tasks, isOpen);
  size_t done = 0;
  for (Task &task : tasks) {
    double now = measurer.now();
    if (!isOpen(task)) {
      learn(task);
      continue;
    }
    if (now >= end || measurer.stopped())
      break;
    drawProgress(task, done++, all, end);
    const double share = std::min(1.0, task.weight / open);
    llvm::Error error = tune(task, {now + (end - now) * share, end});
    wipeProgress();
    if (error)
      return error;
    open -= task.weight;
  }
  std::vector<Answer> answers;
  for (Task &task : tasks)
    answers.push_back(std::move(task.answer));
  return answers;
}

void Tuner::warn(const llvm::Twine &what, llvm::Error error) {
  wipeProgress();
  errs << "resnetc: warning: " << what
       << " was left out: " << llvm::StringRef(llvm::toString(std::move(error))).rtrim() << "\n";
}

static TuningRow rowOf(const Question &question, llvm::ArrayRef<Way> ways, const Finding &finding) {
  std::vector<MeasuredChoice> tried;
  for (const MeasuredRatio &one : finding.tried)
    tried.push_back({ways[one.way].choice.key(), one.ratio});
  return {question.key(),
          question.target->key(),
          question.batch,
          question.target->backend->version().str(),
          ways[finding.best].choice,
          ways.front().choice.key(),
          finding.seconds,
          finding.defaultSeconds,
          finding.ratio,
          finding.spread,
          finding.measurements,
          llvm::sys::getHostCPUName().str(),
          dateText(),
          std::move(tried)};
}

/// By the cost model; what ships for the question is tried first.
WayOrder Tuner::orderOf(const Task &task) const {
  WayOrder order = orderWays(model.predict(task.answer.question, task.ways));
  if (exhaustive)
    order.pruned = 0;
  const TuningRow *shipped = known.findShipped(task.answer.question, task.ways.front().choice);
  for (size_t i = 1; shipped && i < order.places.size(); ++i)
    if (task.ways[order.places[i]].choice.key() == shipped->choice.key())
      std::rotate(&order.places[1], &order.places[i], &order.places[i] + 1);
  return order;
}

/// From this run's measurements and from those in the database alike, so that a tuning that was
/// interrupted goes on as if it had not been.
void Tuner::learn(const Task &task) {
  std::vector<MeasuredRatio> measured;
  for (const MeasuredChoice &one : task.answer.row.tried)
    for (size_t way = 0; way < task.ways.size(); ++way)
      if (task.ways[way].choice.key() == one.choice)
        measured.push_back({way, one.ratio});
  model.learn(task.answer.question, task.ways, measured);
}

/// Takes what was found of the ways that were measured, in their order.
void Tuner::note(Task &task, const WayOrder &order, const Finding &finding,
                 llvm::ArrayRef<Way> measured) const {
  Answer &answer = task.answer;
  answer.state = Answer::State::Tuned;
  answer.row = rowOf(answer.question, measured, finding);
  answer.others = task.ways.size() - 1;
  answer.pruned = order.pruned;
  answer.tablePlace = order.places[finding.best];
  answer.orderPlace = finding.best;
}

/// What cannot be measured is not worth the end of a long run; only a database that cannot be
/// written is.
llvm::Error Tuner::tune(Task &task, SearchTime time) {
  const WayOrder order = orderOf(task);
  std::vector<Way> ways;
  for (size_t place : llvm::ArrayRef(order.places).drop_back(order.pruned))
    ways.push_back(task.ways[place]);
  auto found = searchFastest(ways, measurer, time,
                             [&](llvm::Error error) { warn("a schedule", std::move(error)); });
  if (!found)
    warn("a kernel", found.takeError());
  else if (const std::optional<Finding> &finding = *found) {
    note(task, order, *finding, ways);
    learn(task);
    const TuningRow &row = task.answer.row;
    known.add(row, database ? TunedSchedules::Origin::Database : TunedSchedules::Origin::Measured);
    if (database)
      return database->store(row);
  }
  return llvm::Error::success();
}

void Tuner::drawProgress(const Task &task, size_t done, size_t all, double end) {
  constexpr size_t columns = 79;
  if (!errs.is_displayed())
    return;
  std::string line = llvm::formatv("tuning {0} of {1}, {2:f0} s left: {3}", done + 1, all,
                                   end - measurer.now(), task.answer.question.key());
  errs << "\r\033[K" << line.substr(0, columns);
  errs.flush();
}

void Tuner::wipeProgress() {
  if (errs.is_displayed())
    errs << "\r\033[K";
}

} // namespace resnetc
