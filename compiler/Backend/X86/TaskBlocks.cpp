//===- TaskBlocks.cpp - which weights a task takes of a gradient by the filter ---------===//
#include "compiler/Backend/X86/TaskBlocks.h"

namespace resnetc::x86 {

std::vector<TaskBlocks> taskBlocks(const BlockProblem &problem) {
  int64_t ofC = problem.blocksOfC, ofK = problem.blocksOfK;
  std::vector<TaskBlocks> ways;
  for (int64_t cb = 1; cb <= ofC; ++cb)
    for (int64_t kb = 1; kb <= ofK; ++kb) {
      bool fits = cb * kb == 1 || cb * kb * problem.pairBytes <= problem.sumsLimit;
      if (ofC % cb || ofK % kb || !fits)
        continue;
      int64_t acrossC = ofC / cb, acrossK = ofK / kb;
      double reads = static_cast<double>(ofC * acrossK) * problem.inputElements +
                     static_cast<double>(ofK * acrossC) * problem.gradElements;
      ways.push_back({cb, kb, acrossC * acrossK, reads});
    }
  return ways;
}

} // namespace resnetc::x86
