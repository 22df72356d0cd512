//===- ShapeList.h - lists of kernels as text -------------------------------------------===//
//
// One kernel a line, as in tests/shapes: how often the network runs it, the class, and its
// attributes; '#' starts a comment.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

struct ListedShape {
  int64_t count = 0;
  KernelSpec spec;
};

/// The kernels of a file; throws std::runtime_error with file and line where it does not read, or
/// where a class has no such attribute or misses one.
std::vector<ListedShape> readShapes(const std::string &path);

} // namespace resnetc::kernels
