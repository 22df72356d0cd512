//===- SharedMemory.h - the shared memory of a block, and who touched it when -----------===//
//
// For each word of two bytes it is known which thread wrote it last and which read it, and how many
// barriers the block had passed then. Threads of a block that touch a word between the same two
// barriers, one of them to write, do so in no order: a race.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

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

  /// These throw a Finding where the access is not allowed.
  void read(int thread, const void *address, int64_t bytes);
  void write(int thread, const void *address, int64_t bytes);
  /// A copy that goes on until it lands: until then nobody may touch its words.
  void startCopy(int thread, const void *address, int64_t bytes);
  void landCopy(int thread, const void *address, int64_t bytes);
  /// A read that goes on until it ends, from a place counted from the beginning: until then nobody may write
  /// its words. It sees what was written before the last barrier, by threads that have handed it over
  /// since: `handedOver` gives the `writes()` of a thread at its last fence.
  void startAsyncRead(int64_t place, int64_t bytes,
                      llvm::function_ref<uint32_t(int thread)> handedOver);
  void endAsyncRead(int64_t place, int64_t bytes);
  const char *at(int64_t place) const { return memory + place; }
  /// Writes of the block so far.
  uint32_t writes() const { return writeCount; }

private:
  struct Word {
    uint32_t written = 0, read = 0; ///< epochs
    int16_t writer = 0, reader = 0;
    int16_t copier = noThread; ///< of a copy that has not landed
    int16_t asyncReads = 0;    ///< that have not ended
    uint32_t write = 0;        ///< the number of the last one
  };
  struct Variable {
    std::string name;
    int64_t start, bytes;
  };
  static constexpr int16_t noThread = -2;

  /// The words of an access, which must lie in one variable.
  Word *wordsOf(const char *verb, const void *address, int64_t bytes);
  [[noreturn]] void fail(const std::string &what, const Word *word) const;
  std::string placeOf(int64_t offset) const;
  int64_t bytesInUse() const;
  void writeWord(int thread, Word *word);

  char
      *mapping; ///< within it `memory`, whose address has as many low bits zero as descriptors have
  char *memory;
  std::vector<Word> words;
  std::vector<Variable> variables;
  size_t latest = 0;                  ///< the variable of the access before
  uint32_t epoch = 1, blockStart = 1; ///< what was written before the block counts as unwritten
  uint32_t writeCount = 0;
};

} // namespace resnetc::cuda::emulator
