//===- ModelHeader.cpp - the C header beside a library -------------------------===//
//
// Fills in runtime/include/resnetc/model_header.h.in, which belongs to the runtime, with the calls for
// the model's kind of input in it: only the names and sizes of the model are put in here.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/ModelHeader.h"

#include <functional>
#include <numeric>
#include <utility>
#include <vector>

extern "C" const char resnetc_model_header[], resnetc_model_header_end[];
extern "C" const char resnetc_model_calls_f32[], resnetc_model_calls_f32_end[];
extern "C" const char resnetc_model_calls_u8[], resnetc_model_calls_u8_end[];

namespace resnetc {

using Fields = std::vector<std::pair<llvm::StringRef, std::string>>;

/// The text with its @FIELD@s filled in.
static std::string filledIn(llvm::StringRef text, const Fields &fields) {
  std::string result;
  // Text and field names take turns between the @ signs.
  bool isField = false;
  for (; !text.empty(); isField = !isField) {
    auto [piece, after] = text.split('@');
    if (!isField) {
      result += piece;
    } else {
      for (const auto &[name, value] : fields)
        if (piece == name)
          result += value;
    }
    text = after;
  }
  return result;
}

std::string modelHeader(const ModelDescription &model, llvm::StringRef fileName) {
  auto input = [&](size_t i) { return std::to_string(model.inputShape.at(i)); };
  int64_t outputs = std::accumulate(model.outputShape.begin(), model.outputShape.end(), int64_t(1),
                                    std::multiplies<>());
  Fields fields = {
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
  llvm::StringRef calls =
      model.inputScale > 0 ? llvm::StringRef(resnetc_model_calls_u8,
                                             resnetc_model_calls_u8_end - resnetc_model_calls_u8)
                           : llvm::StringRef(resnetc_model_calls_f32,
                                             resnetc_model_calls_f32_end - resnetc_model_calls_f32);
  fields.emplace_back("CALLS", filledIn(calls, fields));
  return filledIn(
      llvm::StringRef(resnetc_model_header, resnetc_model_header_end - resnetc_model_header),
      fields);
}

} // namespace resnetc
