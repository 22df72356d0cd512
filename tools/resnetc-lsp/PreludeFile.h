//===- PreludeFile.h - the prelude as a file that an editor can open ----------------===//
#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/LSP/Protocol.h"

namespace resnetc::lsp {

/// Every editor opens files, and few anything else: the prelude that is in the program is written,
/// not to be edited, into the folder of things that can be made again, beside those of other versions.
/// Once in the life of the server; after a failure there is no place to go to.
llvm::Expected<llvm::lsp::URIForFile> preludeFile();

} // namespace resnetc::lsp
