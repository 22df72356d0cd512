//===- GlobalRaces.cpp - which thread has written what of global memory --------------------===//
#include "compiler/Backend/Cuda/Emulator/GlobalRaces.h"

#include "compiler/Backend/Cuda/Emulator/SharedMemory.h"

namespace resnetc::cuda::emulator {

static std::string textOf(const Place &place) {
  return "thread " + std::to_string(place.thread) + " of block " + std::to_string(place.block);
}

/// Throws where a thread comes to what another has written.
static void check(const Place &writer, const Place &now, const char *does) {
  if (!now.isBehind(writer))
    throw Finding{std::string(does) + " what " + textOf(writer) +
                  " has written, with nothing between that orders them"};
}

void GlobalRaces::write(const void *address, int64_t bytes, const Place &writer) {
  const auto start = reinterpret_cast<uintptr_t>(address);
  for (uintptr_t at = start / unit; at * unit < start + static_cast<uintptr_t>(bytes); ++at) {
    Line &line = lines[at / unitsOfLine];
    const auto bit = static_cast<uint8_t>(1u << at % unitsOfLine);
    if (line.written & bit)
      check(line.writers[at % unitsOfLine], writer, "writes");
    line.writers[at % unitsOfLine] = writer;
    line.written |= bit;
  }
}

void GlobalRaces::read(const void *address, int64_t bytes, const Place &reader) const {
  if (lines.empty())
    return;
  const auto start = reinterpret_cast<uintptr_t>(address);
  for (uintptr_t at = start / unit; at * unit < start + static_cast<uintptr_t>(bytes); ++at) {
    auto line = lines.find(at / unitsOfLine);
    if (line != lines.end() && line->second.written >> at % unitsOfLine & 1)
      check(line->second.writers[at % unitsOfLine], reader, "reads");
  }
}

} // namespace resnetc::cuda::emulator
