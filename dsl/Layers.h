//===- Layers.h - what the language knows of each kind of layer -----------------===//
//
// The rows of Layers.inc as an enum and as data. Parser, naming, shapes and printing ask these
// facts and not for the kind, unless a layer is like no other.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_LAYERS_H
#define RESNETC_DSL_LAYERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace resnetc::dsl {

enum class LayerKind {
#define LAYER(kind, ...) kind,
#include "dsl/Layers.inc"
};

/// What a layer is for.
enum class LayerFamily { Weighted, Norm, Activation, Regularisation, Pool };

/// The shape that comes out of a layer.
enum class ShapeRule {
  Same,   ///< that of the input
  Window, ///< one element for each place of the kernel
  Pixel,  ///< one element for each channel of the input
  Row,    ///< one element for each channel of the layer
};

/// The tensors that a layer learns.
enum class Learns {
  Nothing,
  One,           ///< weight: a vector of one
  PerChannel,    ///< weight: one for each channel
  ScaleAndShift, ///< weight and bias: one for each channel
  Weights,       ///< weight: channels times what each of them reads; maybe a bias
};

/// What stands after a layer's keyword: first what has to, then options in any order.
enum class LayerArgument {
  Kernel,   ///< extent
  Channels, ///< outer
  Span,     ///< simple: channels around one
// A number, of which a layer takes at most one.
#define NUMBER(argument, ...) argument,
#include "dsl/Layers.inc"

  Stride,        ///< "/" extent
  Pad,           ///< "pad" extent
  Ceil,          ///< "ceil"
  Groups,        ///< "groups" simple
  Bias,          ///< "bias" [number] | "nobias"; none when left out
  BiasByDefault, ///< the same; there when left out
  Response,      ///< "alpha" number, "beta" number, "k" number
};

/// One NUMBER of Layers.inc.
struct NumberFacts {
  LayerArgument argument;
  llvm::StringRef name, attribute;
  std::optional<double> usual; ///< nullopt: it has to stand
  llvm::StringRef example;
  unsigned constraint;
  llvm::StringRef expected, hint; ///< for one that does not fit
  bool (*fits)(double value);
};

/// One LAYER of Layers.inc.
struct LayerFacts {
  llvm::StringRef text;
  LayerFamily family;
  ShapeRule shape;
  Learns learns;
  unsigned arguments; ///< a bit for each LayerArgument

  bool takes(LayerArgument argument) const {
    return arguments >> static_cast<unsigned>(argument) & 1;
  }
  bool takesBias() const {
    return takes(LayerArgument::Bias) || takes(LayerArgument::BiasByDefault);
  }
  bool learnsAnything() const { return learns != Learns::Nothing; }
  /// The number behind the keyword; null where there is none.
  const NumberFacts *number() const;
};

/// The row of a kind.
const LayerFacts &layerFacts(LayerKind kind);

/// How the language writes a kind: "conv", "avgpool global".
llvm::StringRef toString(LayerKind kind);

/// The kind that is written like this; nullopt when there is none.
std::optional<LayerKind> layerKind(llvm::StringRef text);

/// The words that begin a layer, in the order of the table.
llvm::ArrayRef<llvm::StringRef> layerKeywords();

/// The same, of one family.
std::vector<llvm::StringRef> layerKeywords(LayerFamily family);

/// The words that make another kind of this one, as `global` of `avgpool`.
std::vector<llvm::StringRef> secondWords(LayerKind kind);

/// The words that begin options of a kind.
std::vector<llvm::StringRef> optionWords(LayerKind kind);

/// A kind with what it cannot do without: "conv 3x3 64".
std::string example(LayerKind kind);

/// Words as people list them: "relu, prelu and sigmoid".
std::string listed(llvm::ArrayRef<llvm::StringRef> words, llvm::StringRef conjunction);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_LAYERS_H
