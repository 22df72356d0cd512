//===- Page.h - what the tools' HTML pages share -----------------------------------===//
//
// A page is one file without scripts or links to elsewhere, so that it can be mailed and kept. It follows
// the reader's light or dark theme.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>

namespace resnetc::train {

/// A whole page under the heading `title`, which the browser's tab shows with `kind` behind it; `origin`
/// is a line below the heading. Those three are plain text, `body` is HTML.
std::string pageHtml(const std::string &title, const std::string &kind, const std::string &origin,
                     const std::string &body);

/// A large value with its label, both plain text; for a <div class="tiles">.
std::string tileHtml(const std::string &value, const std::string &label);

} // namespace resnetc::train
