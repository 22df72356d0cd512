//===- LibraryFile.h - whether a file is a compiled model ---------------------------===//
//
// The loader crashes on a library that is cut short, and its messages are for experts: who opens one looks
// first. Needs libc alone.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <elf.h>
#include <stdint.h>
#include <string.h>

namespace resnetc {

enum class LibraryFault { None, NoLibrary, CutShort };

/// What a user is told of a fault, behind the file's name.
inline const char *textOf(LibraryFault fault) {
  return fault == LibraryFault::CutShort
             ? "is cut short; compile the model again"
             : "is not a compiled model; make one with `resnetc MODEL.dsl -o MODEL.so`";
}

/// Whether a file of `size` bytes is a shared library for this processor, and has all that the loader would
/// map. `read(to, offset, bytes)` is called for parts that lie within the file.
template <typename Read> LibraryFault faultOfLibrary(uint64_t size, Read read) {
  Elf64_Ehdr header;
  if (size < sizeof header)
    return LibraryFault::NoLibrary;
  read(&header, uint64_t{0}, sizeof header);
  if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_type != ET_DYN || header.e_machine != EM_X86_64)
    return LibraryFault::NoLibrary;
  const uint64_t count = header.e_phnum;
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phoff > size ||
      count * sizeof(Elf64_Phdr) > size - header.e_phoff)
    return LibraryFault::CutShort;
  for (uint64_t i = 0; i < count; ++i) {
    Elf64_Phdr segment;
    read(&segment, header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset)
      return LibraryFault::CutShort;
  }
  return LibraryFault::None;
}

} // namespace resnetc
