//===- FormatTypes.cpp ---------------------------------------------------------------===//
#include "compiler/Dialect/RN/FormatTypes.h"

using namespace mlir;

namespace resnetc::rn {

FloatType floatTypeOf(NumberFormat format, MLIRContext *context) {
  switch (format) {
  case NumberFormat::F32:
    return Float32Type::get(context);
  case NumberFormat::BF16:
    return BFloat16Type::get(context);
  case NumberFormat::FP16:
    return Float16Type::get(context);
  case NumberFormat::TF32:
    return FloatTF32Type::get(context);
  }
  llvm_unreachable("all formats are handled");
}

std::optional<NumberFormat> formatOf(Type type) {
  for (NumberFormat format : allFormats)
    if (type == floatTypeOf(format, type.getContext()))
      return format;
  return std::nullopt;
}

} // namespace resnetc::rn
