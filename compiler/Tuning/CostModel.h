//===- CostModel.h - which ways are worth measuring first ------------------------------------===//
//
// A way's time beside the default's is expected from a roofline (what bounds its kernels: products, or
// the movement of weights and maps) and from the backend's own order, and corrected by what was
// measured of other kernels: a Gaussian process (Rasmussen and Williams 2006, algorithm 2.1) over the
// parameters of choices, alone, in pairs, and together with the layer's shape. Its deviation says how
// far that can be trusted. The same measurements in the same order make the same model.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Question.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

namespace resnetc {

/// What a way costs at least, in multiply-adds of the machine: of each of its kernels the products, or
/// what moving its arguments takes where that is more. Weights come from memory, maps from caches.
double rooflineCost(const Way &way, const Target &target);

/// The time of a way over the default's.
struct MeasuredRatio {
  size_t way;
  double ratio;
};

class CostModel {
public:
  CostModel();
  ~CostModel();

  /// What is expected of a way.
  struct Prediction {
    double logRatio = 0;  ///< of its time over the default's
    double deviation = 0; ///< of that
  };
  /// For each way; the first is the default, and known.
  std::vector<Prediction> predict(const Question &question, llvm::ArrayRef<Way> ways) const;

  /// Takes what was measured of a question's ways.
  void learn(const Question &question, llvm::ArrayRef<Way> ways,
             llvm::ArrayRef<MeasuredRatio> measured);

private:
  class Process; ///< of one class of kernels, or of the forms of convolutions
  llvm::StringMap<std::unique_ptr<Process>> processes;
};

/// An order in which to measure ways.
struct WayOrder {
  std::vector<size_t> places; ///< of the ways, the default first, then the most promising
  size_t pruned = 0;          ///< how many at its end are not worth it
};

/// The order by a model's predictions. Pruned is what is behind the default even by two deviations
/// less than expected, as long as `fewest` others are left.
WayOrder orderWays(llvm::ArrayRef<CostModel::Prediction> predictions, size_t fewest = 3);

} // namespace resnetc
