//===- ReadWrite.h - reading and writing that goes on until it is done ------===//
//
// The system may do a part of what it is asked for, or be interrupted by a signal before it has
// begun. Here that is no matter.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <string_view>
#include <sys/types.h>

namespace resnetc {

/// Reads the next `count` bytes of an open file. Returns how many there were, fewer only at its
/// end; -1 with errno.
ssize_t readAll(int file, void *out, size_t count);

/// Writes all of `bytes`; false with errno.
bool writeAll(int file, std::string_view bytes);

} // namespace resnetc
