//===- GroupedBlocks.cpp - which blocks of channels a merged group has -----------------===//
#include "compiler/Backend/X86/conv/GroupedBlocks.h"

using namespace Halide;

namespace resnetc::x86 {

Expr inputBlock(const Groups &groups, Expr b, Expr at) {
  return groups.count > 1 ? b / groups.kb * groups.cb + at : at;
}

Expr outputBlock(const Groups &groups, Expr b, Expr at) {
  return groups.count > 1 ? b / groups.cb * groups.kb + at : at;
}

Expr sees(const Groups &groups, Expr output, Expr input) {
  return output / groups.eachK % (groups.c / groups.eachC) == input / groups.eachC;
}

} // namespace resnetc::x86
