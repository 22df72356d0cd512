//===- PlainBackend.h - a second backend: plain loops in C -----------------------------===//
//
// Three kernels (a convolution, ReLU and what else is one pass over a map, a fully connected layer)
// as C text for the system's compiler, on maps in no blocks. As small as a backend can be.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Backend.h"

namespace resnetc::test {

/// Its only target is "plain".
const Backend &plainBackend();

} // namespace resnetc::test
