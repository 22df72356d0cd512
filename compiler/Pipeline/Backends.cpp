//===- Backends.cpp - the backends of this build -------------------------------------===//
//
// The one place above compiler/Backend that names them.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Backends.h"

#include "compiler/Backend/Cuda/CudaBackend.h"
#include "compiler/Backend/X86/X86Backend.h"

namespace resnetc {

void registerAllBackends() {
  registerBackend(x86::backend()); // the first is meant where nothing is named
  registerBackend(cuda::backend());
}

} // namespace resnetc
