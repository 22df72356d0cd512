//===- MarkedText.h - a text with a place in it ------------------------------------===//
#ifndef RESNETC_TESTS_UNIT_EDITOR_MARKEDTEXT_H
#define RESNETC_TESTS_UNIT_EDITOR_MARKEDTEXT_H

#include "tools/resnetc-lsp/Document.h"

#include <gtest/gtest.h>

#include <memory>

namespace resnetc::lsp {

/// A text in which '@' marks a place; it is taken out. The language has no '@'.
struct MarkedText {
  explicit MarkedText(std::string marked) : text(std::move(marked)) {
    size_t mark = text.find('@');
    EXPECT_NE(mark, std::string::npos) << "the text marks no place";
    text.erase(mark, 1);
    offset = static_cast<uint32_t>(mark);
    document = std::make_unique<Document>("t.dsl", text);
  }

  std::string text;
  uint32_t offset = 0;
  std::unique_ptr<Document> document;
};

/// A model around some lines.
inline std::string model(const std::string &lines, const std::string &parameters = "") {
  return "resnetc 1\nmodel m(" + parameters + ") {\n  input x : f32[N, 3, 32, 32]\n" + lines +
         "\n}\n";
}

} // namespace resnetc::lsp

#endif // RESNETC_TESTS_UNIT_EDITOR_MARKEDTEXT_H
