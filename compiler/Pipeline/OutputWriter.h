//===- OutputWriter.h - what a compilation ends with --------------------------------===//
#pragma once

#include "compiler/Codegen/Descriptor.h"
#include "compiler/Pipeline/Compilation.h"
#include "compiler/Pipeline/PhaseLog.h"
#include "compiler/Pipeline/Report.h"
#include "compiler/Support/Files.h"

namespace resnetc {

/// Writes what a compilation ends with: a library with its header and dependency file, or a view; with
/// either the report and the times where they are wanted. All of it appears whole, or none.
class OutputWriter {
public:
  OutputWriter(const CompileRequest &request, const Report &report, const PhaseLog &log,
               llvm::raw_ostream &out, llvm::raw_ostream &errs)
      : request(request), report(report), log(log), out(out), errs(errs) {}

  /// Whether a view goes to a file, and not to standard output.
  bool toFile() const { return !request.output.empty() && request.output != "-"; }

  /// Whether the output is a device or pipe.
  bool toStream() const;

  /// Shows `view` where the request wants it.
  llvm::Error finish(llvm::StringRef view) const;

  llvm::Error finishLibrary(llvm::StringRef bytes, const ModelDescription &model) const;

  /// `error`, of which the report, where one is wanted, says more; it is written.
  llvm::Error withReport(llvm::Error error) const;

private:
  llvm::Error addReport(StagedOutputs &outputs) const;
  void printTimes() const;

  const CompileRequest &request;
  const Report &report;
  const PhaseLog &log;
  llvm::raw_ostream &out, &errs;
};

} // namespace resnetc
