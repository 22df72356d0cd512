//===- Sema.h - from syntax tree to checked network -----------------------===//
//
// The steps between Parser and Network, one file each, run in this order by
// LoadNetwork.cpp. A step runs only when the ones before found nothing wrong.
//
//   DeclCheck       names, arguments, recursion: everything true of the text alone
//   Instantiate     parameters bound, blocks expanded, every number in range
//   ShapeInference  shapes through the network, shortcuts resolved
//   Naming          names of the learned tensors
//   TrainCheck      the recipe, alone and against the network
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_SEMA_H
#define RESNETC_DSL_SEMA_H

#include "dsl/AST.h"
#include "dsl/Expansion.h"

#include "llvm/ADT/StringMap.h"

namespace resnetc::dsl {

/// The declarations of a file and of the prelude, by name.
struct Symbols {
  llvm::StringMap<const ast::BlockDecl *> userBlocks;
  llvm::StringMap<const ast::BlockDecl *> preludeBlocks;
  std::vector<const ast::ModelDecl *> models; ///< in the order of the text
  llvm::StringMap<const ast::ModelDecl *> modelsByName;
  std::vector<const ast::TrainDecl *> trains;
  const SourceFile *preludeFile = nullptr;

  /// The block that a call means: a user's block hides one of the prelude, except from the
  /// prelude itself. Null when there is none.
  const ast::BlockDecl *find(const ast::Ident &callee) const;
  /// Null when there is none.
  const ast::ModelDecl *findModel(llvm::StringRef name) const;
};

/// Collects the declarations and checks them. `prelude` must be parsed without errors.
Symbols checkDeclarations(const ast::File &file, const ast::File &prelude,
                          const SourceFile &preludeFile, Diagnostics &diagnostics);

/// The model that the options choose; null after an error (C41), which is placed in `source`.
const ast::ModelDecl *selectModel(const Symbols &symbols, llvm::StringRef name,
                                  const SourceFile &source, Diagnostics &diagnostics);

/// Expands a model. Shapes, shortcuts and names are left to the next steps: Layer::name and
/// Block::name hold the unit ("layer1.0", empty in stem and head), and Block::shortcut is
/// Identity wherever there is one. `expansion`, when given, gets what came from where.
void instantiate(const ast::ModelDecl &model, const Symbols &symbols, const LoadOptions &options,
                 Network &network, Diagnostics &diagnostics, Expansion *expansion = nullptr);

/// Fills in every shape, and decides what each shortcut is.
void inferShapes(Network &network, Diagnostics &diagnostics);

/// Gives each layer with parameters its final name by the model's scheme, and empties the others'.
/// torchvision: unique because names of stages and auxiliary heads are, and hold no dots. caffe:
/// an error (C62) where the original release has no name.
void nameParameters(Network &network, Diagnostics &diagnostics);

/// The caffe scheme of nameParameters.
void nameParametersAsCaffe(Network &network, Diagnostics &diagnostics);

/// Checks a train section on its own, or with a network, which gives values to model parameters.
Recipe checkTrain(const ast::TrainDecl &train, const Network *network, Diagnostics &diagnostics);

/// Checks a train section against the network that it trains (C50, C52).
void checkTrainFits(const ast::TrainDecl &train, const Recipe &recipe, const Network &network,
                    Diagnostics &diagnostics);

/// Parses a shortcut option as written.
std::optional<ShortcutOption> parseShortcutOption(llvm::StringRef text);

/// Largest magnitude of any integer of the language, and of any tensor's element count.
constexpr int64_t maxInteger = 2147483647;
/// Largest number of channels of an image of bytes, and largest factor of them.
constexpr int64_t maxByteChannels = 4;
constexpr double maxByteScale = 1e6;
/// Largest number of channels, and of rows and columns of a map.
constexpr int64_t maxChannels = 65536;

} // namespace resnetc::dsl

#endif // RESNETC_DSL_SEMA_H
