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

namespace resnetc::cuda::emulator {

constexpr int64_t page = 4096;

FibreStacks::FibreStacks(int64_t count) : count(count) {
  void *all = mmap(nullptr, count * bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED)
    throw std::bad_alloc();
  start = static_cast<char *>(all);
  for (int64_t i = 0; i < count; ++i)
    mprotect(start + i * bytes, page, PROT_NONE);
}

FibreStacks::~FibreStacks() { munmap(start, count * bytes); }

void Fibre::begin(char *stackEnd, Body body, void *argument) {
  end = stackEnd;
  auto *top = reinterpret_cast<void **>(stackEnd);
  *--top = nullptr; // keeps the stack at multiples of 16 after the return to the entry
  *--top = nullptr;
  *--top = reinterpret_cast<void *>(&rn_fibre_entry);
  void *registers[6] = {nullptr, nullptr, argument, reinterpret_cast<void *>(body)}; // rbp to r15
  for (void *value : registers)
    *--top = value;
  own = top;
}

void Fibre::resume() { rn_fibre_switch(&caller, own); }

void Fibre::suspend() { rn_fibre_switch(&own, caller); }

} // namespace resnetc::cuda::emulator
