//===- SharedMemory.h - the shared memory of a block, and who touched it when -----------===//
//
// For each word of two bytes it is known which thread wrote it last and which read it, and how many
// barriers the block had passed then. Threads of a block that touch a word between the same two
// barriers, one of them to write, do so in no order: a race.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Knowledge.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <array>

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::cuda::emulator {

/// What is wrong with a kernel, thrown.
struct Finding {
  std::string text;
};

/// Stands for a thread where several of a warp act as one.
constexpr int severalThreads = -1;

class SharedMemory {
public:
  SharedMemory();
  ~SharedMemory();
  SharedMemory(const SharedMemory &) = delete;
  SharedMemory &operator=(const SharedMemory &) = delete;

  /// The address of one more variable; the last has the dynamic memory of the launch, none as yet.
  /// Throws a Finding where no block has so much.
  char *addVariable(llvm::StringRef name, int64_t bytes, uint64_t alignment);
  void startLaunch(int64_t dynamicBytes);
  /// Nothing of this memory has been written. All copies of the block before have landed.
  void startBlock();
  /// Orders what was before with what comes.
  void barrier() { ++epoch; }

  /// Whether an address is one of this memory, or of the room between its variables.
  bool owns(const void *address) const;

  /// These throw a Finding where the access is not allowed. `known` is what the thread knows to be over.
  void read(int thread, const void *address, int64_t bytes, const Knowledge &known);
  void write(int thread, const void *address, int64_t bytes);
  /// A copy that goes on until it lands: until then nobody may touch its words.
  void startCopy(int thread, const void *address, int64_t bytes);
  void landCopy(int thread, const void *address, int64_t bytes);
  /// An mbarrier's place, which nobody may read or write from then on.
  void takeForMbarrier(int thread, const void *address, int64_t bytes);
  /// A copy that lands when an mbarrier has been waited for. The products that have read its words must be known to
  /// be over, and so must copies that have gone there before.
  void startBulkCopy(int thread, const void *address, int64_t bytes, const Knowledge &known);
  void landBulkCopy(int mbarrier, uint32_t phase, const void *address, int64_t bytes);
  /// A read of a warp that goes on until it ends, from a place counted from the beginning: until then nobody may
  /// write its words. It sees what was written before the last barrier, by threads that have handed it over
  /// since, where `handedOver` gives the `writes()` of a thread at its last fence; and what copies of phases have brought
  /// that the warp knows to be over.
  void startAsyncRead(int64_t place, int64_t bytes, const Knowledge &known,
                      llvm::function_ref<uint32_t(int thread)> handedOver);
  /// The last one is number `product` of the warp that ends.
  void endAsyncRead(int64_t place, int64_t bytes, int warp, uint32_t product);
  const char *at(int64_t place) const { return memory + place; }
  /// Writes of the block so far.
  uint32_t writes() const { return writeCount; }

private:
  struct Word {
    uint32_t written = 0, read = 0; ///< epochs
    int16_t writer = 0, reader = 0;
    int16_t copier = noThread; ///< of a copy that has not landed
    int16_t asyncReads = 0;    ///< that have not ended
    uint32_t write = 0;        ///< the number of the last one; of a copy, the mbarrier's phase
  };
  struct Variable {
    std::string name;
    int64_t start, bytes;
  };
  static constexpr int16_t noThread = -2;
  /// Writers and readers that are no threads; copies of mbarrier i count as -16 - i.
  static constexpr int16_t anMbarrier = -3, products = -4, firstCopies = -16;
  static bool isCopy(int writer) { return writer <= firstCopies; }

  /// The words of an access, which must lie in one variable.
  Word *wordsOf(const char *verb, const void *address, int64_t bytes);
  [[noreturn]] void fail(const std::string &what, const Word *word) const;
  std::string placeOf(int64_t offset) const;
  int64_t bytesInUse() const;
  void writeWord(int thread, Word *word);
  void checkLanded(const Word *word, const Knowledge &known, const char *verb) const;
  void checkProducts(const Word *word, const Knowledge &known) const;

  char
      *mapping; ///< within it `memory`, whose address has as many low bits zero as descriptors have
  char *memory;
  std::vector<Word> words;
  static constexpr int64_t pieceBytes = 16;
  /// The last product of each warp that has read a piece; there are none before the first mbarrier.
  std::vector<std::array<uint32_t, Knowledge::warps>> productsOfPiece;
  std::vector<Variable> variables;
  size_t latest = 0;                  ///< the variable of the access before
  uint32_t epoch = 1, blockStart = 1; ///< what was written before the block counts as unwritten
  uint32_t writeCount = 0;
};

} // namespace resnetc::cuda::emulator
