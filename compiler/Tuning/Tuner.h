//===- Tuner.h - answers questions until its time is over ------------------------------------===//
//
// What matters most comes first and gets the most time: questions share it by how much of a call the
// kernels they are about should take, whatever its batch. What one leaves over goes to those after
// it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/CostModel.h"
#include "compiler/Tuning/Search.h"
#include "compiler/Tuning/TunedSchedules.h"

#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// What has become of a question.
struct Answer {
  enum class State {
    Single, ///< there is one way only
    Known,  ///< the database had an answer
    Tuned,  ///< it was measured
    Left    ///< time was over before
  };
  Question question;
  State state = State::Left;
  bool stale = false; ///< the database's answer was of other kernels
  double cost = 0;    ///< that was expected, of one of its uses
  TuningRow row;      ///< of Known and Tuned
  /// Of Tuned: how many schedules there are beside the default, how many of them the cost model did not
  /// let measure, and the answer's place among them, from 1, in the backend's order and in that in
  /// which they were measured; 0 for the default.
  size_t others = 0, pruned = 0, tablePlace = 0, orderPlace = 0;

  bool measured() const { return state == State::Known || state == State::Tuned; }
};

/// Tunes kernels of one target.
class Tuner {
public:
  /// Answers are added to `known` and, where it is not null, to `database`, each as soon as it is
  /// found. Progress is drawn on `errs` where that is a terminal, warnings go there in any case.
  /// `exhaustive`: every way is measured, whatever the cost model expects of it.
  Tuner(Measurer &measurer, TunedSchedules &known, const TuningDatabase *database,
        llvm::raw_ostream &errs, bool exhaustive = false)
      : measurer(measurer), known(known), database(database), errs(errs), exhaustive(exhaustive) {}

  /// What became of the questions, the most important first, with what could be done until `end` by
  /// the measurer's clock.
  llvm::Expected<std::vector<Answer>> answer(std::vector<Question> questions, double end);

private:
  struct Task {
    Answer answer;
    std::vector<Way> ways;
    double weight = 0; ///< share of the calls in which it is used
  };
  Task taskOf(Question question) const;
  static void weigh(std::vector<Task> &tasks);
  WayOrder orderOf(const Task &task) const;
  void learn(const Task &task);
  void note(Task &task, const WayOrder &order, const Finding &finding,
            llvm::ArrayRef<Way> measured) const;
  llvm::Error tune(Task &task, SearchTime time);
  void warn(const llvm::Twine &what, llvm::Error error);
  void drawProgress(const Task &task, size_t done, size_t all, double end);
  void wipeProgress();

  Measurer &measurer;
  TunedSchedules &known;
  const TuningDatabase *database;
  llvm::raw_ostream &errs;
  bool exhaustive;
  CostModel model;
};

} // namespace resnetc
