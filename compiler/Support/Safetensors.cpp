//===- Safetensors.cpp - strict reading of a safetensors file ------------------===//
//
// The runtime's reader (core/Safetensors.h) does the reading; names that stand twice are noticed
// here.
//
//===----------------------------------------------------------------------===//
#include "compiler/Support/Safetensors.h"

#include "compiler/Support/Errors.h"

#include "llvm/ADT/StringSet.h"

#include "runtime/core/Safetensors.h"

namespace resnetc {

llvm::Expected<std::vector<SafetensorsEntry>> parseSafetensors(llvm::StringRef file) {
  rn_safetensors parts;
  rn_complaint complaint;
  auto *bytes = reinterpret_cast<const unsigned char *>(file.data());
  if (!rn_safetensors_open(bytes, file.size(), &parts, &complaint))
    return inputError(complaint.text);
  std::vector<SafetensorsEntry> entries;
  rn_safetensors_each(
      &parts,
      [](void *closure, const rn_entry *entry) {
        static_cast<std::vector<SafetensorsEntry> *>(closure)->push_back(
            {std::string(entry->name.bytes, entry->name.length),
             entry->dtypeName,
             {entry->shape, entry->shape + entry->rank},
             entry->begin,
             entry->end});
        return true;
      },
      &entries);
  llvm::StringSet<> names;
  for (const SafetensorsEntry &entry : entries)
    if (!names.insert(entry.name).second)
      return inputError("tensor '" + entry.name + "' stands twice in the header");
  return entries;
}

} // namespace resnetc
