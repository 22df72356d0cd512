//===- References.cpp - the reference of each class ------------------------------------===//
//
// Puts the families' references together.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/References.h"

namespace resnetc::x86::test {

const std::map<std::string, Reference> &references() {
  static const std::map<std::string, Reference> all = [] {
    std::map<std::string, Reference> map;
    addActivationReferences(map);
    addConvReferences(map);
    addBatchNormReferences(map);
    addJoinReferences(map);
    addPhaseReferences(map);
    addPoolReferences(map);
    addWinogradReferences(map);
    addOtherReferences(map);
    return map;
  }();
  return all;
}

} // namespace resnetc::x86::test
