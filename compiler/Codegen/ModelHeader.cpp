//===- ModelHeader.cpp - the C header beside a library -------------------------===//
//
// Fills in runtime/include/resnetc/model_header.h.in, which belongs to the runtime: only the names
// and sizes of the model are put in here.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/ModelHeader.h"

#include <functional>
#include <numeric>

extern "C" const char resnetc_model_header[], resnetc_model_header_end[];

namespace resnetc {

std::string modelHeader(const ModelDescription &model, llvm::StringRef fileName) {
  auto input = [&](size_t i) { return std::to_string(model.inputShape.at(i)); };
  int64_t outputs = std::accumulate(model.outputShape.begin(), model.outputShape.end(), int64_t(1),
                                    std::multiplies<>());
  const std::pair<llvm::StringRef, std::string> fields[] = {
      {"FILE", fileName.str()},
      {"NAME", model.name},
      {"PREFIX", model.symbolPrefix},
      {"BUILD", buildHashText(model)},
      {"HASH", networkHashText(model)},
      {"INPUT_CHANNELS", input(0)},
      {"INPUT_HEIGHT", input(1)},
      {"INPUT_WIDTH", input(2)},
      {"OUTPUTS", std::to_string(outputs)},
  };
  std::string result;
  // Text and field names take turns between the @ signs.
  bool isField = false;
  llvm::StringRef rest(resnetc_model_header, resnetc_model_header_end - resnetc_model_header);
  for (; !rest.empty(); isField = !isField) {
    auto [piece, after] = rest.split('@');
    if (!isField) {
      result += piece;
    } else {
      for (const auto &[name, value] : fields)
        if (piece == name)
          result += value;
    }
    rest = after;
  }
  return result;
}

} // namespace resnetc
