//===- Weights.cpp - weights that are to be embedded in a library ----------------===//
//
// The library reads the embedded file when it is used, with the runtime's own reader. The same
// check is made here, so that a library with weights that cannot work is never written.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Weights.h"

#include "compiler/Support/Errors.h"

#include "runtime/core/WeightsCheck.h"
#include "runtime/core/WeightsText.h"

namespace resnetc {

/// Every named variable, as a file is compared with it.
static std::vector<rn_wanted> wantedTensors(const StateLayout &state) {
  std::vector<rn_wanted> tensors;
  for (const PlacedVariable &variable : state.variables)
    if (!variable.isDerived())
      tensors.push_back({variable.name.c_str(), static_cast<int32_t>(variable.shape.size()),
                         variable.shape.data(), variable.isSlot,
                         variable.role == rn::Role::RunningVar});
  return tensors;
}

llvm::Expected<WeightRemarks> checkWeights(const StateLayout &state, llvm::StringRef model,
                                           llvm::StringRef file, llvm::StringRef fileName,
                                           std::vector<std::string> *lines) {
  rn_safetensors parts;
  rn_complaint complaint;
  auto *bytes = reinterpret_cast<const unsigned char *>(file.data());
  if (!rn_safetensors_open(bytes, file.size(), &parts, &complaint))
    return inputError(fileName + ": " + complaint.text);
  const std::vector<rn_wanted> tensors = wantedTensors(state);
  std::vector<unsigned char> flags(tensors.size());
  const std::string name = model.str();
  const rn_wanted_list wanted = {
      name.c_str(),
      static_cast<int64_t>(tensors.size()),
      [](const void *closure, int64_t index) {
        return (*static_cast<const std::vector<rn_wanted> *>(closure))[index];
      },
      &tensors,
      flags.data(),
      state.ignoredPrefixes.c_str()};
  WeightsText text("; --report FILE.json lists them all");
  const rn_report report = text.report();
  const bool fits = rn_weights_fit(&parts, &wanted, &report);
  if (!fits && lines)
    *lines = text.lines();
  if (!fits)
    return inputError(fileName + ": " + text.text());
  WeightRemarks remarks;
  if (!text.lines().empty())
    remarks.note = (fileName + ": " + text.text()).str();
  rn_wrong_tensors wrong = {};
  rn_check_file(&parts, &wanted, &wrong);
  if (wrong.count > 0)
    remarks.warning = (fileName + ": " + llvm::Twine(wrong.count) +
                       " tensor(s) hold wrong values: " + llvm::StringRef(wrong.text))
                          .str();
  return remarks;
}

} // namespace resnetc
