//===- ModelHeader.h - the C header beside a library ---------------------------===//
#pragma once

#include "compiler/Codegen/Descriptor.h"

#include <string>

namespace resnetc {

/// The text of `fileName` ("resnet18.h"): typed wrappers that begin with the model's prefix, its
/// sizes and the hash of its network.
std::string modelHeader(const ModelDescription &model, llvm::StringRef fileName);

} // namespace resnetc
