//===- Weights.cpp - between a model's variables and files ------------------------===//
//
// See Weights.h. What fits is judged by runtime/core/WeightsFit.h, as in the C interface.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Weights.h"

#include "runtime/core/WeightsText.h"
#include "runtime/support/Error.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Random.h"

#include <cmath>
#include <numbers>

namespace resnetc::train {

namespace {

/// Normal values by Box and Muller, the i-th a function of seed, name and i.
std::vector<float> normalValues(uint64_t seed, const TensorInfo &tensor, double deviation) {
  std::vector<float> values(static_cast<size_t>(tensor.elements()));
  const uint64_t stream = hashName(tensor.name);
  for (size_t i = 0; i < values.size(); ++i) {
    uint64_t a = randomBits(seed, Draw::Init, stream, i, 0);
    uint64_t b = randomBits(seed, Draw::Init, stream, i, 1);
    double u = (static_cast<double>(a >> 11) + 0.5) * 0x1p-53; // inside (0, 1)
    double angle = 2 * std::numbers::pi * static_cast<double>(b >> 11) * 0x1p-53;
    values[i] = static_cast<float>(deviation * std::sqrt(-2 * std::log(u)) * std::cos(angle));
  }
  return values;
}

std::vector<float> initialValues(uint64_t seed, const TensorInfo &tensor, bool fanOut) {
  const auto count = static_cast<size_t>(tensor.elements());
  const auto outputs = static_cast<double>(tensor.shape[0]);
  switch (tensor.role) {
  case RESNETC_ROLE_CONV_WEIGHT: {
    // [K, C, H, W]: a value of the input meets K H W weights, one of the output C H W.
    double fanIn = static_cast<double>(count) / outputs;
    double window = static_cast<double>(tensor.shape[2] * tensor.shape[3]);
    return normalValues(seed, tensor, std::sqrt(2 / (fanOut ? outputs * window : fanIn)));
  }
  case RESNETC_ROLE_LINEAR_WEIGHT:
    return normalValues(seed, tensor, std::sqrt(outputs / static_cast<double>(count)));
  default:
    return std::vector<float>(count, tensor.initial);
  }
}

constexpr std::string_view runningMean = ".running_mean";

/// What there is to say of a file's fit, and whether that is a misfit.
struct Fit {
  std::string text; ///< every fault, each on its line; or a note
  bool fits;
};

/// Compares the file's tensors with the model's.
Fit compare(const Library &library, const SafetensorsFile &file, bool withMomenta) {
  std::vector<rn_wanted> tensors;
  auto add = [&](const std::vector<TensorInfo> &list, bool optional) {
    for (const TensorInfo &tensor : list)
      tensors.push_back({tensor.name.c_str(), static_cast<int32_t>(tensor.shape.size()),
                         tensor.shape.data(), optional, tensor.role == RESNETC_ROLE_RUNNING_VAR});
  };
  add(library.tensors(), false);
  add(library.momenta(), !withMomenta);
  std::vector<unsigned char> flags(tensors.size());
  const rn_wanted_list wanted = {
      library.info().name,
      static_cast<int64_t>(tensors.size()),
      [](const void *closure, int64_t index) {
        return (*static_cast<const std::vector<rn_wanted> *>(closure))[static_cast<size_t>(index)];
      },
      &tensors,
      flags.data(),
      library.info().ignored_prefixes};
  WeightsText text("; `resnetc MODEL --weights FILE --report R.json` lists them all");
  const rn_report report = text.report();
  const bool fits = rn_weights_fit(&file.opened(), &wanted, &report);
  return {text.text(), fits};
}

} // namespace

void initialise(State &state, uint64_t seed, bool fanOut) {
  for (const TensorInfo &tensor : state.library().tensors())
    state.set(tensor.name, initialValues(seed, tensor, fanOut));
}

std::string loadWeights(State &state, const SafetensorsFile &file, bool withMomenta) {
  const Library &library = state.library();
  const Fit fit = compare(library, file, withMomenta);
  file.checkNotCut();
  if (!fit.fits)
    userError("{}: {}", file.path(), fit.text);
  state.load(file.bytes());
  file.checkNotCut();
  if (!withMomenta)
    for (const TensorInfo &tensor : library.momenta())
      state.set(tensor.name,
                std::vector<float>(static_cast<size_t>(tensor.elements()), tensor.initial));
  return fit.text.empty() ? "" : fmt::format("{}: {}", file.path(), fit.text);
}

void checkValues(const State &state, const std::string &source, WrongValues wrong) {
  const std::string faults = state.wrongValues();
  if (faults.empty())
    return;
  if (wrong == WrongValues::Refuse)
    userError("{}: {}", source, faults);
  warn(fmt::format("{}: {}; what follows from them is no answer", source, faults));
}

std::vector<NamedTensor> readTensors(const State &state, bool withMomenta) {
  std::vector<NamedTensor> result;
  // Counts come first: their eight bytes are aligned there, whatever follows.
  for (const TensorInfo &tensor : state.library().tensors())
    if (tensor.role == RESNETC_ROLE_RUNNING_MEAN && tensor.name.ends_with(runningMean)) {
      std::string name =
          tensor.name.substr(0, tensor.name.size() - runningMean.size()) + ".num_batches_tracked";
      result.push_back({name, {}, {}, state.batches(name)});
    }
  for (const TensorInfo &tensor : state.library().tensors())
    result.push_back({tensor.name, tensor.shape, state.get(tensor)});
  if (withMomenta)
    for (const TensorInfo &tensor : state.library().momenta())
      result.push_back({tensor.name, tensor.shape, state.get(tensor)});
  return result;
}

} // namespace resnetc::train
