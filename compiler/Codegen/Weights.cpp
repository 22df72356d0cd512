//===- Weights.cpp - weights that are to be embedded in a library ----------------===//
//
// The library reads the embedded file when it is used, with the runtime's own reader. The checks
// are made here as well, so that a library with weights that cannot work is never written.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Weights.h"

#include "compiler/Codegen/Errors.h"
#include "compiler/Codegen/Safetensors.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace resnetc {

static std::string shapeText(llvm::ArrayRef<int64_t> shape) {
  std::string text = "[";
  for (auto [i, extent] : llvm::enumerate(shape))
    text += (i ? ", " : "") + std::to_string(extent);
  return text + "]";
}

/// The name of the model that a wrong name was probably meant to be; empty when none is near.
static llvm::StringRef nearestName(const StatePlan &state, llvm::StringRef name) {
  llvm::StringRef best;
  unsigned bestDistance = 1 + name.size() / 4;
  for (const PlannedVariable &variable : state.variables) {
    if (variable.role == rn::Role::Derived)
      continue;
    unsigned distance = name.edit_distance(variable.name, true, bestDistance);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = variable.name;
    }
  }
  return best;
}

/// What is wrong with one tensor of the file; empty when it fits.
static std::string problemOf(const StatePlan &state, const SafetensorsEntry &entry) {
  llvm::StringRef name = entry.name;
  if (name.ends_with(".num_batches_tracked"))
    return "";
  auto found = state.index.find(name);
  if (found == state.index.end() || state.variables[found->second].role == rn::Role::Derived) {
    if (name.starts_with("momentum."))
      return "";
    llvm::StringRef nearest = nearestName(state, name);
    return "the model has no '" + entry.name + "'" +
           (nearest.empty() ? "" : "; did you mean '" + nearest.str() + "'?");
  }
  llvm::ArrayRef<int64_t> shape = state.variables[found->second].shape;
  if (shape != llvm::ArrayRef(entry.shape))
    return "'" + entry.name + "' expects shape " + shapeText(shape) + ", got " +
           shapeText(entry.shape);
  if (entry.dtype != "F32")
    return "'" + entry.name + "' expects F32, got " + entry.dtype;
  return "";
}

llvm::Error checkWeights(const StatePlan &state, llvm::StringRef file, llvm::StringRef fileName) {
  auto entries = parseSafetensors(file);
  if (!entries)
    return inputError(fileName + ": " + llvm::toString(entries.takeError()));
  std::vector<std::string> problems;
  llvm::StringMap<bool> present;
  for (const SafetensorsEntry &entry : *entries) {
    present[entry.name] = true;
    if (std::string problem = problemOf(state, entry); !problem.empty())
      problems.push_back(problem);
  }
  for (const PlannedVariable &variable : state.variables)
    if (variable.isStored() && !present.lookup(variable.name))
      problems.push_back("'" + variable.name + "' " + shapeText(variable.shape) + " is missing");
  if (problems.empty())
    return llvm::Error::success();
  return inputError(fileName + ": the weights do not fit the model:\n  " +
                    llvm::join(problems, "\n  "));
}

} // namespace resnetc
