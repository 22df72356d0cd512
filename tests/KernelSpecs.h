//===- KernelSpecs.h - kernels that several tests ask for ------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

#include <string>

namespace resnetc::test {

/// A kernel of the convolution family, 3 x 3 at stride 1 with padding 1, so that maps keep their size.
inline kernels::KernelSpec spec3x3(const std::string &kernelClass, int64_t c, int64_t k, int64_t h,
                                   int64_t w) {
  return {kernelClass,
          {{"c", c},
           {"k", k},
           {"h", h},
           {"w", w},
           {"kh", 3},
           {"kw", 3},
           {"sh", 1},
           {"sw", 1},
           {"pt", 1},
           {"pl", 1},
           {"pb", 1},
           {"pr", 1}},
          {},
          {}};
}

} // namespace resnetc::test
