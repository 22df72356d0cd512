//===- Version.cpp - which compiler this is -------------------------------------------===//
#include "compiler/Pipeline/Version.h"

#include "compiler/Backend/Backend.h"

#include "llvm/Config/llvm-config.h"

namespace resnetc {

llvm::StringRef versionText() { return RESNETC_VERSION; }

std::string compilerText() {
  std::string text = "resnetc " RESNETC_VERSION ", LLVM " LLVM_VERSION_STRING;
  for (const Backend *backend : allBackends())
    if (std::string library = ", " + backend->library(); text.find(library) == std::string::npos)
      text += library;
  return text;
}

} // namespace resnetc
