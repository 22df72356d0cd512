//===- Fibre.h - a stack of its own, left and entered by a call ------------------------===//
//
// The threads of a block that wait for each other are fibres of one thread of the host. AddressSanitizer,
// where it is on, is told of each switch.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace resnetc::cuda::emulator {

/// Stacks for a number of fibres, each with a page without access behind its end.
class FibreStacks {
public:
  static constexpr int64_t bytes = 256 << 10; ///< of one, with that page

  /// Throws std::bad_alloc where there is no memory; it is taken when touched.
  explicit FibreStacks(int64_t count);
  ~FibreStacks();
  FibreStacks(const FibreStacks &) = delete;
  FibreStacks &operator=(const FibreStacks &) = delete;

  char *end(int64_t index) const { return start + (index + 1) * bytes; }

private:
  char *start;
  int64_t count;
};

/// One of them. It never returns from its body: it suspends, and is left behind or begun anew.
class Fibre {
public:
  using Body = void (*)(void *);
  /// Makes the next `resume` call body(argument) on a stack; `stackEnd` is its highest address.
  void begin(char *stackEnd, Body body, void *argument);
  /// Runs it until it suspends.
  void resume();
  /// Called on the fibre: returns to who resumed it. `forGood`: it will not be resumed.
  void suspend(bool forGood = false);
  /// Whether an address is on its stack.
  bool owns(const void *address) const {
    return address < end && address >= end - FibreStacks::bytes;
  }

private:
  static void enter(void *fibre);

  char *end = nullptr;                    ///< of its stack
  void *own = nullptr, *caller = nullptr; ///< stack pointers of those who do not run
  Body body = nullptr;
  void *argument = nullptr;
  /// What AddressSanitizer keeps of the stack that is left, and where the caller's lies.
  void *ownShadow = nullptr;
  const void *callerBottom = nullptr;
  size_t callerBytes = 0;
};

} // namespace resnetc::cuda::emulator
