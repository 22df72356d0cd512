//===- SharedMemory.cpp - the shared memory of a block, and who touched it when ---------===//
#include "compiler/Backend/Cuda/Emulator/SharedMemory.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace resnetc::cuda::emulator {

constexpr int64_t limit = 163 * 1024; ///< of a block on sm_80
constexpr int64_t alignment = 128;    ///< of every variable; as much lies between two
constexpr int64_t capacity = 4 * limit;
constexpr int64_t wordBytes = 2;       ///< no two threads share a smaller piece
constexpr int64_t window = 256 * 1024; ///< what addresses in wgmma's descriptors reach

SharedMemory::SharedMemory() : words(capacity / wordBytes) {
  void *all =
      mmap(nullptr, capacity + window, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED)
    throw std::bad_alloc();
  mapping = static_cast<char *>(all);
  const auto address = reinterpret_cast<uintptr_t>(all);
  memory = mapping + (llvm::alignTo(address, window) - address);
}

SharedMemory::~SharedMemory() { munmap(mapping, capacity + window); }

bool SharedMemory::owns(const void *address) const {
  return address >= memory && address < memory + capacity;
}

int64_t SharedMemory::bytesInUse() const {
  int64_t bytes = 0;
  for (const Variable &variable : variables)
    bytes += variable.bytes;
  return bytes;
}

static std::string tooMuch(int64_t bytes) {
  return "wants " + std::to_string(bytes) + " bytes of shared memory where a block has " +
         std::to_string(limit);
}

char *SharedMemory::addVariable(llvm::StringRef name, int64_t bytes, uint64_t wanted) {
  int64_t start = 0;
  if (!variables.empty()) {
    int64_t end = variables.back().start + variables.back().bytes;
    start = static_cast<int64_t>(llvm::alignTo(static_cast<uint64_t>(end + alignment),
                                               std::max<uint64_t>(alignment, wanted)));
  }
  variables.push_back({name.str(), start, bytes});
  if (bytesInUse() > limit || start + bytes + limit > capacity)
    throw Finding{tooMuch(bytesInUse())};
  return memory + start;
}

void SharedMemory::startLaunch(int64_t dynamicBytes) {
  variables.back().bytes = dynamicBytes;
  latest = 0;
  if (bytesInUse() > limit)
    throw Finding{tooMuch(bytesInUse())};
  for (Word &word : words) // a launch that ended with a finding may have left copies
    word.copier = noThread, word.asyncReads = 0;
}

void SharedMemory::startBlock() {
  blockStart = ++epoch;
  writeCount = 0;
  const Variable &last = variables.back();
  std::memset(memory, 0xFF, static_cast<size_t>(last.start + last.bytes)); // NaN
}

SharedMemory::Word *SharedMemory::wordsOf(const char *verb, const void *address, int64_t bytes) {
  int64_t offset = static_cast<const char *>(address) - memory;
  auto holds = [&](const Variable &variable) {
    return offset >= variable.start && offset + bytes <= variable.start + variable.bytes;
  };
  for (size_t i = 0; i < variables.size() && !holds(variables[latest]); ++i)
    latest = (latest + 1) % variables.size();
  if (!holds(variables[latest]))
    throw Finding{std::string(verb) + " " + std::to_string(bytes) +
                  " bytes of shared memory out of range: " + placeOf(offset)};
  return &words[static_cast<size_t>(offset / wordBytes)];
}

std::string SharedMemory::placeOf(int64_t offset) const {
  const Variable *nearest = &variables.front();
  for (const Variable &variable : variables)
    if (offset >= variable.start)
      nearest = &variable;
  return "byte " + std::to_string(offset - nearest->start) + " of " + nearest->name +
         ", which has " + std::to_string(nearest->bytes);
}

void SharedMemory::fail(const std::string &what, const Word *word) const {
  throw Finding{what + ": " + placeOf((word - words.data()) * wordBytes)};
}

/// Of a thread, or of what stands for one.
static std::string nameOf(int thread) {
  if (thread >= 0)
    return "thread " + std::to_string(thread);
  return thread > -16 ? "several threads" : "a copy of mbarrier " + std::to_string(-16 - thread);
}

/// One past the last word that an access touches.
template <typename Word> static Word *endOf(Word *first, int64_t bytes) {
  return first + (bytes + wordBytes - 1) / wordBytes;
}

void SharedMemory::checkLanded(const Word *word, const Knowledge &known, const char *verb) const {
  if (known.phases[firstCopies - word->writer] <= word->write)
    fail(std::string("race: ") + verb + " what " + nameOf(word->writer) +
             " has brought without waiting for it",
         word);
}

void SharedMemory::checkProducts(const Word *word, const Knowledge &known) const {
  const auto piece = static_cast<size_t>((word - words.data()) * wordBytes / pieceBytes);
  for (int warp = 0; warp < Knowledge::warps; ++warp)
    if (productsOfPiece[piece][static_cast<size_t>(warp)] > known.products[warp])
      fail("race: writes what products of warp " + std::to_string(warp) +
               " read, without a wait for an mbarrier at which that warp has arrived since",
           word);
}

void SharedMemory::read(int thread, const void *address, int64_t bytes, const Knowledge &known) {
  Word *first = wordsOf("reads", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    if (word->copier != noThread)
      fail("reads what a copy of " + nameOf(word->copier) + " is still to bring", word);
    if (word->written < blockStart)
      fail("reads shared memory that nobody has written", word);
    if (word->writer == anMbarrier)
      fail("reads an mbarrier", word);
    if (isCopy(word->writer))
      checkLanded(word, known, "reads");
    else if (word->written == epoch && word->writer != thread)
      fail("race: reads what " + nameOf(word->writer) + " wrote without a barrier between", word);
    bool alone = word->read != epoch || word->reader == thread;
    word->reader = static_cast<int16_t>(alone ? thread : severalThreads);
    word->read = epoch;
  }
}

void SharedMemory::writeWord(int thread, Word *word) {
  if (word->asyncReads > 0)
    fail("writes what a wgmma is still to read", word);
  if (word->copier != noThread)
    fail("writes where a copy of " + nameOf(word->copier) + " is still to write", word);
  if (word->writer == anMbarrier && word->written >= blockStart)
    fail("writes an mbarrier", word);
  if (word->written == epoch && word->writer != thread)
    fail("race: writes what " + nameOf(word->writer) + " wrote without a barrier between", word);
  if (word->read == epoch && word->reader != thread)
    fail("race: writes what " + nameOf(word->reader) + " read without a barrier between", word);
  word->writer = static_cast<int16_t>(thread);
  word->written = epoch;
  word->write = ++writeCount;
}

void SharedMemory::write(int thread, const void *address, int64_t bytes) {
  Word *first = wordsOf("writes", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word)
    writeWord(thread, word);
}

void SharedMemory::startCopy(int thread, const void *address, int64_t bytes) {
  Word *first = wordsOf("copies to", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    writeWord(thread, word);
    word->copier = static_cast<int16_t>(thread);
  }
}

void SharedMemory::landCopy(int thread, const void *address, int64_t bytes) {
  Word *first = wordsOf("copies to", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    word->copier = noThread;
    writeWord(thread, word);
  }
}

void SharedMemory::takeForMbarrier(int thread, const void *address, int64_t bytes) {
  write(thread, address, bytes);
  Word *first = wordsOf("makes an mbarrier of", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word)
    word->writer = anMbarrier;
  productsOfPiece.resize(capacity / pieceBytes);
}

void SharedMemory::startBulkCopy(int thread, const void *address, int64_t bytes,
                                 const Knowledge &known) {
  Word *first = wordsOf("copies to", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    if (word->written == epoch && isCopy(word->writer)) {
      checkLanded(word, known, "writes");
      word->writer = static_cast<int16_t>(thread);
    }
    if (word->read == epoch && word->reader == products) {
      checkProducts(word, known);
      word->reader = static_cast<int16_t>(thread);
    }
    writeWord(thread, word);
    word->copier = static_cast<int16_t>(thread);
  }
}

void SharedMemory::landBulkCopy(int mbarrier, uint32_t phase, const void *address, int64_t bytes) {
  Word *first = wordsOf("copies to", address, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    word->copier = noThread;
    word->writer = static_cast<int16_t>(firstCopies - mbarrier);
    word->written = epoch;
    word->write = phase;
  }
}

void SharedMemory::startAsyncRead(int64_t place, int64_t bytes, const Knowledge &known,
                                  llvm::function_ref<uint32_t(int)> handedOver) {
  Word *first = wordsOf("reads", memory + place, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    if (word->copier != noThread)
      fail("reads what a copy of " + nameOf(word->copier) + " is still to bring", word);
    if (word->written < blockStart)
      fail("reads shared memory that nobody has written", word);
    if (isCopy(word->writer))
      checkLanded(word, known, "reads");
    else if (word->written == epoch)
      fail("race: reads what " + nameOf(word->writer) + " wrote without a barrier between", word);
    else if (word->write > handedOver(word->writer))
      fail("reads what " + nameOf(word->writer) + " wrote without a fence.proxy.async behind it",
           word);
    ++word->asyncReads;
  }
}

void SharedMemory::endAsyncRead(int64_t place, int64_t bytes, int warp, uint32_t product) {
  if (!productsOfPiece.empty())
    for (int64_t at = place; at < place + bytes; at += pieceBytes)
      productsOfPiece[static_cast<size_t>(at / pieceBytes)][static_cast<size_t>(warp)] = product;
  Word *first = wordsOf("reads", memory + place, bytes);
  for (Word *word = first; word != endOf(first, bytes); ++word) {
    --word->asyncReads;
    word->reader = productsOfPiece.empty() ? severalThreads : products;
    word->read = epoch;
  }
}

} // namespace resnetc::cuda::emulator
