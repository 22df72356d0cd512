//===- Block.h - the threads of a block that runs ----------------------------------------===//
//
// Each thread is a fibre. It runs until it comes to an instruction that it does together with others,
// and waits there; when all of those have come, the instruction is done for all of them at once.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "compiler/Backend/Cuda/Emulator/Fibre.h"
#include "compiler/Backend/Cuda/Emulator/GlobalRaces.h"
#include "compiler/Backend/Cuda/Emulator/Mbarrier.h"
#include "compiler/Backend/Cuda/Emulator/SharedMemory.h"
#include "compiler/Backend/Cuda/Emulator/Warpgroup.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"

#include <array>
#include <cstring>
#include <deque>
#include <vector>

namespace resnetc::cuda::emulator {

struct DeviceInstruction;

/// A place in a kernel where an instruction of the device stands.
struct Site {
  const DeviceInstruction *instruction; ///< null for a load or store
  std::string
      name; ///< LLVM's, with the number of such instructions before it; "load #3 of 16 bytes"
  int operands = 0;
};

/// An asynchronous copy; beyond `valid` bytes it writes zeros.
struct Copy {
  char *to;
  const char *from;
  int64_t bytes, valid;
};

/// An access of memory, kept until the warp's are counted together.
/// Strong writes of several threads may meet, as PTX's st.volatile: each is seen whole.
enum class AccessKind : int32_t { Read, Write, StrongWrite };

struct Access {
  const Site *site;
  const void *address;
  int32_t bytes;
};

struct Thread {
  int number = 0;
  Fibre fibre;
  char *stack = nullptr; ///< null before it has begun and when it has ended
  bool ended = false;
  const Site *waitsAt = nullptr;
  const char *operands = nullptr; ///< of the instruction it is at
  char *result = nullptr;
  std::vector<Copy> copies; ///< since the last group was committed
  std::deque<std::vector<Copy>> groups;
  uint32_t handedOver = 0; ///< SharedMemory::writes() at its last fence for asynchronous accesses
  Knowledge knowledge;
  const Site *site = nullptr; ///< of the instruction of its own that it is at
  /// Loads of shared memory, copies to it and all accesses of global memory, since the warp was last together.
  std::vector<Access> loads, copiesTo, globals;

  /// An operand has room of this size.
  static constexpr int operandBytes = 16;
  template <typename T> T operand(int index) const {
    T value;
    std::memcpy(&value, operands + index * operandBytes, sizeof value);
    return value;
  }
  /// A member of the result, or all of it; all members have the type.
  template <typename T> void setResult(T value, int member = 0) {
    std::memcpy(result + static_cast<size_t>(member) * sizeof value, &value, sizeof value);
  }
};

constexpr int warpSize = 32;
/// The threads that do an instruction together, by their lane; null for a lane that does not.
using Warp = std::array<Thread *, warpSize>;

class Block {
public:
  using Entry = void (*)(const void *const *parameters);

  Block(const Launch &launch, Entry entry, SharedMemory &shared, const GlobalMemory &global,
        GlobalRaces &races);

  /// Runs one block; throws a Finding, with the thread in its text.
  void run(Extent index);

  /// What instructions look at.
  const Launch &launch;
  SharedMemory &shared;
  const GlobalMemory &global;
  GlobalRaces &races;
  Extent index;
  Counts counts;
  llvm::DenseMap<const Site *, Traffic> traffic;

  /// Where a thread is in the launch.
  Place placeOf(const Thread &thread) const { return {number, thread.number, barriers}; }
  const Thread &thread(int number) const { return threads[static_cast<size_t>(number)]; }
  int32_t barriersPassed() const { return barriers; }
  std::vector<WarpProducts> products; ///< by warp
  Knowledge productsRead;             ///< of each warp, how many waits have ended
  Mbarriers mbarriers;
  std::vector<std::vector<IssuedProduct>> issued; ///< by warpgroup

  /// The block that runs on this thread of the host.
  static Block *current();
  /// Of that block, the thread that runs. Called on its fibre:
  void execute(const Site &site, const char *operands, char *result);
  void accessShared(const Access &access, int32_t alignment, AccessKind kind);
  /// An access whose pointer may be of any memory.
  void accessAny(const Access &access, int32_t alignment, AccessKind kind);

private:
  void resume(Thread &thread);
  void runThread();
  bool runWarp(llvm::MutableArrayRef<Thread> lanes);
  bool resumeLanes(llvm::MutableArrayRef<Thread> lanes);
  bool waitsForPhase(llvm::ArrayRef<Thread> lanes) const;
  void executeTogether(llvm::MutableArrayRef<Thread> lanes, Thread &first);
  void passBarrier();
  void checkEnd() const;
  std::string describeDeadlock();
  void countSectors(llvm::MutableArrayRef<Thread> lanes);
  void countSectorsOfDiverged(llvm::MutableArrayRef<Thread> lanes);
  /// Passes over the banks beyond what the accesses of a warp need; forgets them.
  static int64_t conflictsOf(llvm::MutableArrayRef<Thread> lanes,
                             std::vector<Access> Thread::*accesses);
  /// Calls `body`, and leaves the fibre for good with what it throws.
  template <typename Body> void guarded(Body body);

  Entry entry;
  int32_t number = -1, barriers = 0; ///< of the block in its launch; that it has passed
  FibreStacks stacks;
  std::vector<char *> freeStacks;
  std::vector<Thread> threads;
  Thread *running = nullptr;
  std::string found; ///< by the thread that ran last
};

} // namespace resnetc::cuda::emulator
