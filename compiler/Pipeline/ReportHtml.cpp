//===- ReportHtml.cpp - the report as a page ------------------------------------===//
//
// One file without scripts or links to elsewhere, so that it can be mailed and kept.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Report.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace resnetc {

static constexpr llvm::StringLiteral style = R"(
body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222; }
h1, h2 { font-weight: 600; } code, td.n { font-family: ui-monospace, monospace; font-size: 13px; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 1.5em; }
th, td { text-align: left; padding: .25em .6em; border-bottom: 1px solid #ddd; vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; } details { margin: .5em 0; } summary { cursor: pointer; }
)";

namespace {

class HtmlPrinter {
public:
  explicit HtmlPrinter(llvm::raw_ostream &os) : os(os) {}

  void page(const Report &report) {
    os << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>";
    text(report.model + " by resnetc");
    os << "</title><style>" << style << "</style></head><body>\n<h1>";
    text(report.model);
    os << "</h1>\n<p>Mode " << report.mode << ", " << report.multiplyAdds
       << " multiply-adds an image, " << report.stateBytes << " bytes of variables.</p>\n";
    misfits(report);
    steps(report);
    functions(report);
    kernels(report);
    fusions(report);
    os << "</body></html>\n";
  }

private:
  void text(llvm::StringRef value) { llvm::printHTMLEscaped(value, os); }

  void cell(llvm::StringRef value) {
    os << "<td>";
    text(value);
    os << "</td>";
  }
  void code(llvm::StringRef value) {
    os << "<td><code>";
    text(value);
    os << "</code></td>";
  }
  void cell(int64_t value) { os << "<td class=\"n\">" << value << "</td>"; }

  /// The header of a table; names that begin with '#' head columns of numbers.
  void table(llvm::ArrayRef<llvm::StringRef> columns) {
    os << "<table><tr>";
    for (llvm::StringRef column : columns)
      os << (column.consume_front("#") ? "<th class=\"n\">" : "<th>") << column << "</th>";
    os << "</tr>\n";
  }

  void number(double value) { os << "<td class=\"n\">" << llvm::format("%.3f", value) << "</td>"; }

  void steps(const Report &report) {
    os << "<h2>Bytes moved</h2>\n<p>Moved: the operands of every launch, once each. The least: the "
          "caller's arrays, variables and gradients read and written once each, and what the "
          "forward "
          "pass keeps for the backward pass written once and read once; all else could stay on the "
          "chip.</p>\n";
    table({"target", "step", "#batch", "#GFLOP", "#MB moved", "#MB at the least", "#moved / least",
           "predicted"});
    for (const ReportedStep &step : reportedSteps(report)) {
      os << "<tr>";
      cell(step.target);
      code(step.name);
      cell(step.batch);
      number(static_cast<double>(step.flops) / 1e9);
      number(static_cast<double>(step.moved) / 1e6);
      number(static_cast<double>(step.least) / 1e6);
      number(step.least > 0 ? static_cast<double>(step.moved) / static_cast<double>(step.least)
                            : 0);
      os << "<td>";
      llvm::interleave(
          step.predictions, os,
          [&](const auto &each) {
            os << each.first << " " << llvm::format("%.3f", each.second * 1e3) << " ms";
          },
          "<br>");
      os << "</td></tr>\n";
    }
    os << "</table>\n";
    for (const ReportedFunction &function : report.functions)
      if (!function.launches.empty())
        launches(function);
  }

  void launches(const ReportedFunction &function) {
    os << "<details><summary>Launches of " << function.name << ", " << function.target
       << ", for a batch of " << function.batch << "</summary>\n";
    table({"layer", "#MFLOP", "#MB read", "#MB written", "#least MB read", "#least MB written",
           "algorithm", "kernel", "schedule", "predicted"});
    for (const ReportedLaunch &launch : function.launches) {
      auto megabytes = [&](kernels::Amount amount) {
        number(static_cast<double>(amount.at(function.batch)) / 1e6);
      };
      os << "<tr>";
      cell(launch.layer);
      megabytes(launch.flops); // millions, too
      megabytes(launch.moved.read);
      megabytes(launch.moved.written);
      megabytes(launch.least.read);
      megabytes(launch.least.written);
      cell(launch.kernel.algorithm);
      code(launch.kernel.spec);
      code(launch.kernel.schedule);
      predictions(launch);
      os << "</tr>\n";
    }
    os << "</table></details>\n";
  }

  void predictions(const ReportedLaunch &launch) {
    os << "<td>";
    llvm::interleave(
        launch.predictions, os,
        [&](const Prediction &each) {
          os << each.device << " " << llvm::format("%.1f", each.seconds * 1e6) << " &micro;s, "
             << each.bound << ", occupancy " << llvm::format("%.0f", each.occupancy * 100) << " %";
        },
        "<br>");
    os << "</td>";
  }

  void functions(const Report &report) {
    os << "<h2>Functions and memory</h2>\n"
          "<p>Peak memory of a function is the fixed part plus the part per image times the "
          "batch.</p>\n";
    table({"target", "function", "#launches", "#fixed bytes", "#bytes per image"});
    for (const ReportedFunction &function : report.functions) {
      os << "<tr>";
      cell(function.target);
      code(function.name);
      cell(static_cast<int64_t>(function.launches.size()));
      cell(function.arenaFixed);
      cell(function.arenaPerImage);
      os << "</tr>\n";
    }
    os << "</table>\n";
    for (const ReportedFunction &function : report.functions)
      if (!function.buffers.empty())
        buffers(function);
  }

  void buffers(const ReportedFunction &function) {
    os << "<details><summary>Buffers of " << function.name << ", " << function.target
       << "</summary>\n";
    table({"made by", "tensor", "#offset", "#offset per image", "#bytes", "#bytes per image"});
    for (const ReportedBuffer &buffer : function.buffers) {
      os << "<tr>";
      cell(buffer.place);
      code(buffer.type);
      cell(buffer.fixed);
      cell(buffer.perImage);
      cell(buffer.fixedBytes);
      cell(buffer.perImageBytes);
      os << "</tr>\n";
    }
    os << "</table></details>\n";
  }

  void kernels(const Report &report) {
    os << "<h2>Kernels</h2>\n";
    table({"target", "kernel", "variant", "parameters", "why", "#launches", "#multiply-adds",
           "on the device"});
    for (const ReportedKernel &kernel : report.kernels) {
      os << "<tr>";
      cell(kernel.target);
      os << "<td title=\"" << kernel.symbol << "\"><code>";
      text(kernel.spec);
      os << "</code></td>";
      code(kernel.variant);
      code(kernel.params);
      cell(kernel.reason);
      cell(kernel.uses);
      cell(kernel.multiplyAdds);
      resources(kernel);
      os << "</tr>\n";
    }
    os << "</table>\n";
  }

  void resources(const ReportedKernel &kernel) {
    os << "<td>";
    llvm::interleave(
        kernel.functions, os,
        [&](const FunctionResources &each) {
          os << each.threads << " threads, " << each.sharedBytes << " bytes shared";
          if (each.registers)
            os << ", " << *each.registers << " registers";
          if (each.localBytes && *each.localBytes > 0)
            os << ", <b>" << *each.localBytes << " bytes spilled</b>";
        },
        "<br>");
    os << "</td>";
  }

  void misfits(const Report &report) {
    if (report.misfits.empty())
      return;
    os << "<h2>Weights that do not fit</h2>\n<pre>";
    text(llvm::join(report.misfits, "\n"));
    os << "</pre>\n";
  }

  void fusions(const Report &report) {
    os << "<h2>Fusions</h2>\n";
    table({"function", "op", "layer", "taken in", "why it is still a pass of its own"});
    for (const Fusion &fusion : report.fusions) {
      os << "<tr>";
      code(fusion.machine.empty() ? fusion.function : fusion.machine + " " + fusion.function);
      code(fusion.op);
      cell(fusion.place);
      cell(llvm::join(fusion.taken, "; "));
      cell(fusion.declined);
      os << "</tr>\n";
    }
    os << "</table>\n";
  }

  llvm::raw_ostream &os;
};

} // namespace

std::string reportHtml(const Report &report) {
  std::string page;
  llvm::raw_string_ostream os(page);
  HtmlPrinter(os).page(report);
  return page;
}

} // namespace resnetc
