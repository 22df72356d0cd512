//===- Fault.h - an access where there is no memory, as a value ------------------------===//
//
// Kernels run between pages without access. What one of them reads or writes outside should fail a
// test by name, not end the process.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace resnetc::x86::test {

/// Calls `body` and returns the address of an access that faulted in it; nothing where all went
/// well. A fault leaves `body` on the spot: it must own nothing. One on another thread that works
/// for it writes `what` to standard error, and ends the process as a fault does.
std::optional<const void *> faultOf(const std::string &what, const std::function<void()> &body);

} // namespace resnetc::x86::test
