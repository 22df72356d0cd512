//===- Outputs.cpp - where a compilation writes, and what it must not replace ---------===//
#include "compiler/Pipeline/Outputs.h"

#include "compiler/Support/Errors.h"
#include "runtime/files/Destination.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace resnetc {

std::string headerPath(const CompileRequest &request) {
  if (request.view || findDestination(request.output).stream)
    return "";
  llvm::SmallString<128> header(request.output);
  llvm::sys::path::replace_extension(header, "h");
  return header.str().str();
}

std::string dependencyPath(const CompileRequest &request) {
  if (!request.dependencies || !request.dependencies->file.empty())
    return request.dependencies ? request.dependencies->file : "";
  llvm::SmallString<128> path(request.output);
  llvm::sys::path::replace_extension(path, "d");
  return path.str().str();
}

llvm::Error checkOutputs(const CompileRequest &request) {
  namespace fs = llvm::sys::fs;
  struct Named {
    const char *what;
    const std::string &path;
  };
  auto isSame = [](const Named &a, const Named &b) {
    fs::file_status status;
    if (a.path.empty() || b.path.empty() || b.path == "-")
      return false;
    // Whatever is written into, not replaced, may well be named twice.
    if (!fs::status(a.path, status))
      return fs::is_regular_file(status) && fs::equivalent(a.path, b.path);
    llvm::SmallString<128> first(a.path), second(b.path);
    for (auto *path : {&first, &second}) {
      (void)fs::make_absolute(*path);
      llvm::sys::path::remove_dots(*path, /*remove_dot_dot=*/true);
    }
    return first == second;
  };
  const std::string header = headerPath(request);
  const std::string dependencies = dependencyPath(request);
  const Named outputs[] = {{"-o", request.output},
                           {"--report", request.report},
                           {"the header of -o", header},
                           {"-MF", dependencies}};
  const Named inputs[] = {{"the model", request.input},
                          {"--weights", request.weights},
                          {"--tuning-db", request.tuningDatabase}};
  for (const Named &output : outputs)
    for (const Named &input : inputs)
      if (isSame(output, input))
        return inputError(llvm::Twine(output.what) + " '" + output.path + "' is the file of " +
                          input.what + ", which it would replace; name another");
  for (size_t i = 0; i < std::size(outputs); ++i)
    for (size_t j = 0; j < i; ++j)
      if (isSame(outputs[i], outputs[j]))
        return inputError(llvm::Twine(outputs[j].what) + " and " + outputs[i].what +
                          " both name '" + outputs[i].path + "'");
  return llvm::Error::success();
}

Phase phaseOf(View view) {
  switch (view) {
  case View::Ast:
    return Phase::Ast;
  case View::Graph:
  case View::Onnx:
    return Phase::Graph;
  case View::Gradient:
    return Phase::Gradient;
  case View::Fused:
  case View::Dot:
    return Phase::Fused;
  case View::Choose:
    return Phase::Choose;
  case View::Layout:
    return Phase::Layout;
  case View::Kernels:
  case View::Stmt:
  case View::Asm:
    return Phase::Kernels;
  case View::Plan:
    return Phase::Plan;
  case View::Llvm:
    return Phase::Llvm;
  }
  llvm_unreachable("all views are handled");
}

} // namespace resnetc
