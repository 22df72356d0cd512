//===- Fibre.cpp - a stack of its own, left and entered by a call ----------------------===//
//
// A switch saves what the System V ABI lets a callee keep, six registers, and changes the stack
// pointer: some ten instructions, where swapcontext makes a system call.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Fibre.h"

#include <new>
#include <sys/mman.h>

extern "C" {
/// Puts the stack pointer into *from and goes on where `to` was left.
void rn_fibre_switch(void **from, void *to);
/// Where a new fibre starts: calls %r13 with %r12.
void rn_fibre_entry();
}

asm(R"(
  .text
  .globl rn_fibre_switch
  .type rn_fibre_switch, @function
rn_fibre_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .globl rn_fibre_entry
  .type rn_fibre_entry, @function
rn_fibre_entry:
  movq %r12, %rdi
  callq *%r13
  ud2
)");

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
extern "C" void __asan_handle_no_return();

/// Forgets the frames of fibres that were left behind on other stacks at these addresses.
__attribute__((no_sanitize("address"))) static void forgetFrames(char *start, int64_t bytes) {
  size_t scale, offset;
  __asan_get_shadow_mapping(&scale, &offset);
  auto *shadow =
      reinterpret_cast<volatile uint64_t *>((reinterpret_cast<size_t>(start) >> scale) + offset);
  const auto words = (static_cast<size_t>(bytes) >> scale) / sizeof(uint64_t);
  for (size_t i = 0; i < words; ++i)
    shadow[i] = 0;
}
#else
// Without AddressSanitizer there is nobody to tell.
static void forgetFrames(char *, int64_t) {}
static void __asan_handle_no_return() {}
static void __sanitizer_start_switch_fiber(void **, const void *, size_t) {}
static void __sanitizer_finish_switch_fiber(void *, const void **, size_t *) {}
#endif

namespace resnetc::cuda::emulator {

constexpr int64_t page = 4096;

FibreStacks::FibreStacks(int64_t count) : count(count) {
  void *all = mmap(nullptr, count * bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED)
    throw std::bad_alloc();
  start = static_cast<char *>(all);
  forgetFrames(start, count * bytes);
  for (int64_t i = 0; i < count; ++i)
    mprotect(start + i * bytes, page, PROT_NONE);
}

FibreStacks::~FibreStacks() { munmap(start, count * bytes); }

void Fibre::begin(char *stackEnd, Body newBody, void *newArgument) {
  end = stackEnd;
  body = newBody;
  argument = newArgument;
  auto *top = reinterpret_cast<void **>(stackEnd);
  *--top = nullptr; // keeps the stack at multiples of 16 after the return to the entry
  *--top = nullptr;
  *--top = reinterpret_cast<void *>(&rn_fibre_entry);
  void *registers[6] = {nullptr, nullptr, this, reinterpret_cast<void *>(&enter)}; // rbp to r15
  for (void *value : registers)
    *--top = value;
  own = top;
}

void Fibre::enter(void *fibre) {
  auto *self = static_cast<Fibre *>(fibre);
  __sanitizer_finish_switch_fiber(nullptr, &self->callerBottom, &self->callerBytes);
  self->body(self->argument);
}

void Fibre::resume() {
  void *shadow = nullptr;
  __sanitizer_start_switch_fiber(&shadow, end - FibreStacks::bytes + page,
                                 FibreStacks::bytes - page);
  rn_fibre_switch(&caller, own);
  __sanitizer_finish_switch_fiber(shadow, nullptr, nullptr);
}

void Fibre::suspend(bool forGood) {
  if (forGood)
    __asan_handle_no_return(); // its frames are none of the stack's next user
  __sanitizer_start_switch_fiber(forGood ? nullptr : &ownShadow, callerBottom, callerBytes);
  rn_fibre_switch(&own, caller);
  __sanitizer_finish_switch_fiber(ownShadow, &callerBottom, &callerBytes);
}

} // namespace resnetc::cuda::emulator
