//===- Notes.h - what a tool says beside its results ------------------------------===//
//
// Notes and warnings are lines of their own on stderr, and never the reason for a failure: a closed
// or full stderr is nothing to end a training for.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdio>
#include <string>

namespace resnetc::train {

inline void tell(const char *kind, const std::string &text) {
  std::fputs(("resnetc-run: " + std::string(kind) + ": " + text + "\n").c_str(), stderr);
}
inline void note(const std::string &text) { tell("note", text); }
inline void warn(const std::string &text) { tell("warning", text); }

} // namespace resnetc::train
