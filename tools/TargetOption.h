//===- TargetOption.h - the processors of a command line, as targets -----------------===//
#pragma once

#include "compiler/Backend/Backend.h"

namespace resnetc {

/// The targets of a -march value, "native" or names with commas between, for calls on so many
/// cores. The widest comes first, whatever the order of the names; of an instruction set the first
/// that is named. Fails with an InputError where this machine has no target, and with another
/// error for a name that is none.
llvm::Expected<std::vector<const Target *>> readTargets(llvm::StringRef march, int64_t cores);

} // namespace resnetc
