//===- MessageInput.h - messages of a client ----------------------------------------===//
#pragma once

#include "llvm/Support/LSP/Transport.h"

#include <functional>

namespace resnetc::lsp {

/// Messages from a descriptor. Unlike LLVM's own input it knows whether more is waiting: before it
/// blocks, and at the end, it calls `idle`. So work for a text that has changed again already need not
/// be done, however fast someone writes, and is done at once when they pause.
class MessageInput : public llvm::lsp::JSONTransportInput {
public:
  MessageInput(int descriptor, llvm::lsp::JSONStreamStyle style, std::function<void()> idle)
      : JSONTransportInput(style), descriptor(descriptor), idle(std::move(idle)) {}

  bool hasError() const final { return false; } // is an end, too
  bool isEndOfInput() const final { return ended; }
  llvm::LogicalResult readDelimitedMessage(std::string &json) final;
  llvm::LogicalResult readStandardMessage(std::string &json) final;

private:
  bool fill();
  bool readLine(std::string &line);

  int descriptor;
  std::function<void()> idle;
  std::string buffer;
  size_t position = 0; ///< of the first byte of the buffer that was not taken
  bool ended = false;
};

} // namespace resnetc::lsp
