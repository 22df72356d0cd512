//===- Weights.cpp - between a model's variables and files ------------------------===//
//
// See Weights.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Weights.h"

#include "runtime/train/Error.h"
#include "runtime/train/Random.h"

#include <cmath>
#include <numbers>
#include <set>

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

bool endsWith(const std::string &text, std::string_view end) { return text.ends_with(end); }

/// "a, b, c and 4 more".
std::string listed(const std::vector<std::string> &names) {
  constexpr size_t shown = 4;
  std::vector<std::string> first(
      names.begin(), names.begin() + static_cast<ptrdiff_t>(std::min(shown, names.size())));
  std::string text = fmt::format("{}", fmt::join(first, ", "));
  return names.size() > shown ? fmt::format("{} and {} more", text, names.size() - shown) : text;
}

} // namespace

void initialise(State &state, uint64_t seed, bool fanOut) {
  for (const TensorInfo &tensor : state.library().tensors())
    state.set(tensor.name, initialValues(seed, tensor, fanOut));
}

void loadWeights(State &state, const SafetensorsFile &file, bool withMomenta) {
  const Library &library = state.library();
  std::vector<TensorInfo> wanted = library.tensors();
  if (withMomenta)
    wanted.insert(wanted.end(), library.momenta().begin(), library.momenta().end());
  std::vector<std::string> missing, misshapen, unexpected;
  std::set<std::string> known;
  for (const TensorInfo &tensor : wanted) {
    known.insert(tensor.name);
    const StoredTensor *stored = file.find(tensor.name);
    if (!stored)
      missing.push_back(tensor.name);
    else if (stored->shape != tensor.shape)
      misshapen.push_back(fmt::format("{} is {}, expects {}", tensor.name, shapeText(stored->shape),
                                      shapeText(tensor.shape)));
  }
  for (const StoredTensor &stored : file.tensors())
    if (!known.count(stored.name) && !endsWith(stored.name, "num_batches_tracked") &&
        (withMomenta || !stored.name.starts_with("momentum.")))
      unexpected.push_back(inQuotes(stored.name));
  std::vector<std::string> faults;
  if (!missing.empty())
    faults.push_back(fmt::format("lacks {}", listed(missing)));
  if (!misshapen.empty())
    faults.push_back(listed(misshapen));
  if (!unexpected.empty())
    faults.push_back(fmt::format("has {}, which the model does not", listed(unexpected)));
  if (!faults.empty())
    userError("{}: does not fit model {}: {}", file.path(), library.info().name,
              fmt::join(faults, "; "));
  std::vector<std::vector<float>> values; // converted before anything is set: a wrong type throws
  for (const TensorInfo &tensor : wanted)
    values.push_back(file.floats(*file.find(tensor.name)));
  for (size_t i = 0; i < wanted.size(); ++i)
    state.set(wanted[i].name, values[i]);
}

std::vector<NamedTensor> readTensors(const State &state, bool withMomenta) {
  std::vector<NamedTensor> result;
  for (const TensorInfo &tensor : state.library().tensors())
    result.push_back({tensor.name, tensor.shape, state.get(tensor)});
  if (withMomenta)
    for (const TensorInfo &tensor : state.library().momenta())
      result.push_back({tensor.name, tensor.shape, state.get(tensor)});
  return result;
}

} // namespace resnetc::train
