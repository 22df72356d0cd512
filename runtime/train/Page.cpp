//===- Page.cpp - what the tools' HTML pages share ---------------------------------===//
//
// See Page.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Page.h"

#include "runtime/train/Chart.h"

#include <fmt/format.h>

namespace resnetc::train {

static constexpr const char *style = R"(
:root { --ink: #1b2430; --soft: #5b6675; --paper: #fff; --line: #dfe4ea; --c0: #1f6fd1; --c1: #d1481f; --cell: 31, 111, 209; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ebf0; --soft: #9aa5b4; --paper: #12161c; --line: #2c3440; --c0: #6aa9f5; --c1: #f58a63; --cell: 106, 169, 245; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } small, .soft { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; } .tile { border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; }
.tile b { display: block; font-size: 1.35rem; } .charts { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; flex: 1 1 480px; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--soft); } .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 2; }
polyline.c0 { stroke: var(--c0); } polyline.c1 { stroke: var(--c1); } circle { fill-opacity: 0; } circle:hover { fill-opacity: 1; }
circle.c0 { fill: var(--c0); } circle.c1 { fill: var(--c1); } .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 .6em; }
.key.c0 { background: var(--c0); } .key.c1 { background: var(--c1); } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
td, th { padding: .25rem .6rem; border: 1px solid var(--line); text-align: right; font-weight: normal; } .config td { text-align: left; border-width: 0 0 1px; }
.scroll { overflow-x: auto; }
.rows td.text { text-align: left; } .roof { stroke: var(--soft); stroke-width: 1.5; fill: none; } .dot { fill: var(--c0); fill-opacity: .55; stroke: var(--paper); } .dot.memory { fill: var(--c1); }
)";

std::string pageHtml(const std::string &title, const std::string &kind, const std::string &origin,
                     const std::string &body) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                     "<title>{0} - {1}</title><style>{2}</style></head><body>\n"
                     "<h1>{0}</h1><p class=\"soft\">{3}</p>\n",
                     escapeHtml(title), escapeHtml(kind), style, escapeHtml(origin)) +
         body + "</body></html>\n";
}

std::string tileHtml(const std::string &value, const std::string &label) {
  return fmt::format(R"(<div class="tile"><b>{}</b><span class="soft">{}</span></div>)",
                     escapeHtml(value), escapeHtml(label));
}

} // namespace resnetc::train
