//===- Mbarrier.h - barriers in shared memory, and the copies that they wait for -------------===//
//
// A phase of an mbarrier ends when all its arrivals and bytes have come. A copy (cp.async.bulk.tensor) lands when a
// thread waits for the barrier that counts its bytes, as late as a device may bring it; until then nobody may
// touch where it goes. What a thread knows is passed on by arrivals to those who wait: which products of other
// warps have read their factors, and which phases of copies have ended. Other accesses of shared memory are ordered by
// the barriers of a block alone.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Knowledge.h"
#include "compiler/Backend/Cuda/Emulator/TensorMap.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace resnetc::cuda::emulator {

class Block;
struct DeviceInstruction;
struct Thread;

/// One cp.async.bulk.tensor.
struct BulkCopy {
  TensorMap map;
  char *to;
  std::array<int32_t, TensorMap::maxRank> coordinates;
  std::array<uint16_t, TensorMap::maxRank - 2> offsets;
  int thread; ///< that has issued it
};

struct Mbarrier {
  int number;                   ///< in the order in which they were made ready
  int64_t arrivals, missing;    ///< of a phase; that are still to come in this one
  int64_t bytes = 0;            ///< that are expected and have not come
  uint32_t phase = 0;           ///< how many are over
  std::vector<BulkCopy> copies; ///< that have not landed
  Knowledge collected, known;   ///< by this phase's arrivals; by those of all that are over
  int initialiser = 0;          ///< the thread, with the block's barriers and its own writes then
  int32_t barriersThen = 0;
  uint32_t writesThen = 0;
};

/// Those of a block, by their address.
using Mbarriers = std::map<const void *, Mbarrier>;

/// Why a thread at a wait for a phase will never go on: "for ever, as phase 0 of ... lacks 1 arrivals ...".
std::string describeWait(Block &block, const Thread &thread);

/// Their instructions and those of their copies that are functions of LLVM, by their name without "llvm.nvvm.".
std::map<std::string, DeviceInstruction> mbarrierInstructions();
/// The wait for a phase, which stands in a kernel as text of PTX.
DeviceInstruction waitForPhaseInstruction();

} // namespace resnetc::cuda::emulator
