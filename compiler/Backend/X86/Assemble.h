//===- Assemble.h - from assembly text to an object ----------------------------------===//
//
// For kernels whose text is changed between Halide and the assembler.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>

namespace resnetc::x86 {

/// The text with every request for a line made one that lets the line stay in all caches.
///
/// Halide has a single such instruction, prefetchnta. Lines that come by it leave the L1 cache for
/// nowhere, so weights that are asked for long before their use, or too many of them, come from memory twice.
std::string keepRequestedLines(std::string text);

/// The object code of a text in AT&T syntax for x86-64 Linux. Throws std::runtime_error with what
/// the assembler says.
std::string assemble(const std::string &text);

} // namespace resnetc::x86
