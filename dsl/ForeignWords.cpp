//===- ForeignWords.cpp - words of other systems, and what to write instead ------===//
//
// See ForeignWords.h.
//
//===----------------------------------------------------------------------===//

#include "dsl/ForeignWords.h"

#include "dsl/Layers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace resnetc::dsl;
using llvm::StringRef;

namespace {

/// Words, lower case and without underscores, that mean the same in one kind of place. Among the
/// words, "<layer>" stands for each keyword of a layer; in the hint, "<example>" for a use of that
/// layer, and the placeholders below for the layers of a family. The first entry that fits counts.
struct Entry {
  WordPlace place;
  StringRef words;
  StringRef hint;
};

using enum WordPlace;

constexpr StringRef noTruth = "options have no truth values: `bias` or `nobias`, `ceil` or nothing";

constexpr Entry table[] = {
    // Layers by nearly their name, as `ReLU` and `bn2d`; those with sizes are explained.
    {Statement, "conv convolution convolutional convbn",
     "write `conv 3x3 64`: the kernel, then the channels; then options such as /2, pad 1, groups "
     "32"},
    {Statement, "maxpool maxpooling", "write `maxpool 3x3 /2`"},
    {Statement, "avgpool averagepooling averagepool meanpool", "write `avgpool 2x2 /2`"},
    {Statement, "dropout spatialdropout alphadropout dropblock droppath stochasticdepth",
     "write `dropout 0.5`: single values are dropped, not whole channels or paths"},
    {Statement, "<layer>", "write `<example>`"},
    // Activations.
    {Statement,
     "gelu rrelu mish elu selu celu tanh hardtanh hardsigmoid "
     "softplus softsign glu swiglu",
     "this activation is not supported; there are <activations>"},
    {Statement, "leaky lrelu",
     "write `leaky_relu 0.01`; `prelu` learns a slope for each channel, from 0.25 on"},
    {Statement, "softmax logsoftmax softmaxcrossentropy crossentropy",
     "leave it away: the loss has the softmax, and a network puts out logits"},
    {Statement, "activation act", "an activation is a layer of its own: <an activation>"},
    {Statement, "logistic", "write `sigmoid`"},
    {Statement, "swish", "write `silu`"},
    {Statement, "hswish", "write `hardswish`"},
    // Normalisation.
    {Statement, "batchnorm batchnormalization batchnormalisation norm",
     "write `bn`; its scale and shift are part of it, and eps and momentum stand once in the "
     "model: `bn eps 1e-5 momentum 0.1`"},
    {Statement,
     "layernorm layernormalization groupnorm groupnormalization instancenorm rmsnorm "
     "syncbatchnorm ln gn",
     "this normalisation is not supported; there are <norms>"},
    {Statement, "rezero skipinit", "write `scale`: one learned number, 0 before training"},
    {Statement, "layerscale",
     "a scale for each channel is not supported; `scale` learns one for all"},
    {Statement, "localresponsenorm localresponsenormalization", "write `lrn 5`"},
    // Layers with weights.
    {Statement, "linear dense fullyconnected innerproduct connected",
     "write `fc 1000`: the channels that come out; those that go in are known"},
    {Statement, "convtranspose transposedconv deconv deconvolution deconvolutional conv2dtranspose",
     "transposed convolutions are not supported"},
    {Statement, "depthwise depthwiseconv dwconv separableconv",
     "write `conv 3x3 C groups C`, C being the channels that come in; then `conv 1x1 64`"},
    {Statement, "conv1d conv3d", "images have two dimensions: `conv 3x3 64`"},
    {Statement, "embedding lstm gru rnn attention multiheadattention transformer",
     "this language describes residual networks for images; this layer is not supported"},
    // Pools.
    {Statement, "pool pooling", "write `maxpool 3x3 /2` or `avgpool 2x2 /2`"},
    {Statement,
     "globalavgpool globalaveragepooling globalaveragepool globalpool gap avg "
     "adaptiveavgpool adaptiveaveragepool",
     "write `avgpool global`, which is the mean of each channel; other adaptive sizes are not "
     "supported"},
    {Statement, "globalmaxpool globalmaxpooling adaptivemaxpool",
     "write a `maxpool` whose kernel is the size of the map, such as `maxpool 7x7`"},
    {Statement, "upsample upsampling interpolate resize pixelshuffle unpool maxunpool",
     "sizes never grow in this language; upsampling is not supported"},
    // Shapes and regularisation.
    {Statement, "flatten reshape view permute", "leave it away: `fc` reads the whole map"},
    {Statement, "identity noop", "leave it away, or write `shortcut` as a path of a fork"},
    {Statement, "zeropad pad padding", "padding belongs to a layer: `conv 3x3 64 pad 1`"},
    // Forks.
    {Statement,
     "add sum plus concat concatenate cat merge eltwise residual skip skipconnection "
     "split route mul multiply",
     "write `branch { ... }`, then `shortcut` or another branch, then `join add` or `join concat`"},
    {Statement, "sequential modulelist module layer layers nn functional",
     "layers stand one after the other, separated by ';' or new lines; a block names a group of "
     "them: `block name(c) { ... }`"},
    {Statement, "repeat for", "blocks are repeated by stages: `stage layer1 = 3 x basic(64)`"},
    {Statement, "stage stem head",
     "the parts of a model stand directly in it: `stem { ... }`, `stage layer1 = 3 x basic(64)`, "
     "`head { ... }`"},

    // Blocks of a stage.
    {Stage, "<layer> branch shortcut join stem stage head",
     "a stage repeats a block; put layers into one: `block name(c) { conv 3x3 c; bn; relu }`"},

    // Options of layers.
    {Option, "stride strides", "a stride is written `/2`"},
    {Option, "padding pads", "write `pad 1`; without it, conv and maxpool pad half of the kernel"},
    {Option, "same", "leave it away: without `pad`, conv and maxpool pad half of the kernel"},
    {Option, "valid", "write `pad 0`"},
    {Option, "dilation dilate dilationrate atrous rate", "dilation is not supported"},
    {Option, "group", "write `groups 32`"},
    {Option, "depthwise depthmultiplier", "write `groups C`, C being the channels that come in"},
    {Option, "kernel kernelsize size k", "the kernel stands right after the layer: `conv 3x3 64`"},
    {Option, "filters channels outchannels out features units numoutput inchannels in",
     "the channels stand right after the kernel, or after `fc`: `conv 3x3 64`, `fc 1000`"},
    {Option, "usebias biasterm hasbias", "write `bias` or `nobias`"},
    {Option, "nobiasterm", "write `nobias`"},
    {Option, "ceilmode", "write `ceil`, which `maxpool` alone has"},
    {Option, "ceil", "`ceil` belongs to `maxpool`; other layers round down"},
    {Option, "activation act", "an activation is a layer of its own: `conv 3x3 64; relu`"},
    {Option, "<layer>", "layers are separated by ';' or new lines: `conv 3x3 64; bn; relu`"},
    {Option, "batchnorm batchnormalize", "a batch norm is a layer of its own: `conv 3x3 64; bn`"},
    {Option, "eps epsilon momentum",
     "eps and momentum stand once in the model: `bn eps 1e-5 momentum 0.1`"},
    {Option, "inplace affine name paddingmode dtype inputshape",
     "there is no such option; leave it away"},
    {Option, "countincludepad", "leave it away: padding always counts in avgpool"},

    {Option, "true false", noTruth},

    // Values.
    {Value, "same", "leave `pad` away: conv and maxpool then pad half of the kernel"},
    {Value, "valid", "write `pad 0`"},
    {Value, "true false none", noTruth},
    {Value, "numclasses nclasses nclass", "declare it: `model name(classes = 1000) { ... }`"},

    // Joins.
    {Join, "sum plus residual eltwise", "write `join add`"},
    {Join, "cat concatenate stack route", "write `join concat`"},
    {Join, "mul multiply product", "there is `join gated`: value x gate + shortcut x (1 - gate)"},
    {Join, "maximum", "write `join max`"},

    // Lines of a model.
    {Model, "bn", "did you mean 'bn'?"},
    {Model, "<layer> branch join linear dense batchnorm",
     "layers stand in a part of the model: `stem { ... }`, a block of a stage, or `head { ... }`"},
    {Model, "classes numclasses output",
     "declare it with the model, `model name(classes = 1000)`, and end the head with `fc classes`"},
    {Model, "backbone body features",
     "a model has `stem`, `stage NAME = N x block(...)` and `head`"},
    {Model, "classifier", "write `head { avgpool global; fc classes }`"},
    {Model, "loss optimizer optimiser sgd lr batch epochs data augment",
     "this belongs to a train section: `train name for model { ... }`"},

    // Clauses of a train section.
    {Train, "adam adamw rmsprop adagrad lamb lars lion optimizer optimiser",
     "the optimiser is `sgd lr 0.1 momentum 0.9 weight_decay 1e-4`"},
    {Train, "learningrate momentum weightdecay nesterov",
     "it belongs to the optimiser: `sgd lr 0.1 momentum 0.9 weight_decay 1e-4`"},
    {Train, "scheduler schedule steplr multisteplr", "write `lr /10 at 50%, 75%`"},
    {Train, "batchsize", "write `batch 256`"},
    {Train, "numepochs epoch", "write `epochs 90`"},
    {Train, "crossentropy crossentropyloss criterion", "write `loss softmax_cross_entropy`"},
    {Train, "dataset", "write `data` with the kind of the data, such as `data folder \"train\"`"},
    {Train, "augmentation transforms transform", "write `augment` with what is to be done"},
};

/// What stands for the layers of a family in a hint.
struct Placeholder {
  StringRef text;
  LayerFamily family;
  StringRef conjunction;
};

constexpr Placeholder placeholders[] = {
    {"<activations>", LayerFamily::Activation, "and"},
    {"<an activation>", LayerFamily::Activation, "or"},
    {"<norms>", LayerFamily::Norm, "and"},
};

std::string filled(StringRef hint, std::optional<LayerKind> layer) {
  constexpr StringRef use = "<example>";
  std::string text = hint.str();
  if (size_t at = text.find(use); layer && at != std::string::npos)
    text.replace(at, use.size(), example(*layer));
  for (const Placeholder &p : placeholders)
    if (size_t at = text.find(p.text); at != std::string::npos)
      text.replace(at, p.text.size(), listed(layerKeywords(p.family), p.conjunction));
  return text;
}

/// Lower case, without underscores and a dimension that goes without saying.
std::string plain(StringRef word) {
  std::string result = word.lower();
  llvm::erase(result, '_');
  StringRef rest = result;
  if (rest.size() > 2)
    rest.consume_back("2d");
  return rest.str();
}

/// The layer whose keyword is that word, but for what `plain` leaves out.
std::optional<LayerKind> plainLayer(StringRef word) {
  for (StringRef keyword : layerKeywords())
    if (plain(keyword) == word)
      return layerKind(keyword);
  return std::nullopt;
}

} // namespace

std::string resnetc::dsl::foreignHint(StringRef word, WordPlace place) {
  const std::string wanted = plain(word);
  const std::optional<LayerKind> layer = plainLayer(wanted);
  for (const Entry &entry : table) {
    llvm::SmallVector<StringRef> words;
    entry.words.split(words, ' ');
    bool found =
        llvm::is_contained(words, wanted) || (layer && llvm::is_contained(words, "<layer>"));
    if (entry.place == place && found)
      return filled(entry.hint, layer);
  }
  return "";
}
