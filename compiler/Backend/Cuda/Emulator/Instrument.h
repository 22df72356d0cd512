//===- Instrument.h - from a module for the device to one for the host --------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Block.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <deque>
#include <map>

namespace resnetc::cuda::emulator {

/// A kernel of a module.
struct Kernel {
  std::vector<int64_t> parameters; ///< bytes of each
  std::string symbol;              ///< of the host's function, a Block::Entry
};

/// What an instrumented module points to; it lives as long as the module's code.
struct Instrumented {
  SharedMemory shared;
  std::deque<Site> sites;
  std::map<std::string, Kernel> kernels;
};

/// Makes device instructions calls of the emulator, shared variables places in `result.shared`, and
/// lets the accesses that the emulator watches call it before. Adds an entry for each kernel. The
/// caller gives the module its data layout and target.
llvm::Error instrument(llvm::Module &module, Instrumented &result);

} // namespace resnetc::cuda::emulator
