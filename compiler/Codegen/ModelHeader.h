//===- ModelHeader.h - the C header beside a library ---------------------------===//
#pragma once

#include "compiler/Codegen/Descriptor.h"

#include <string>

namespace resnetc {

/// The text of `fileName` ("resnet18.h"): typed wrappers that carry the model's name, and its
/// sizes.
std::string modelHeader(const ModelDescription &model, llvm::StringRef fileName);

} // namespace resnetc
