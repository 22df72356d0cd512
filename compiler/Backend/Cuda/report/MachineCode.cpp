//===- MachineCode.cpp - what ptxas wrote down of a kernel ----------------------------------===//
//
// A cubin is an ELF file. Its section .nv.info is a row of records: a byte of format, one of kind, two
// of size, then the payload. Of the kinds here the payload is the number of a function's symbol and a
// value. The format has no published description; the counts of registers agree with `ptxas -v`.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/report/MachineCode.h"

#include "llvm/Object/ELF.h"
#include "llvm/Support/Endian.h"

namespace resnetc::cuda {

namespace {

using Elf = llvm::object::ELFFile<llvm::object::ELF64LE>;

constexpr uint16_t cudaMachine = 190; ///< EM_CUDA
constexpr uint8_t sized = 4;          ///< the record's size counts bytes behind it
enum Kind : uint8_t { FrameSize = 0x11, RegisterCount = 0x2f };

/// The first cubin; images are aligned to 64 bytes within their section, not within the file.
std::optional<Elf> findCubin(llvm::StringRef object) {
  const llvm::StringRef magic("\177ELF");
  for (size_t at = object.find(magic, 1); at != llvm::StringRef::npos;
       at = object.find(magic, at + 1)) {
    // LLVM's reader wants the header aligned; what comes behind the file does not matter to it.
    llvm::Expected<Elf> elf = Elf::create(object.substr(at));
    if (elf && elf->getHeader().e_machine == cudaMachine)
      return *elf;
    if (!elf)
      llvm::consumeError(elf.takeError());
  }
  return std::nullopt;
}

template <typename T> std::optional<T> orNone(llvm::Expected<T> value) {
  if (value)
    return *value;
  llvm::consumeError(value.takeError());
  return std::nullopt;
}

/// Names of the symbols by number.
std::vector<std::string> symbolNames(const Elf &elf) {
  std::vector<std::string> names;
  auto sections = orNone(elf.sections());
  if (!sections)
    return names;
  for (const auto &section : *sections) {
    if (section.sh_type != llvm::ELF::SHT_SYMTAB)
      continue;
    auto symbols = orNone(elf.symbols(&section));
    auto strings = orNone(elf.getStringTableForSymtab(section));
    if (symbols && strings)
      for (const auto &symbol : *symbols)
        names.push_back(orNone(symbol.getName(*strings)).value_or("").str());
  }
  return names;
}

void readRecords(llvm::ArrayRef<uint8_t> bytes, const std::vector<std::string> &names,
                 llvm::StringMap<Assembled> &functions) {
  constexpr size_t header = 4;
  while (bytes.size() >= header) {
    const uint8_t format = bytes[0], kind = bytes[1];
    const size_t size = format == sized ? llvm::support::endian::read16le(&bytes[2]) : 0;
    bytes = bytes.drop_front(header);
    if (size > bytes.size())
      return;
    if (size == 8 && (kind == FrameSize || kind == RegisterCount)) {
      const uint32_t symbol = llvm::support::endian::read32le(&bytes[0]);
      const uint32_t value = llvm::support::endian::read32le(&bytes[4]);
      if (symbol < names.size()) {
        Assembled &function = functions[names[symbol]];
        (kind == FrameSize ? function.localBytes : function.registers) = value;
      }
    }
    bytes = bytes.drop_front(size);
  }
}

} // namespace

llvm::StringMap<Assembled> readMachineCode(llvm::StringRef object) {
  llvm::StringMap<Assembled> functions;
  std::optional<Elf> elf = findCubin(object);
  if (!elf)
    return functions;
  const std::vector<std::string> names = symbolNames(*elf);
  if (auto sections = orNone(elf->sections()))
    for (const auto &section : *sections)
      if (orNone(elf->getSectionName(section)) == llvm::StringRef(".nv.info"))
        if (auto bytes = orNone(elf->getSectionContents(section)))
          readRecords(*bytes, names, functions);
  return functions;
}

} // namespace resnetc::cuda
