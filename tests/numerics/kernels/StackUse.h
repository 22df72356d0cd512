//===- StackUse.h - how deep a call reaches into its stack ------------------------------===//
#pragma once

#include <cstdint>
#include <functional>

namespace resnetc::x86::test {

/// Runs `call` on a thread of its own and returns the bytes of stack that it wrote to, those of the
/// functions it calls included; a little more than a kernel's own need.
int64_t stackUseOf(const std::function<void()> &call);

} // namespace resnetc::x86::test
