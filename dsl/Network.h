//===- Network.h - a checked, instantiated model --------------------------===//
//
// What the language front end hands to the compiler: one model of one file, its
// parameters bound, its blocks expanded, every shape inferred, every learned tensor
// named. Whatever is in a Network has passed all the checks of dsl/grammar.md, so
// the importer needs none of its own. No LLVM IR, MLIR or Halide type appears here.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_NETWORK_H
#define RESNETC_DSL_NETWORK_H

#include "dsl/Layers.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace resnetc::dsl {

/// The most bytes that a file of the language may have (C1). Readers stop one byte behind it.
constexpr size_t maxFileBytes = 1 << 20;

/// A place in the user's text; what the prelude wrote stands where the user called it.
/// Line and column start at 1; the column counts bytes.
struct Location {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
};

/// The shape of one image's activations; the batch is symbolic everywhere.
struct Shape {
  int64_t channels = 0;
  int64_t height = 0;
  int64_t width = 0;

  bool operator==(const Shape &) const = default;
  int64_t elements() const { return channels * height * width; }
  /// "64x56x56".
  std::string str() const;
};

/// One layer with everything bound. Fields that a kind does not use keep their defaults.
///
/// Conv:     weight [channels, in.channels / groups, kernel[0], kernel[1]], bias [channels] when
///           `bias`; cross-correlation, zero padding. Output channels of group g read the input
///           channels of group g alone.
/// BatchNorm: weight, bias, running_mean, running_var, each [in.channels]; `eps`, `momentum`
///           (running = (1 - momentum) * running + momentum * batch, unbiased batch variance).
/// Dropout:  in training zero with probability `number`, else x / (1 - number); the identity
///           otherwise.
/// LRN:      x / (lrnK + lrnAlpha / size * s)^lrnBeta, s the sum of x^2 over the `size` channels
///           around this one, less at the edges (Krizhevsky et al. 2012, section 3.3; alpha is
///           divided by the size as in Caffe, PyTorch and ONNX).
/// MaxPool:  padding never wins; `pad` holds what rounding up adds at the bottom and right.
/// AvgPool:  padding counts as zeros: the divisor is always kernel[0] * kernel[1].
/// Linear:   weight [channels, in.elements()], bias [channels] when `bias`; the input is read
///           flattened in CHW order; out is {channels, 1, 1}.
///
/// The others are one op of the rn dialect each, as Layers.inc says. Those that learn a vector have
/// it as weight [vectorLength].
struct Layer {
  LayerKind kind = LayerKind::ReLU;
  Location loc;
  /// Prefix of the layer's tensors, "layer1.0.conv1"; empty when it has none. Unique in the
  /// network. The tensors are `<name>.weight`, `.bias`, `.running_mean`, `.running_var`.
  std::string name;
  /// BatchNorm: prefix of `.weight` and `.bias` where that is another than `name`, as Caffe's Scale
  /// layer is ("scale2a_branch1" beside "bn2a_branch1"); else empty.
  std::string scaleName;
  /// Where it stands, for people: "stage layer1, block 2 (basic), branch 1".
  std::string path;
  std::array<int64_t, 2> kernel = {1, 1};    ///< height, width
  std::array<int64_t, 2> stride = {1, 1};    ///< down, across
  std::array<int64_t, 4> pad = {0, 0, 0, 0}; ///< top, left, bottom, right
  bool ceil = false;                         ///< MaxPool: rounded up, which `pad` holds already
  int64_t channels = 0;                      ///< output channels of Conv and Linear
  int64_t groups = 1;                        ///< Conv
  bool bias = false;                         ///< Conv and Linear
  double biasInit = 0;                       ///< Conv and Linear: the bias before training
  double eps = 1e-5;                         ///< BatchNorm
  double momentum = 0.1;                     ///< BatchNorm
  double number = 0;                         ///< LayerFacts::number
  int64_t lrnSize = 5;                       ///< LRN: channels of the window, odd
  double lrnAlpha = 1e-4, lrnBeta = 0.75, lrnK = 1; ///< LRN
  Shape in, out;
  unsigned use = 0; ///< in the Expansion, where one was asked for
};

struct Block;
struct Auxiliary;

/// A layer, a fork with its join, or a head beside the network.
using Node = std::variant<Layer, std::unique_ptr<Block>, std::unique_ptr<Auxiliary>>;

/// Nodes applied one after the other. May be empty only as Block::projection.
using Sequence = std::vector<Node>;

enum class ShortcutKind {
  None,         ///< the block has no shortcut path
  Identity,     ///< x
  SubsamplePad, ///< x[:, ::stride, ::stride], then zero channels after the old ones (option A)
  Projection,   ///< Block::projection applied to x (options B and C)
};

enum class JoinKind {
  None,   ///< exactly one path: the block is that branch
  Add,    ///< elementwise sum of the paths, in order
  Concat, ///< the paths' channels one after the other
  Max,    ///< elementwise largest of the paths
  /// The last branch is the gate t, of the value's shape or with one value per channel (1x1 map).
  /// Two branches: value * t; with a shortcut value * t + x * (1 - t) (Srivastava et al.,
  /// arXiv:1505.00387, equation 3). One branch and a shortcut: x * t (Hu et al.,
  /// arXiv:1709.01507, equation 4). The shortcut of a gated join is always the identity.
  Gated,
};

/// "add", "concat", "max", "gated"; empty for None.
llvm::StringRef toString(JoinKind kind);

/// One fork: branches and maybe a shortcut that all read the same input and are joined.
/// The layers of the language's block that stand before the branches or after the join are
/// ordinary nodes of the enclosing sequence.
///
/// Invariants: at least one branch; of Add and Max every path ends in shape `out`, of Concat in its
/// height and width; join is None exactly when there is one branch and no shortcut.
struct Block {
  Location loc;     ///< of the first `branch`
  std::string name; ///< unit it stands in, "layer1.0"; not unique when a unit forks twice
  std::string path; ///< "stage layer1, block 2 (basic)"
  std::vector<Sequence> branches;
  ShortcutKind shortcut = ShortcutKind::None;
  Location shortcutLoc;
  /// The shortcut's index among the paths, which are joined in the order of the text; what Gated
  /// carries counts as the last.
  size_t shortcutPlace = 0;
  /// Conv 1x1 and BatchNorm, or with `bareProjection` the Conv alone, when shortcut is Projection.
  Sequence projection;
  bool bareProjection = false;
  std::array<int64_t, 2> stride = {1, 1}; ///< down, across: of SubsamplePad and Projection
  JoinKind join = JoinKind::None;
  Location joinLoc;
  Shape in, out;
  unsigned use = 0, shortcutUse = 0; ///< of the join, and of the shortcut
};

/// A head beside the network that only training has: its logits give one more softmax cross
/// entropy with the same labels, and the loss is the network's plus `weight` times this one
/// (GoogLeNet's auxiliary classifiers, Deeply-Supervised Nets' companion losses). The network goes
/// on from the head's input.
struct Auxiliary {
  Location loc;
  std::string name; ///< unit of its layers, "aux1"
  std::string path; ///< "aux aux1"
  double weight = 1;
  Sequence body; ///< ends in a Linear or in a 1x1 map of the network's number of classes
  Shape in, out;
  unsigned use = 0;
};

/// The declared input: f32 NCHW, or bytes NHWC, which are first multiplied by `scale`; the network
/// then computes (x - mean[c]) / std[c].
struct Input {
  std::string name;
  Location loc;
  Shape shape;
  bool bytes = false;       ///< u8, channels last
  double scale = 1.0 / 255; ///< of bytes, above 0
  std::vector<double> mean; ///< one per channel; empty when there is no `normalize`
  std::vector<double> std;  ///< likewise, each > 0
};

/// The model's answer to a shortcut whose ends differ in shape.
enum class ShortcutOption {
  A,    ///< subsampled identity with zero channels
  B,    ///< projection where shapes differ
  C,    ///< projection everywhere
  None, ///< no shortcuts at all: a plain network
};

/// "A", "B", "C" or "none".
llvm::StringRef toString(ShortcutOption option);

/// Augmentation of a training image; applied in the order of Recipe::augment.
struct Augment {
  enum class Kind {
    Shift,  ///< pad by a zero border of `low` pixels, crop the old size at a random place
    Hflip,  ///< mirror left to right with probability 1/2
    Resize, ///< scale so that the shorter side is a random size of low..high
    Crop,   ///< cut low x low pixels at a random place (evaluation: the middle)
  };
  Kind kind = Kind::Hflip;
  int64_t low = 0;
  int64_t high = 0;
};

/// How the learning rate goes on after warm-up.
struct LrSchedule {
  enum class Kind {
    Constant,
    Step,    ///< divided by `factor` at each of `milestones`
    Plateau, ///< divided by `factor` when the evaluation loss has not fallen for `patience` epochs
    Cosine,  ///< half a cosine from the base rate to zero over all epochs
  };
  Kind kind = Kind::Constant;
  double factor = 10;
  /// Points at which the rate drops: epochs finished, or with `milestonesArePercent` percent of
  /// all epochs. Strictly ascending.
  std::vector<double> milestones;
  bool milestonesArePercent = false;
  int64_t patience = 5;
  int64_t warmupEpochs = 0; ///< the rate climbs linearly over the steps of these epochs ...
  double warmupFrom = 0;    ///< ... from this value
};

/// A checked `train` section.
struct Recipe {
  std::string name;
  Location loc;
  std::string data; ///< SPEC of resnetc-run: "digits", "cifar10:DIR", "folder:DIR", ...
  std::string eval; ///< likewise; empty when not given
  std::vector<Augment> augment;
  std::string loss = "softmax_cross_entropy";
  std::string init = "he_normal";
  bool initFanOut = false; ///< he_normal: variance 2 / fan_out instead of 2 / fan_in
  double lr = 0;
  double momentum = 0;
  double weightDecay = 0;
  bool nesterov = false;
  LrSchedule schedule;
  int64_t batch = 0;
  int64_t epochs = 0;
  int64_t seed = 1;

  /// The step schedule's milestones as finished epochs, percent of all epochs rounded to nearest.
  std::vector<int64_t> milestoneEpochs() const;

  /// The recipe as one JSON object on one line, keys in a fixed order; this is the text that a
  /// training library carries for `resnetc-run train`:
  /// {"name","data","eval","augment":[{"kind":"shift","low":1,"high":1}],"loss","init","fan",
  ///  "optimizer":"sgd","lr","momentum","weight_decay","nesterov",
  ///  "schedule":{"kind":"step","factor","milestones":[epochs...],"patience","warmup_epochs",
  ///  "warmup_from"},"batch","epochs","seed"}; milestones are in epochs, percent resolved;
  /// schedule kinds: "constant", "step", "plateau", "cosine"; fan: "fan_in" or "fan_out".
  std::string toJson() const;
};

/// One instantiated model.
struct Network {
  std::string name;
  Location loc;
  Input input;
  Sequence body;
  Shape output;
  ShortcutOption option = ShortcutOption::B;
  std::string nameScheme = "torchvision"; ///< or "caffe"
  double batchNormEps = 1e-5;             ///< the model's setting, also in every BatchNorm layer
  double batchNormMomentum = 0.1;         ///< likewise
  std::vector<std::pair<std::string, int64_t>> parameters; ///< model parameters as bound
  std::optional<Recipe> recipe;                            ///< when a `train` section fits
};

/// What to take from a file.
struct LoadOptions {
  /// Empty: the only model of the file; several and no name is an error.
  std::string modelName;
  /// `-D name=value`, later ones win. The name `shortcut` sets the model's option (A, B, C, none).
  std::vector<std::pair<std::string, std::string>> defines;
  /// Empty: the first `train` section for the model, if there is one.
  std::string trainName;
  /// False where only inference is wanted: a network that `defines` changed then need not fit the
  /// recipe (C50, C52).
  bool training = true;
};

/// Parses, checks and instantiates one model. On any mistake, prints up to 20 located
/// diagnostics to `errors` and returns null. Never throws, exits or prints elsewhere, whatever
/// the bytes of `text`.
std::unique_ptr<Network> loadNetwork(llvm::StringRef text, llvm::StringRef fileName,
                                     const LoadOptions &options, llvm::raw_ostream &errors);

/// The checked syntax tree in canonical text of the language (`--emit=ast`): parsing it again
/// gives the same tree and the same text. Checks like loadNetwork; nullopt after errors.
std::optional<std::string> printAst(llvm::StringRef text, llvm::StringRef fileName,
                                    const LoadOptions &options, llvm::raw_ostream &errors);

/// The instantiated network as an indented listing: one line per layer with name and shapes.
std::string printNetwork(const Network &network);

/// Everything that decides what the network computes and what its tensors are called, without places
/// in the file and without the recipe: equal keys mean equal networks, by whatever text. The same for
/// every version of the compiler that knows the network.
std::string networkKey(const Network &network);

/// A model as its file declares it.
struct ModelInfo {
  std::string name;
  Location loc;
  /// Names with default values as written; empty text when there is no default.
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// The models of a file, in order; nullopt after syntax errors, which are printed.
std::optional<std::vector<ModelInfo>> listModels(llvm::StringRef text, llvm::StringRef fileName,
                                                 llvm::raw_ostream &errors);

/// A .dsl file that ships inside the program.
struct ShippedFile {
  llvm::StringRef name; ///< "resnet18.dsl"
  llvm::StringRef text;
};

/// Every file of dsl/models, sorted by name.
std::vector<ShippedFile> shippedModels();

/// A count for people, three digits and a unit: "25.6 M".
std::string withUnit(int64_t count);

/// Elements of a convolution's or fully connected layer's weight; 0 for other layers.
int64_t weightCount(const Layer &layer);

/// Elements of the vector of a layer that learns One, or PerChannel.
int64_t vectorLength(const Layer &layer);

/// Learned scalars of a layer, and its multiply-adds for one image. The latter is below 2^62.
int64_t parameterCount(const Layer &layer);
int64_t multiplyAdds(const Layer &layer);

/// Learned scalars of the network: weights and biases, not running statistics. Those of auxiliary
/// heads are among them, as training has them and a file of weights does.
int64_t parameterCount(const Network &network);

/// Multiply-adds of one image's forward pass in convolutions and fully connected layers, auxiliary
/// heads left out, as inference does not run them; saturates at the largest int64_t.
int64_t multiplyAdds(const Network &network);

/// Elements that convolutions and fully connected layers put out for one image, auxiliary heads
/// left out (the activations of Radosavovic et al., arXiv:2003.13678, section 2).
int64_t activationCount(const Network &network);

/// Depth as the papers count it: convolutions and fully connected layers on the longest way from
/// input to output, without those of shortcuts and gates.
int64_t weightedDepth(const Network &network);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_NETWORK_H
