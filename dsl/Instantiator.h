//===- Instantiator.h - the expansion's state and functions ---------------===//
//
// Shared by Instantiate.cpp (parameters, input, expressions) and Expand.cpp (stages, blocks,
// layers). Private to dsl/.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_INSTANTIATOR_H
#define RESNETC_DSL_INSTANTIATOR_H

#include "dsl/Sema.h"

namespace resnetc::dsl {

/// What an integer may be: "expects LOW to HIGH WHAT, got X".
struct Rule {
  unsigned constraint;
  const char *what;
  int64_t low, high;
  const char *hint;
};

/// Values of the parameters in scope.
using Environment = llvm::StringMap<int64_t>;

/// Where in the network an expansion stands.
struct Position {
  std::string unit; ///< "layer1.0"
  std::string path; ///< "stage layer1, block 1 (basic)"
  unsigned depth = 0;
  unsigned use = 0; ///< the one around what follows
};

class Instantiator {
public:
  Instantiator(const Symbols &symbols, Network &network, Diagnostics &diagnostics,
               Expansion *expansion)
      : symbols(symbols), network(network), diagnostics(diagnostics), expansion(expansion) {}

  void run(const ast::ModelDecl &model, const LoadOptions &options);

private:
  bool bindModel(const ast::ModelDecl &model, const LoadOptions &options);
  bool bindDefine(const ast::ModelDecl &model, llvm::StringRef name, llvm::StringRef value);
  void bindInput(const ast::InputDecl &input);
  void bindBytes(const ast::InputDecl &input);
  void bindNormalize(const ast::InputDecl &input);
  void expandPart(const ast::Part &part);
  void expandStage(const ast::Part &part);
  void expandAux(const ast::Part &part);
  void expandRepeat(const ast::Part &part, const ast::Repeat &repeat, int64_t count,
                    int64_t &number, unsigned stageUse);
  void expandBody(const ast::Body &body, const Environment &env, const Position &at, Sequence &out);
  void expandLayer(const ast::LayerStmt &stmt, const Environment &env, const Position &at,
                   Sequence &out);
  void expandCall(const ast::CallStmt &call, const Environment &env, const Position &at,
                  Sequence &out);
  void expandFork(const ast::Fork &fork, const Environment &env, const Position &at, Sequence &out);
  Environment bindArguments(const ast::CallStmt &call, const ast::BlockDecl &block,
                            const Environment &env, bool withStride);

  unsigned note(const Range &where, unsigned parent);
  unsigned note(const ast::CallStmt &call, const ast::BlockDecl &block, const Environment &env,
                unsigned parent);
  int64_t evaluate(const ast::Expr &expr, const Environment &env);
  std::string adviceOnLarge(const ast::Expr &expr, const Environment &env, const Rule &rule) const;
  int64_t evaluateIn(const ast::Expr &expr, const Environment &env, const Rule &rule,
                     llvm::StringRef path);
  std::array<int64_t, 2> evaluateExtent(const ast::Extent &extent, const Environment &env,
                                        const Rule &rule, llvm::StringRef path);
  /// The user's text that stands for `where`: errors inside the prelude belong to its caller.
  const Range &place(const Range &where) const {
    return where.file == symbols.preludeFile ? callSite : where;
  }
  void bindWindow(const ast::LayerStmt &stmt, const Environment &env, Layer &layer);
  void bindNumbers(const ast::LayerStmt &stmt, const Environment &env, Layer &layer);
  void checkPoolPad(const ast::LayerStmt &stmt, const Layer &layer);
  bool spend(const Range &where);
  void exhaust(const Range &where, unsigned limit, const char *what);

  const Symbols &symbols;
  Network &network;
  Diagnostics &diagnostics;
  Expansion *expansion; ///< null: not asked for
  Environment modelEnv;
  Environment defines;   ///< those that -D gave
  std::string inputType; ///< likewise; empty: as the text has it
  Range callSite;        ///< innermost call in the user's text
  unsigned nodes = 0;
  unsigned operations = 0; ///< of expressions, over the whole expansion
  bool exhausted = false;
};

} // namespace resnetc::dsl

#endif // RESNETC_DSL_INSTANTIATOR_H
