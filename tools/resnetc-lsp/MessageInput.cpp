//===- MessageInput.cpp - messages of a client --------------------------------------===//
#include "tools/resnetc-lsp/MessageInput.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace resnetc::lsp {

/// Bytes of a message, and of a line of its header. Longer ones are passed over.
constexpr size_t maxMessage = 64 << 20, maxLine = 4096;

/// Reads on; false at the end.
bool MessageInput::fill() {
  pollfd waiting = {descriptor, POLLIN, 0};
  if (::poll(&waiting, 1, 0) == 0)
    idle();
  buffer.erase(0, position);
  position = 0;
  char chunk[1 << 16];
  ssize_t got;
  do
    got = ::read(descriptor, chunk, sizeof chunk);
  while (got < 0 && errno == EINTR);
  if (got <= 0) {
    ended = true;
    idle();
    return false;
  }
  buffer.append(chunk, static_cast<size_t>(got));
  return true;
}

/// A line with its end.
bool MessageInput::readLine(std::string &line) {
  line.clear();
  while (true) {
    size_t end = buffer.find('\n', position);
    size_t taken = end == std::string::npos ? buffer.size() : end + 1;
    line.append(buffer, position, taken - position);
    position = taken;
    if (end != std::string::npos)
      return true;
    if (!fill())
      return !line.empty();
  }
}

llvm::LogicalResult MessageInput::readStandardMessage(std::string &json) {
  unsigned long long length = 0;
  std::string line;
  while (true) {
    if (!readLine(line))
      return llvm::failure();
    llvm::StringRef header = llvm::StringRef(line).take_front(maxLine).trim();
    if (header.empty())
      break;
    if (header.consume_front_insensitive("content-length:"))
      if (header.trim().getAsInteger(10, length))
        length = 0;
  }
  json.clear();
  for (unsigned long long left = length; left > 0;) {
    if (position == buffer.size() && !fill())
      return llvm::failure();
    size_t part = std::min<unsigned long long>(left, buffer.size() - position);
    if (length <= maxMessage)
      json.append(buffer, position, part);
    position += part;
    left -= part;
  }
  return llvm::success(length > 0 && length <= maxMessage);
}

/// For tests: messages are separated by `// -----`, and other lines that begin with `//` are comments.
llvm::LogicalResult MessageInput::readDelimitedMessage(std::string &json) {
  idle(); // after every message, so that answers have one order
  json.clear();
  std::string line;
  while (readLine(line)) {
    llvm::StringRef text = llvm::StringRef(line).trim();
    if (text == "// -----")
      break;
    if (!text.starts_with("//"))
      json += line;
  }
  return llvm::success(!llvm::StringRef(json).trim().empty());
}

} // namespace resnetc::lsp
