//===- Compilation.h - one network, from text to library -----------------------===//
#pragma once

#include "compiler/Backend/Target.h"
#include "compiler/Pipeline/Outcome.h"
#include "compiler/Pipeline/Phase.h"
#include "compiler/Support/NumberFormat.h"
#include "compiler/Tuning/Summary.h"
#include "dsl/Network.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace resnetc {

/// The form of a library.
enum class LibraryKind { Shared, Archive, Object };

/// What --emit can show.
enum class View {
  Ast,
  Graph,
  Gradient,
  Fused,
  Choose,
  Layout,
  Kernels,
  Plan,
  Llvm,
  Stmt,
  Asm,
  Dot,
  Onnx
};

/// What make and ninja want to know of a library.
struct DependencyRequest {
  std::string file; ///< that is written; empty: the output with the ending .d
  std::vector<std::string>
      targets; ///< of the rule, as they are to stand there; none: the output and its header
  bool emptyRules = false; ///< one for each file that was read
};

/// What a compilation is asked for.
struct CompileRequest {
  std::string input;  ///< a file name, "-" for standard input
  std::string output; ///< file to write; for a view, empty or "-" is standard output
  LibraryKind kind = LibraryKind::Shared;
  dsl::LoadOptions load;
  bool training = false;
  std::string symbolPrefix; ///< of the library's symbols and header; empty: the model's name
  /// The kinds of machines in the order of preference, of each the best first; each once, at least one.
  std::vector<const Target *> targets;
  std::vector<int64_t> batches = {1}; ///< to specialise for, the first above all
  NumberFormat format = NumberFormat::F32;
  std::optional<double> constantLossScale; ///< of training in fp16; nothing: dynamic
  bool recompute = false;       ///< of training: cheap maps are computed twice rather than kept
  bool strict = false;          ///< no Winograd: direct convolution's rounding everywhere
  std::string weights;          ///< safetensors file to embed, in a library or ONNX; may be empty
  bool strictWeights = false;   ///< refuse weights with values that no trained model has
  std::optional<View> view;     ///< show this and make no library
  std::string viewedKernel;     ///< for Stmt and Asm: a kernel's symbol or the start of one
  std::string report;           ///< FILE.html or FILE.json; may be empty
  std::string dumpFolder;       ///< a file per phase goes here; may be empty
  std::string tuningDatabase;   ///< schedules come from there first; may be empty
  bool shippedSchedules = true; ///< then from what was measured before resnetc was built
  /// Seconds to tune, before anything else, what the database does not know; what is found is added
  /// to it.
  double timeBudget = 0;
  bool exhaustive = false; ///< a tuning leaves nothing out that the cost model thinks little of
  std::optional<DependencyRequest> dependencies; ///< of a library in a file
  bool timePhases = false;
  bool verbose = false;
  unsigned threads = 0; ///< for compiling kernels; 0: as many as the machine has
};

/// Compiles. Everything for the user goes to `out` (views) and `errs` (messages); outputs appear
/// whole, or not at all.
Outcome compile(const CompileRequest &request, llvm::raw_ostream &out, llvm::raw_ostream &errs);

/// Tunes for the time of the request's budget what its database does not know, and makes no library:
/// of the request counts what decides which kernels there are. As many threads run them as their
/// target has cores. `stopped` says whether to end before; may be empty. What has been found is kept
/// in the database, whatever the outcome.
Outcome tune(const CompileRequest &request, const std::function<bool()> &stopped,
             std::vector<TuningSummary> &summaries, llvm::raw_ostream &errs);

} // namespace resnetc
