//===- StackUse.cpp - how deep a call reaches into its stack ----------------------------===//
//
// The stack is painted before, and searched for the last byte that still has its colour.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/StackUse.h"

#include <pthread.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace resnetc::x86::test {

constexpr size_t stackBytes = 1 << 20;
constexpr unsigned char paint = 0xC5;

static void *runCall(void *call) {
  (*static_cast<const std::function<void()> *>(call))();
  return nullptr;
}

int64_t stackUseOf(const std::function<void()> &call) {
  // Kept from call to call: fresh memory would have to be painted page by page.
  static const std::unique_ptr<unsigned char[]> memory(new unsigned char[stackBytes + 4096]);
  unsigned char *stack = memory.get() + 4096 - reinterpret_cast<uintptr_t>(memory.get()) % 4096;
  std::memset(stack, paint, stackBytes);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, stackBytes);
  pthread_t thread;
  int failed = pthread_create(&thread, &attributes, runCall,
                              const_cast<void *>(static_cast<const void *>(&call)));
  pthread_attr_destroy(&attributes);
  if (failed)
    throw std::runtime_error("no thread could be started");
  pthread_join(thread, nullptr);
  const unsigned char *deepest =
      std::find_if(stack, stack + stackBytes, [](unsigned char byte) { return byte != paint; });
  return stack + stackBytes - deepest;
}

} // namespace resnetc::x86::test
