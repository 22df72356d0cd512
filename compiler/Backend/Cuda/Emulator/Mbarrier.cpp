//===- Mbarrier.cpp - barriers in shared memory, and the copies that they wait for -----------===//
//
// Numbers of the PTX ISA, version 8: 9.7.13.15 (mbarrier), 9.7.9.27 (cp.async.bulk.tensor), 9.7.13.4 (fence.proxy).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Mbarrier.h"

#include "compiler/Backend/Cuda/Emulator/Instruction.h"
#include "compiler/Backend/Cuda/Emulator/Sectors.h"

#include <algorithm>

namespace resnetc::cuda::emulator {

constexpr int64_t mbarrierBytes = 8;

/// That of a thread, with its own warp's products.
static Knowledge knowledgeOf(const Block &block, const Thread &thread) {
  Knowledge own = thread.knowledge;
  const int warp = thread.number / warpSize;
  own.products[warp] = block.productsRead.products[warp];
  return own;
}

//===----------------------------------------------------------------------===//
// Phases
//===----------------------------------------------------------------------===//

static void initialise(Block &block, Thread &thread) {
  const auto *address = thread.operand<const char *>(0);
  const auto arrivals = thread.operand<int32_t>(1);
  if (reinterpret_cast<uintptr_t>(address) % mbarrierBytes != 0)
    throw Finding{"makes an mbarrier that is not aligned to 8 bytes"};
  if (arrivals < 1)
    throw Finding{"makes an mbarrier of " + std::to_string(arrivals) + " arrivals"};
  if (block.mbarriers.size() == Knowledge::mbarriers)
    throw Finding{"makes more mbarriers than the emulator counts"};
  block.shared.takeForMbarrier(thread.number, address, mbarrierBytes);
  Mbarrier fresh{static_cast<int>(block.mbarriers.size()), arrivals, arrivals};
  fresh.initialiser = thread.number;
  fresh.barriersThen = block.barriersPassed();
  fresh.writesThen = block.shared.writes();
  if (!block.mbarriers.emplace(address, fresh).second)
    throw Finding{"makes an mbarrier where there is one"};
}

/// One that this thread may use.
static Mbarrier &mbarrierAt(Block &block, const Thread &thread, const char *address) {
  auto found = block.mbarriers.find(address);
  if (found == block.mbarriers.end())
    throw Finding{"uses an mbarrier that nobody has made"};
  Mbarrier &barrier = found->second;
  if (barrier.initialiser != thread.number && barrier.barriersThen == block.barriersPassed())
    throw Finding{"race: uses an mbarrier that thread " + std::to_string(barrier.initialiser) +
                  " has made, without a barrier between"};
  return barrier;
}

/// Ends the phase if all of it has come.
static void endPhase(Mbarrier &barrier) {
  if (barrier.missing == 0 && barrier.bytes < 0)
    throw Finding{"has had " + std::to_string(-barrier.bytes) +
                  " bytes copied more than its mbarrier expects"};
  if (barrier.missing != 0 || barrier.bytes != 0)
    return;
  barrier.known.join(barrier.collected);
  barrier.collected = {};
  barrier.missing = barrier.arrivals;
  ++barrier.phase;
  barrier.known.phases[barrier.number] = barrier.phase;
}

static void arrive(Block &block, Thread &thread, bool expectsBytes) {
  Mbarrier &barrier = mbarrierAt(block, thread, thread.operand<const char *>(0));
  const auto number = thread.operand<int32_t>(1); // of arrivals, or of bytes
  const int64_t arrivals = expectsBytes ? 1 : number;
  if (arrivals > barrier.missing)
    throw Finding{"arrives at an mbarrier more often than its phase has arrivals"};
  barrier.bytes += expectsBytes ? number : 0;
  barrier.missing -= arrivals;
  barrier.collected.join(knowledgeOf(block, thread));
  endPhase(barrier);
  thread.setResult(uint64_t{0});
}

static void land(Block &block, Mbarrier &barrier, const BulkCopy &copy) {
  const int64_t bytes = copy.map.boxBytes(), rowBytes = copy.map.rowBytes();
  constexpr int64_t piece = 16;
  block.shared.landBulkCopy(barrier.number, barrier.phase, copy.to, bytes);
  int64_t at = 0;
  copy.map.forEachRow(copy.coordinates.data(), copy.offsets.data(),
                      [&](const char *from, int64_t before, int64_t behind) {
                        std::string row(static_cast<size_t>(rowBytes), '\0');
                        if (from)
                          std::memcpy(row.data() + before, from + before,
                                      static_cast<size_t>(rowBytes - before - behind));
                        for (int64_t byte = 0; byte < rowBytes; byte += piece)
                          std::memcpy(copy.map.place(copy.to, at + byte), row.data() + byte, piece);
                        at += rowBytes;
                      });
  barrier.bytes -= bytes;
}

/// Whether the phase of that parity is over; brings the copies that have been asked for.
static bool isPhaseOver(Block &block, Thread &thread) {
  Mbarrier &barrier = mbarrierAt(block, thread, thread.operand<const char *>(0));
  const auto parity = thread.operand<uint32_t>(1);
  if (barrier.phase % 2 == parity) {
    for (const BulkCopy &copy : barrier.copies)
      land(block, barrier, copy);
    barrier.copies.clear();
    endPhase(barrier);
  }
  if (barrier.phase % 2 == parity)
    return false;
  thread.knowledge.join(barrier.known);
  return true;
}

std::string describeWait(Block &block, const Thread &thread) {
  const Mbarrier &barrier = block.mbarriers.at(thread.operand<const char *>(0));
  return "for ever, as phase " + std::to_string(barrier.phase) + " of mbarrier " +
         std::to_string(barrier.number) + " lacks " + std::to_string(barrier.missing) +
         " arrivals and " + std::to_string(barrier.bytes) + " bytes";
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

/// Counts what is read of global memory, and checks it.
static void readGlobal(Block &block, const Thread &thread, const BulkCopy &copy) {
  Sectors sectors;
  copy.map.forEachRow(copy.coordinates.data(), copy.offsets.data(),
                      [&](const char *from, int64_t before, int64_t behind) {
                        if (!from)
                          return;
                        const int64_t bytes = copy.map.rowBytes() - before - behind;
                        if (!block.global.holds(from + before, bytes))
                          throw Finding{"copies " + std::to_string(bytes) +
                                        " bytes from outside of the buffers: " +
                                        block.global.placeOf(from + before)};
                        block.races.read(from + before, bytes, block.placeOf(thread));
                        sectors.touch(from + before, bytes);
                      });
  block.traffic[thread.site] += {sectors.touched(), sectors.ideal()};
}

/// Operands: to, barrier, map, coordinates, offsets; then a mask of blocks and a hint for the cache, and whether
/// there are such.
static void startBulkCopy(Block &block, Thread &thread, int rank, bool isIm2col) {
  constexpr uintptr_t alignment = 128;
  BulkCopy copy{TensorMap::at(thread.operand<const void *>(2)),
                thread.operand<char *>(0),
                {},
                {},
                thread.number};
  const int offsets = isIm2col ? rank - 2 : 0;
  for (int i = 0; i < rank; ++i)
    copy.coordinates[static_cast<size_t>(i)] = thread.operand<int32_t>(3 + i);
  for (int i = 0; i < offsets; ++i)
    copy.offsets[static_cast<size_t>(i)] = thread.operand<uint16_t>(3 + rank + i);
  if (copy.map.rank != rank || copy.map.isIm2col != isIm2col)
    throw Finding{"copies by a tensor map of another mode or rank"};
  if (thread.operand<bool>(5 + rank + offsets) || thread.operand<bool>(6 + rank + offsets))
    throw Finding{"copies to several blocks or with a hint, which the emulator does not know"};
  if (reinterpret_cast<uintptr_t>(copy.to) % alignment != 0)
    throw Finding{"copies a box to shared memory that is not aligned to 128 bytes"};
  Mbarrier &barrier = mbarrierAt(block, thread, thread.operand<const char *>(1));
  if (block.thread(barrier.initialiser).handedOver < barrier.writesThen)
    throw Finding{"copies towards an mbarrier that was made without a fence.proxy.async behind it"};
  block.shared.startBulkCopy(thread.number, copy.to, copy.map.boxBytes(),
                             knowledgeOf(block, thread));
  readGlobal(block, thread, copy);
  ++block.counts.bulkCopies;
  barrier.copies.push_back(std::move(copy));
}

std::map<std::string, DeviceInstruction> mbarrierInstructions() {
  std::map<std::string, DeviceInstruction> all;
  all["mbarrier.init.shared"].alone = initialise;
  all["mbarrier.arrive.scope.cta.space.cta"].alone = [](Block &block, Thread &thread) {
    arrive(block, thread, /*expectsBytes=*/false);
  };
  all["mbarrier.arrive.expect.tx.scope.cta.space.cta"].alone = [](Block &block, Thread &thread) {
    arrive(block, thread, /*expectsBytes=*/true);
  };
  for (int rank = 1; rank <= TensorMap::maxRank; ++rank)
    for (bool isIm2col : {false, true})
      all[std::string("cp.async.bulk.tensor.g2s.") + (isIm2col ? "im2col." : "tile.") +
          std::to_string(rank) + "d"]
          .alone = [rank, isIm2col](Block &block, Thread &thread) {
        startBulkCopy(block, thread, rank, isIm2col);
      };
  return all;
}

DeviceInstruction waitForPhaseInstruction() {
  DeviceInstruction wait;
  wait.isOver = isPhaseOver;
  return wait;
}

} // namespace resnetc::cuda::emulator
