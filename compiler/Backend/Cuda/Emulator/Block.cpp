//===- Block.cpp - the threads of a block that runs --------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Block.h"

#include "compiler/Backend/Cuda/Emulator/Instruction.h"
#include "compiler/Backend/Cuda/Emulator/Sectors.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>

namespace resnetc::cuda::emulator {

static thread_local Block *currentBlock = nullptr;

Block *Block::current() { return currentBlock; }

Counts &Counts::operator+=(const Counts &other) {
  blocks += other.blocks;
  barriers += other.barriers;
  mmas += other.mmas;
  warpgroupMmas += other.warpgroupMmas;
  asyncCopies += other.asyncCopies;
  bulkCopies += other.bulkCopies;
  matrixConflicts += other.matrixConflicts;
  loadConflicts += other.loadConflicts;
  copyConflicts += other.copyConflicts;
  global += other.global;
  for (const auto &[access, moved] : other.accesses)
    accesses[access] += moved;
  return *this;
}

Traffic &Traffic::operator+=(const Traffic &other) {
  sectors += other.sectors;
  ideal += other.ideal;
  return *this;
}

std::string Counts::uncoalesced(double most, int64_t least) const {
  std::string lines;
  for (const auto &[access, moved] : accesses)
    if (moved.sectors >= least &&
        static_cast<double>(moved.sectors) > most * static_cast<double>(moved.ideal))
      lines += access + ": " + std::to_string(moved.sectors) + " sectors, where " +
               std::to_string(moved.ideal) + " could do\n";
  return lines;
}

Block::Block(const Launch &launch, Entry entry, SharedMemory &shared, const GlobalMemory &global,
             GlobalRaces &races)
    : launch(launch), shared(shared), global(global), races(races), entry(entry),
      stacks(launch.threads) {
  for (int64_t i = launch.threads; i-- > 0;)
    freeStacks.push_back(stacks.end(i));
}

void Block::run(Extent at) {
  currentBlock = this;
  index = at;
  ++number;
  barriers = 0;
  ++counts.blocks;
  shared.startBlock();
  threads.assign(static_cast<size_t>(launch.threads), Thread());
  for (size_t i = 0; i < threads.size(); ++i)
    threads[i].number = static_cast<int>(i);
  const size_t warps = (threads.size() + warpSize - 1) / warpSize;
  mbarriers.clear();
  for (Thread &thread : threads)
    thread.knowledge = productsRead;
  products.assign(warps, {});
  issued.assign((warps + 3) / 4, {});
  llvm::MutableArrayRef<Thread> all(threads);
  auto ended = [](const Thread &thread) { return thread.ended; };
  while (!std::all_of(threads.begin(), threads.end(), ended)) {
    bool anyRan = false;
    for (size_t first = 0; first < threads.size(); first += warpSize)
      anyRan |= runWarp(all.slice(first, std::min<size_t>(warpSize, threads.size() - first)));
    if (!waitsForPhase(threads))
      passBarrier();
    else if (!anyRan)
      throw Finding{describeDeadlock()};
  }
  checkEnd();
}

/// At the end of a block.
void Block::checkEnd() const {
  for (const auto &[address, barrier] : mbarriers)
    if (!barrier.copies.empty())
      throw Finding{"thread " + std::to_string(barrier.copies.front().thread) +
                    " has copied what nobody has waited for"};
  for (size_t warp = 0; warp < products.size(); ++warp) {
    const std::string name = "warp " + std::to_string(warp) + " ";
    if (!products[warp].isIdle())
      throw Finding{name + "ends with products that it has not waited for"};
    if (static_cast<size_t>(products[warp].issued) != issued[warp / 4].size())
      throw Finding{name + "has issued fewer products than others of its warpgroup"};
  }
}

//===----------------------------------------------------------------------===//
// One thread
//===----------------------------------------------------------------------===//

/// A thread that waits for no other needs no stack of its own: the next one begins on the same.
void Block::resume(Thread &thread) {
  if (!thread.stack) {
    thread.stack = freeStacks.back();
    freeStacks.pop_back();
    thread.fibre.begin(
        thread.stack, [](void *block) { static_cast<Block *>(block)->runThread(); }, this);
  }
  running = &thread;
  thread.fibre.resume();
  if (!found.empty())
    throw Finding{"thread " + std::to_string(thread.number) + " " + found};
  if (thread.ended) {
    freeStacks.push_back(thread.stack);
    thread.stack = nullptr;
  }
}

template <typename Body> void Block::guarded(Body body) {
  try {
    body();
  } catch (const Finding &finding) {
    found = finding.text;
  }
  if (!found.empty())
    running->fibre.suspend(/*forGood=*/true);
}

void Block::runThread() {
  entry(launch.parameters);
  guarded([&] {
    auto isOpen = [](const std::vector<Copy> &group) { return !group.empty(); };
    const auto &groups = running->groups;
    if (isOpen(running->copies) || std::any_of(groups.begin(), groups.end(), isOpen))
      throw Finding{"ends with copies that it has not waited for"};
  });
  running->ended = true;
  running->fibre.suspend(/*forGood=*/true);
}

static bool isAligned(const void *address, int32_t alignment) {
  return reinterpret_cast<uintptr_t>(address) % static_cast<uintptr_t>(alignment) == 0;
}

void Block::execute(const Site &site, const char *operands, char *result) {
  Thread &thread = *running;
  thread.operands = operands;
  thread.result = result;
  thread.site = &site;
  if (site.instruction->alone) {
    guarded([&] { site.instruction->alone(*this, thread); });
    return;
  }
  thread.waitsAt = &site;
  bool isOver = false;
  if (site.instruction->isOver)
    guarded([&] { isOver = site.instruction->isOver(*this, thread); });
  if (isOver)
    thread.waitsAt = nullptr;
  else
    thread.fibre.suspend();
}

void Block::accessShared(const Access &access, int32_t alignment, AccessKind kind) {
  const bool write = kind != AccessKind::Read;
  guarded([&] {
    if (write)
      shared.write(running->number, access.address, access.bytes);
    else
      shared.read(running->number, access.address, access.bytes, running->knowledge);
    if (!isAligned(access.address, alignment))
      throw Finding{"reads or writes " + std::to_string(access.bytes) +
                    " bytes of shared memory that are not aligned to " + std::to_string(alignment)};
  });
  if (!write)
    running->loads.push_back(access);
}

void Block::accessAny(const Access &access, int32_t alignment, AccessKind kind) {
  if (shared.owns(access.address)) {
    accessShared(access, alignment, kind);
    return;
  }
  if (running->fibre.owns(access.address))
    return;
  guarded([&] {
    const std::string verb = kind == AccessKind::Read ? "reads " : "writes ";
    if (!global.holds(access.address, access.bytes))
      throw Finding{verb + std::to_string(access.bytes) +
                    " bytes outside of the buffers: " + global.placeOf(access.address)};
    if (!isAligned(access.address, alignment))
      throw Finding{verb + global.placeOf(access.address) +
                    ", which is not aligned to the access, " + std::to_string(alignment)};
    if (kind == AccessKind::Write)
      races.write(access.address, access.bytes, placeOf(*running));
    else if (kind == AccessKind::Read)
      races.read(access.address, access.bytes, placeOf(*running));
  });
  running->globals.push_back(access);
}

//===----------------------------------------------------------------------===//
// Threads together
//===----------------------------------------------------------------------===//

static std::string stateOf(const Thread &thread) {
  return "thread " + std::to_string(thread.number) +
         (thread.waitsAt ? " waits at " + thread.waitsAt->name : " has ended");
}

bool Block::waitsForPhase(llvm::ArrayRef<Thread> lanes) const {
  return llvm::any_of(lanes, [](const Thread &thread) {
    return thread.waitsAt && thread.waitsAt->instruction->isOver;
  });
}

/// Every thread at a barrier or at a wait, and no wait will end.
std::string Block::describeDeadlock() {
  for (const Thread &thread : threads)
    if (waitsForPhase(thread))
      return "deadlock: " + stateOf(thread) + " " + describeWait(*this, thread);
  return "deadlock";
}

/// Those that wait for nothing, or for what is over; whether there was one.
bool Block::resumeLanes(llvm::MutableArrayRef<Thread> lanes) {
  bool any = false;
  for (Thread &thread : lanes) {
    if (waitsForPhase(thread)) {
      try {
        if (thread.waitsAt->instruction->isOver(*this, thread))
          thread.waitsAt = nullptr;
      } catch (const Finding &finding) {
        throw Finding{"thread " + std::to_string(thread.number) + " " + finding.text};
      }
    }
    if (thread.ended || thread.waitsAt)
      continue;
    resume(thread);
    any = true;
  }
  return any;
}

/// Runs the threads of a warp until all of them wait at a barrier or for a phase, or have ended; or wait for those
/// that do. Whether any of them ran.
bool Block::runWarp(llvm::MutableArrayRef<Thread> lanes) {
  bool any = false;
  while (true) {
    any |= resumeLanes(lanes);
    counts.loadConflicts += conflictsOf(lanes, &Thread::loads);
    counts.copyConflicts += conflictsOf(lanes, &Thread::copiesTo);
    countSectors(lanes);
    auto waiting = std::find_if(lanes.begin(), lanes.end(), [](const Thread &thread) {
      return thread.waitsAt && thread.waitsAt->instruction->together;
    });
    if (waiting == lanes.end() || waitsForPhase(lanes))
      return any;
    executeTogether(lanes, *waiting);
    any = true;
  }
}

void Block::executeTogether(llvm::MutableArrayRef<Thread> lanes, Thread &first) {
  const DeviceInstruction &instruction = *first.waitsAt->instruction;
  auto maskOf = [&](const Thread &thread) {
    return instruction.mask < 0 ? ~uint32_t{0} : thread.operand<uint32_t>(instruction.mask);
  };
  const uint32_t mask = maskOf(first);
  Warp warp{};
  for (size_t lane = 0; lane < lanes.size(); ++lane) {
    if (!(mask >> lane & 1))
      continue;
    Thread &thread = lanes[lane];
    if (thread.waitsAt != first.waitsAt)
      throw Finding{"divergence: " + stateOf(first) + ", where " + stateOf(thread)};
    if (maskOf(thread) != mask)
      throw Finding{"masks differ: " + stateOf(first) + ", as does thread " +
                    std::to_string(thread.number) + " for other lanes"};
    warp[lane] = &thread;
  }
  if (warp[static_cast<size_t>(first.number % warpSize)] != &first)
    throw Finding{"a mask without its own lane: " + stateOf(first)};
  try {
    instruction.together(*this, warp);
  } catch (const Finding &finding) {
    throw Finding{"the warp of " + stateOf(first) + " " + finding.text};
  }
  for (Thread *thread : warp)
    if (thread)
      thread->waitsAt = nullptr;
}

/// All threads wait at a barrier or have ended.
void Block::passBarrier() {
  auto identity = [](const Thread &thread) { return thread.operand<uint32_t>(0); };
  const Thread *first = nullptr;
  for (Thread &thread : threads)
    if (thread.waitsAt && !first)
      first = &thread;
  if (!first)
    return;
  const Thread *leader = nullptr; // of the warp: its threads take the same barrier of the code
  for (Thread &thread : threads) {
    if (thread.number % warpSize == 0)
      leader = &thread;
    if (!thread.waitsAt || identity(thread) != identity(*first))
      throw Finding{"divergent barrier: " + stateOf(*first) + ", where " + stateOf(thread)};
    if (thread.waitsAt != leader->waitsAt)
      throw Finding{"divergent barrier: " + stateOf(*leader) + ", where " + stateOf(thread)};
  }
  Knowledge all = productsRead;
  for (Thread &thread : threads) {
    thread.waitsAt = nullptr;
    all.join(thread.knowledge);
  }
  for (Thread &thread : threads)
    thread.knowledge = all;
  ++counts.barriers;
  ++barriers;
  shared.barrier();
}

namespace {

/// The banks of shared memory in one pass: each gives or takes one word of four bytes.
class Banks {
public:
  void touch(const Access &load) {
    for (int32_t byte = 0; byte < load.bytes; byte += 4)
      add((reinterpret_cast<uintptr_t>(load.address) + static_cast<uintptr_t>(byte)) / 4);
  }
  /// Passes beyond the first.
  int conflicts() const { return std::max(*std::max_element(counts.begin(), counts.end()) - 1, 0); }

private:
  void add(uintptr_t word) {
    uintptr_t *known = words[word % warpSize];
    int &count = counts[word % warpSize];
    if (std::find(known, known + count, word) == known + count)
      known[count++] = word;
  }
  uintptr_t words[warpSize][warpSize]; ///< that are read, by bank
  std::array<int, warpSize> counts{};
};

} // namespace

/// The accesses of a warp since it was last together: the i-th of each thread are one instruction, where
/// they are at the same place. A quarter of a warp at a time has 16 bytes each, a half of it 8.
int64_t Block::conflictsOf(llvm::MutableArrayRef<Thread> lanes,
                           std::vector<Access> Thread::*accesses) {
  int64_t conflicts = 0;
  for (size_t i = 0; i < (lanes.front().*accesses).size(); ++i) {
    const Access load = (lanes.front().*accesses)[i];
    const size_t together = warpSize * 4 / static_cast<size_t>(std::max(load.bytes, 4));
    for (size_t from = 0; from < lanes.size(); from += together) {
      Banks banks;
      for (const Thread &thread : lanes.slice(from, std::min(together, lanes.size() - from))) {
        const std::vector<Access> &own = thread.*accesses;
        if (i < own.size() && own[i].site == load.site)
          banks.touch(own[i]);
      }
      conflicts += banks.conflicts();
    }
  }
  for (Thread &thread : lanes)
    (thread.*accesses).clear();
  return conflicts;
}

/// Accesses of a warp since it was last together: where all threads came along the same way, the i-th of
/// each are one.
void Block::countSectors(llvm::MutableArrayRef<Thread> lanes) {
  const std::vector<Access> &first = lanes.front().globals;
  auto isSameSite = [](const Access &a, const Access &b) { return a.site == b.site; };
  const bool together = llvm::all_of(lanes, [&](const Thread &thread) {
    return std::equal(thread.globals.begin(), thread.globals.end(), first.begin(), first.end(),
                      isSameSite);
  });
  for (size_t i = 0; together && i < first.size(); ++i) {
    Sectors sectors;
    for (const Thread &thread : lanes)
      sectors.touch(thread.globals[i].address, thread.globals[i].bytes);
    traffic[first[i].site] += {sectors.touched(), sectors.ideal()};
  }
  if (!together)
    countSectorsOfDiverged(lanes);
  for (Thread &thread : lanes)
    thread.globals.clear();
}

/// Where threads have gone different ways, the k-th accesses of each at one place are one.
void Block::countSectorsOfDiverged(llvm::MutableArrayRef<Thread> lanes) {
  std::map<std::pair<const Site *, int>, Sectors> accesses;
  for (const Thread &thread : lanes) {
    llvm::SmallDenseMap<const Site *, int> before;
    for (const Access &access : thread.globals)
      accesses[{access.site, before[access.site]++}].touch(access.address, access.bytes);
  }
  for (const auto &[place, sectors] : accesses)
    traffic[place.first] += {sectors.touched(), sectors.ideal()};
}

} // namespace resnetc::cuda::emulator

extern "C" {
// What instrumented kernels call.

void rn_emulate(const resnetc::cuda::emulator::Site *site, const char *operands, char *result) {
  resnetc::cuda::emulator::Block::current()->execute(*site, operands, result);
}
void rn_emulate_shared(const resnetc::cuda::emulator::Site *site, const void *address,
                       int32_t bytes, int32_t alignment, int32_t kind) {
  resnetc::cuda::emulator::Block::current()->accessShared(
      {site, address, bytes}, alignment, static_cast<resnetc::cuda::emulator::AccessKind>(kind));
}
void rn_emulate_any(const resnetc::cuda::emulator::Site *site, const void *address, int32_t bytes,
                    int32_t alignment, int32_t kind) {
  resnetc::cuda::emulator::Block::current()->accessAny(
      {site, address, bytes}, alignment, static_cast<resnetc::cuda::emulator::AccessKind>(kind));
}
}
