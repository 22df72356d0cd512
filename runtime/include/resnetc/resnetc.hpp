//===- resnetc.hpp - sessions in C++20 --------------------------------------------------===//
//
// session.h for C++: a session that closes itself, spans whose sizes are checked, and failures as
// exceptions, thrown in the caller's own code. Link with libresnetc.
//
//   resnetc::Session model("resnet18.so", "resnet18.safetensors");
//   std::vector<float> logits = model.infer(pixels); // f32[batch, C, H, W] -> f32[batch, classes]
//
//===----------------------------------------------------------------------===//
#ifndef RESNETC_RESNETC_HPP
#define RESNETC_RESNETC_HPP

#include <resnetc/session.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace resnetc {

/// What a failed call throws: its status, and the library's text.
class Error : public std::runtime_error {
public:
  Error(resnetc_status status, const std::string &text) : std::runtime_error(text), code(status) {}
  resnetc_status status() const noexcept { return code; }

private:
  resnetc_status code;
};

inline void check(resnetc_status status) {
  if (status != RESNETC_OK)
    throw Error(status, resnetc_last_error());
}

/// A named tensor of a model.
struct Tensor {
  std::string name;
  resnetc_role role;
  std::vector<std::int64_t> shape;

  std::size_t elements() const {
    std::size_t count = 1;
    for (std::int64_t extent : shape)
      count *= static_cast<std::size_t>(extent);
    return count;
  }
};

/// Of one batch: the mean loss, and how many predictions were right.
struct Loss {
  float mean, right;
};

/// As resnetc_session: threads may share one. A moved-from session takes no call but its destructor.
class Session {
public:
  /// Opens a compiled library. Without weights: those that are embedded, or none, to be set or loaded.
  explicit Session(const std::string &path, const std::string &weights = "",
                   const resnetc_session_options *options = nullptr) {
    resnetc_session *made = nullptr;
    check(resnetc_open(path.c_str(), orNull(weights), options, &made));
    adopt(made);
  }
  /// A model that is linked into the program: what <model>_api() gives.
  explicit Session(const resnetc_api *api, const std::string &weights = "",
                   const resnetc_session_options *options = nullptr) {
    resnetc_session *made = nullptr;
    check(resnetc_open_model(api, orNull(weights), options, &made));
    adopt(made);
  }

  resnetc_session *get() const noexcept { return session.get(); }
  const resnetc_model_info &info() const noexcept { return description; }
  /// Floats of one image, C * H * W.
  std::size_t input_elements() const noexcept { return product(description.input_shape, 3); }
  /// Floats of one image's output.
  std::size_t output_elements() const noexcept {
    return product(description.output_shape, description.output_rank);
  }
  std::vector<Tensor> tensors() const {
    std::vector<Tensor> all;
    for (std::int64_t i = 0; i < description.tensor_count; ++i) {
      resnetc_tensor_info found = {};
      checkTable(table()->tensor(table(), i, &found));
      all.push_back({found.name, found.role, {found.shape, found.shape + found.rank}});
    }
    return all;
  }

  /// x: f32[batch, C, H, W], output: f32[batch, output_shape]. Throws std::invalid_argument where x is no whole number of images
  /// or output of another size.
  void infer(std::span<const float> x, std::span<float> output) const {
    const std::int64_t batch = batchOf(x);
    require(output.size() == static_cast<std::size_t>(batch) * output_elements(),
            "output: its size is not that of the batch");
    check(resnetc_session_infer(get(), x.data(), batch, output.data()));
  }
  std::vector<float> infer(std::span<const float> x) const {
    std::vector<float> output(static_cast<std::size_t>(batchOf(x)) * output_elements());
    infer(x, output);
    return output;
  }
  void infer(const DLTensor &x, const DLTensor &output) const {
    check(resnetc_session_infer_tensor(get(), &x, &output));
  }

  /// The gradient of the mean loss of a batch, one label an image; then `gradient` and `update`.
  Loss grad(std::span<const float> x, std::span<const std::int64_t> labels) {
    float result[2];
    check(resnetc_session_grad(get(), x.data(), labels.data(), batchOf(x, labels), result));
    return {result[0], result[1]};
  }
  /// `values` has the tensor's size, row-major.
  void gradient(const std::string &name, std::span<float> values) const {
    check(resnetc_session_gradient_get(get(), name.c_str(), values.data(), values.size()));
  }
  void update(const resnetc_hyper &hyper) { check(resnetc_session_update(get(), &hyper)); }
  Loss train_step(std::span<const float> x, std::span<const std::int64_t> labels,
                  const resnetc_hyper &hyper) {
    float result[2];
    check(resnetc_session_train_step(get(), x.data(), labels.data(), batchOf(x, labels), &hyper,
                                     result));
    return {result[0], result[1]};
  }

  /// Row-major, of exactly the tensor's size.
  void set(const std::string &name, std::span<const float> values) {
    check(resnetc_session_tensor_set(get(), name.c_str(), values.data(), values.size()));
  }
  void get(const std::string &name, std::span<float> values) const {
    check(resnetc_session_tensor_get(get(), name.c_str(), values.data(), values.size()));
  }
  /// Every tensor from a safetensors file.
  void load(const std::string &weights) { check(resnetc_session_load(get(), weights.c_str())); }

private:
  struct Close {
    void operator()(resnetc_session *session) const noexcept { resnetc_close(session); }
  };

  static const char *orNull(const std::string &path) { return path.empty() ? nullptr : path.c_str(); }
  static std::size_t product(const std::int64_t *extents, std::int64_t rank) noexcept {
    std::size_t count = 1;
    for (std::int64_t i = 0; i < rank; ++i)
      count *= static_cast<std::size_t>(extents[i]);
    return count;
  }
  static void require(bool good, const char *text) {
    if (!good)
      throw std::invalid_argument(text);
  }

  void adopt(resnetc_session *made) {
    session.reset(made);
    description.struct_size = sizeof description;
    checkTable(table()->info(table(), &description));
  }
  const resnetc_api *table() const noexcept { return resnetc_session_api(get()); }
  void checkTable(resnetc_status status) const {
    if (status != RESNETC_OK)
      throw Error(status, table()->last_error());
  }
  std::int64_t batchOf(std::span<const float> x) const {
    require(!x.empty() && x.size() % input_elements() == 0, "x: is no whole number of images");
    return static_cast<std::int64_t>(x.size() / input_elements());
  }
  std::int64_t batchOf(std::span<const float> x, std::span<const std::int64_t> labels) const {
    const std::int64_t batch = batchOf(x);
    require(labels.size() == static_cast<std::size_t>(batch), "labels: expects one for each image");
    return batch;
  }

  std::unique_ptr<resnetc_session, Close> session;
  resnetc_model_info description = {};
};

} // namespace resnetc

#endif
