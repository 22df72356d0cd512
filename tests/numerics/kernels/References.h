//===- References.h - plain loops for every class ---------------------------------------===//
//
// One function a family; the maths is that of compiler/Kernels/README.md, written once more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "tests/numerics/kernels/Problem.h"

namespace resnetc::kernels::test {

void addConvReferences(std::map<std::string, Reference> &map);
void addBatchNormReferences(std::map<std::string, Reference> &map);
void addPoolReferences(std::map<std::string, Reference> &map);
void addOtherReferences(std::map<std::string, Reference> &map);

} // namespace resnetc::kernels::test
