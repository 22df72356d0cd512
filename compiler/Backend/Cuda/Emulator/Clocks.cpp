//===- Clocks.cpp - which of a block's threads know what the others did ----------------===//
#include "compiler/Backend/Cuda/Emulator/Clocks.h"

#include <algorithm>

namespace resnetc::cuda::emulator {

void Clocks::startBlock(int threads) {
  for (uint32_t time : times)
    start = std::max(start, time);
  times.assign(threads, start + 1);
  known.assign(threads, std::make_shared<Table>(threads, start));
}

void Clocks::meet(llvm::ArrayRef<int> threads) {
  auto joined = std::make_shared<Table>(*known[threads.front()]);
  const Table *last = known[threads.front()].get();
  for (int thread : threads) {
    if (known[thread].get() == last)
      continue;
    last = known[thread].get();
    for (size_t i = 0; i < joined->size(); ++i)
      (*joined)[i] = std::max((*joined)[i], (*last)[i]);
  }
  for (int thread : threads)
    (*joined)[thread] = times[thread]++;
  for (int thread : threads)
    known[thread] = joined;
}

} // namespace resnetc::cuda::emulator
