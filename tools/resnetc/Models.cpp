//===- Models.cpp - the models that ship -------------------------------------===//
//
// Behind --print-models. Each is loaded like a user's own, with its default parameters.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc/Models.h"

#include "dsl/Network.h"

#include "llvm/Support/FormatVariadic.h"

namespace resnetc {

static std::string defines(const dsl::ModelInfo &model) {
  std::string text;
  for (const auto &[name, value] : model.parameters)
    text += " " + name + (value.empty() ? "" : "=" + value);
  return text;
}

/// True when the model can be instantiated without -D.
static bool hasDefaults(const dsl::ModelInfo &model) {
  for (const auto &[name, value] : model.parameters)
    if (value.empty())
      return false;
  return true;
}

bool printModels(llvm::raw_ostream &out, llvm::raw_ostream &errs) {
  out << llvm::formatv("{0,-16} {1,-20} {2,12} {3,14}  {4}\n", "model", "file", "parameters",
                       "multiply-adds", "-D");
  for (const dsl::ShippedFile &file : dsl::shippedModels()) {
    auto models = dsl::listModels(file.text, file.name, errs);
    if (!models)
      return false;
    for (const dsl::ModelInfo &model : *models) {
      std::string parameters = "-", multiplyAdds = "-";
      if (hasDefaults(model)) {
        dsl::LoadOptions options;
        options.modelName = model.name;
        auto network = dsl::loadNetwork(file.text, file.name, options, errs);
        if (!network)
          return false;
        parameters = std::to_string(dsl::parameterCount(*network));
        multiplyAdds = std::to_string(dsl::multiplyAdds(*network));
      }
      out << llvm::formatv("{0,-16} {1,-20} {2,12} {3,14} {4}\n", model.name, file.name, parameters,
                           multiplyAdds, defines(model));
    }
  }
  return true;
}

} // namespace resnetc
