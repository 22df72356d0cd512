//===- OutputWriter.cpp --------------------------------------------------------------===//
#include "compiler/Pipeline/OutputWriter.h"

#include "compiler/Codegen/ModelHeader.h"
#include "compiler/Pipeline/DependencyFile.h"
#include "compiler/Pipeline/Outputs.h"
#include "runtime/files/Destination.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

namespace resnetc {

bool OutputWriter::toStream() const { return findDestination(request.output).stream; }

llvm::Error OutputWriter::finish(llvm::StringRef view) const {
  StagedOutputs outputs;
  if (toFile())
    if (llvm::Error error = outputs.add(request.output, view))
      return error;
  if (llvm::Error error = addReport(outputs))
    return error;
  if (llvm::Error error = outputs.commit())
    return error;
  if (!toFile())
    out << view;
  printTimes();
  return llvm::Error::success();
}

llvm::Error OutputWriter::finishLibrary(llvm::StringRef bytes,
                                        const ModelDescription &model) const {
  StagedOutputs outputs;
  if (llvm::Error error = outputs.add(request.output, bytes, request.kind == LibraryKind::Shared))
    return error;
  if (const std::string header = headerPath(request); !header.empty())
    if (llvm::Error error =
            outputs.add(header, modelHeader(model, llvm::sys::path::filename(header))))
      return error;
  if (llvm::Error error = addReport(outputs))
    return error;
  if (request.dependencies)
    if (llvm::Error error = outputs.add(dependencyPath(request), dependencyRule(request)))
      return error;
  if (llvm::Error error = outputs.commit())
    return error;
  printTimes();
  return llvm::Error::success();
}

llvm::Error OutputWriter::withReport(llvm::Error error) const {
  StagedOutputs outputs;
  llvm::Error problem = addReport(outputs);
  if (!problem)
    problem = outputs.commit();
  return llvm::joinErrors(std::move(error), std::move(problem));
}

llvm::Error OutputWriter::addReport(StagedOutputs &outputs) const {
  if (request.report.empty())
    return llvm::Error::success();
  if (llvm::StringRef(request.report).ends_with(".html"))
    return outputs.add(request.report, reportHtml(report));
  return outputs.add(request.report, llvm::formatv("{0}\n", reportJson(report)).str());
}

void OutputWriter::printTimes() const {
  if (request.timePhases)
    log.printTimes(errs);
}

} // namespace resnetc
