// finetune TRAINED.so TRAINED.safetensors IMAGES.idx LABELS.idx
//
// A network that knows ten digits learns whether a digit is even. Its head is new; every other layer is that of
// the trained network, and stays as it is: what a step changed there is set back.
#include "parity.h"

#include <resnetc/resnetc.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

namespace {

/// The bytes of an IDX file behind its header of `dimensions` numbers.
std::vector<unsigned char> readIdx(const char *path, std::size_t dimensions) {
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> bytes(std::istreambuf_iterator<char>(file), {});
  if (bytes.size() < 4 + 4 * dimensions)
    throw std::runtime_error(std::string(path) + ": is no IDX file");
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(4 + 4 * dimensions));
  return bytes;
}

bool isHead(const resnetc::Tensor &tensor) { return tensor.name.starts_with("fc."); }

/// Variables by their names, to set again.
struct Frozen {
  std::vector<resnetc::Tensor> tensors;
  std::vector<std::vector<float>> values;

  void restore(resnetc::Session &session) const {
    for (std::size_t i = 0; i < tensors.size(); ++i)
      session.set(tensors[i].name, values[i]);
  }
};

/// All but the head, from the trained network; the head at random.
Frozen takeOver(const resnetc::Session &trained, resnetc::Session &model) {
  Frozen frozen;
  std::mt19937 random(1);
  std::normal_distribution<float> normal(0, 0.1f);
  for (const resnetc::Tensor &tensor : model.tensors()) {
    if (tensor.role == RESNETC_ROLE_MOMENTUM)
      continue;
    std::vector<float> values(tensor.elements());
    if (isHead(tensor)) {
      std::generate(values.begin(), values.end(), [&] { return normal(random); });
    } else {
      trained.get(tensor.name, values);
      frozen.tensors.push_back(tensor);
      frozen.values.push_back(values);
    }
    model.set(tensor.name, values);
  }
  return frozen;
}

} // namespace

int main(int argc, char **argv) try {
  if (argc != 5) {
    std::fprintf(stderr,
                 "finetune: expects TRAINED.so TRAINED.safetensors IMAGES.idx LABELS.idx\n");
    return 1;
  }
  const resnetc::Session trained(argv[1], argv[2]);
  resnetc::Session model(parity_api());
  const Frozen frozen = takeOver(trained, model);

  const std::vector<unsigned char> pixels = readIdx(argv[3], 3), digits = readIdx(argv[4], 1);
  const std::vector<float> x(pixels.begin(), pixels.end());
  const std::size_t each = model.input_elements(), batch = 32,
                    count = digits.size() / batch * batch;
  if (x.size() != digits.size() * each)
    throw std::runtime_error("images and labels are not of one set, or of another size");
  std::vector<std::int64_t> labels;
  for (unsigned char digit : digits)
    labels.push_back(digit % 2);

  resnetc_hyper hyper = {};
  hyper.struct_size = sizeof hyper;
  hyper.lr = 0.05f;
  hyper.momentum = 0.9f;
  for (int epoch = 1; epoch <= 3; ++epoch) {
    float right = 0;
    for (std::size_t i = 0; i < count; i += batch) {
      right += model
                   .train_step(std::span(x).subspan(i * each, batch * each),
                               std::span(labels).subspan(i, batch), hyper)
                   .right;
      frozen.restore(model);
    }
    std::printf("epoch %d: %.1f %% of even and odd told apart\n", epoch,
                100 * right / static_cast<float>(count));
  }
  for (std::size_t i = 0; i < frozen.tensors.size(); ++i) {
    std::vector<float> now(frozen.values[i].size());
    model.get(frozen.tensors[i].name, now);
    if (now != frozen.values[i])
      throw std::runtime_error(frozen.tensors[i].name + " has changed");
  }
  return 0;
} catch (const std::exception &problem) {
  std::fprintf(stderr, "finetune: %s\n", problem.what());
  return 1;
}
