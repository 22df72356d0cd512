//===- Models.cpp - the models that ship -------------------------------------===//
//
// Behind --print-models. Each is loaded like a user's own, with its default parameters; a model
// whose parameter sets the depth is shown at the depths that its paper has.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/Models.h"

#include "dsl/Network.h"

#include "llvm/Support/FormatVariadic.h"

namespace resnetc {

namespace {

/// What the papers set `n` to, where they set it to more than one value.
struct Depths {
  llvm::StringRef model;
  std::vector<int> values;
};
const Depths usualDepths[] = {
    {"cifar_plain", {3, 5, 7, 9}},           // arXiv:1512.03385, section 4.2
    {"cifar_preact_bottleneck", {18, 111}},  // arXiv:1603.05027, table 4
    {"cifar_resnet", {3, 5, 7, 9, 18, 200}}, // arXiv:1512.03385, table 6
};

constexpr const char *rowFormat = "{0,-28} {1,-10} {2,6} {3,10} {4,8} {5,11}  {6}\n";

constexpr const char *legend =
    "\nThe text of MODEL is dsl/models/MODEL.dsl; the last column is what -D can set.\n"
    "layers       convolutions and fully connected layers from input to output, the longest way,\n"
    "             without those of shortcuts and gates\n"
    "parameters   weights and biases, with those of auxiliary heads\n"
    "FLOPs        multiply-adds of one image in convolutions and fully connected layers\n"
    "activations  elements that convolutions and fully connected layers put out for one image\n";

std::string defines(const dsl::Network &network) {
  std::string text;
  for (const auto &[name, value] : network.parameters)
    text += (text.empty() ? "" : " ") + name + "=" + std::to_string(value);
  return text;
}

bool printRow(const dsl::ShippedFile &file, const dsl::LoadOptions &options, llvm::raw_ostream &out,
              llvm::raw_ostream &errs) {
  auto network = dsl::loadNetwork(file.text, file.name, options, errs);
  if (!network)
    return false;
  out << llvm::formatv(rowFormat, network->name, network->input.shape.str(),
                       dsl::weightedDepth(*network), dsl::withUnit(dsl::parameterCount(*network)),
                       dsl::withUnit(dsl::multiplyAdds(*network)),
                       dsl::withUnit(dsl::activationCount(*network)), defines(*network));
  return true;
}

bool printModel(const dsl::ShippedFile &file, const std::string &model, llvm::raw_ostream &out,
                llvm::raw_ostream &errs) {
  for (const Depths &depths : usualDepths) {
    if (depths.model != model)
      continue;
    for (int n : depths.values)
      if (!printRow(file, {model, {{"n", std::to_string(n)}}, ""}, out, errs))
        return false;
    return true;
  }
  return printRow(file, {model, {}, ""}, out, errs);
}

} // namespace

bool printModels(llvm::raw_ostream &out, llvm::raw_ostream &errs) {
  out << llvm::formatv(rowFormat, "model", "input", "layers", "parameters", "FLOPs", "activations",
                       "-D");
  for (const dsl::ShippedFile &file : dsl::shippedModels()) {
    auto models = dsl::listModels(file.text, file.name, errs);
    if (!models)
      return false;
    for (const dsl::ModelInfo &model : *models)
      if (!printModel(file, model.name, out, errs))
        return false;
  }
  out << legend;
  return true;
}

} // namespace resnetc
