//===- resnetc.hpp - compiled models in C++20 -------------------------------------------===//
//
// Objects that give back what they have, spans whose sizes are checked, and failures as exceptions, thrown in
// the caller's own code. Two ways, of which a program pays only for what it uses:
//
//   resnetc::Session model("resnet18.so", "resnet18.safetensors"); // session.h: link with libresnetc
//   std::vector<float> logits = model.infer(pixels); // f32[batch, C, H, W] -> f32[batch, classes]
//
//   resnetc::State state(resnet18_api(), weights); // resnetc.h alone: the model that is linked in, and no other
//   resnetc::Context context(state);               // library; weights are the bytes of a file
//   std::vector<float> logits = context.infer(pixels);
//
//===----------------------------------------------------------------------===//
#ifndef RESNETC_RESNETC_HPP
#define RESNETC_RESNETC_HPP

#include <resnetc/session.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
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
/// The same of a call of a model's table.
inline void check(const resnetc_api *api, resnetc_status status) {
  if (status != RESNETC_OK)
    throw Error(status, api->last_error());
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

namespace detail {

inline void require(bool good, const char *text) {
  if (!good)
    throw std::invalid_argument(text);
}

inline std::size_t product(const std::int64_t *extents, std::int64_t rank) noexcept {
  std::size_t count = 1;
  for (std::int64_t i = 0; i < rank; ++i)
    count *= static_cast<std::size_t>(extents[i]);
  return count;
}

/// An array of the caller's under its name.
template <typename T, std::size_t N>
resnetc_binding array(const char *name, std::span<T, N> values) {
  return {name, const_cast<std::remove_const_t<T> *>(values.data()), values.size_bytes()};
}

inline resnetc_model_info infoOf(const resnetc_api *api) {
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  check(api, api->info(api, &info));
  return info;
}

/// Memory as states and contexts want it.
struct FreeAligned {
  void operator()(void *memory) const noexcept {
    ::operator delete(memory, std::align_val_t{RESNETC_ALIGNMENT});
  }
};
using Memory = std::unique_ptr<void, FreeAligned>;
inline Memory allocate(std::size_t bytes) {
  return Memory(::operator new(bytes, std::align_val_t{RESNETC_ALIGNMENT}));
}

} // namespace detail

/// What a session and a context can do. Images are f32[batch, C, H, W], or of a model of bytes u8[batch, H, W, C]; the
/// batch follows from their number. All throw std::invalid_argument where x is no whole number of images, or another
/// array of another size than the batch asks for, and Error where a call fails.
template <typename Self> class Calls {
public:
  const resnetc_model_info &info() const noexcept { return description; }
  /// Elements of one image, C * H * W.
  std::size_t input_elements() const noexcept {
    return detail::product(description.input_shape, 3);
  }
  /// Floats of one image's output.
  std::size_t output_elements() const noexcept {
    return detail::product(description.output_shape, description.output_rank);
  }
  std::vector<Tensor> tensors() const {
    const resnetc_api *api = self().table();
    std::vector<Tensor> all;
    for (std::int64_t i = 0; i < description.tensor_count; ++i) {
      resnetc_tensor_info found = {};
      check(api, api->tensor(api, i, &found));
      all.push_back({found.name, found.role, {found.shape, found.shape + found.rank}});
    }
    return all;
  }

  /// output: f32[batch, output_shape].
  void infer(std::span<const float> x, std::span<float> output) const { inferAny(x, output); }
  void infer(std::span<const std::uint8_t> x, std::span<float> output) const {
    inferAny(x, output);
  }
  std::vector<float> infer(std::span<const float> x) const { return inferAny(x); }
  std::vector<float> infer(std::span<const std::uint8_t> x) const { return inferAny(x); }

  /// The gradient of the mean loss of a batch, one label an image; then `gradient` and `update`.
  Loss grad(std::span<const float> x, std::span<const std::int64_t> labels) {
    return gradAny(x, labels);
  }
  Loss grad(std::span<const std::uint8_t> x, std::span<const std::int64_t> labels) {
    return gradAny(x, labels);
  }
  Loss train_step(std::span<const float> x, std::span<const std::int64_t> labels,
                  const resnetc_hyper &hyper) {
    return trainAny(x, labels, hyper);
  }
  Loss train_step(std::span<const std::uint8_t> x, std::span<const std::int64_t> labels,
                  const resnetc_hyper &hyper) {
    return trainAny(x, labels, hyper);
  }

protected:
  resnetc_model_info description = {};

private:
  const Self &self() const noexcept { return static_cast<const Self &>(*this); }

  template <typename T> std::int64_t batchOf(std::span<const T> x) const {
    detail::require(!x.empty() && x.size() % input_elements() == 0,
                    "x: is no whole number of images");
    return static_cast<std::int64_t>(x.size() / input_elements());
  }
  template <typename T>
  std::int64_t batchOf(std::span<const T> x, std::span<const std::int64_t> labels) const {
    const std::int64_t batch = batchOf(x);
    detail::require(labels.size() == static_cast<std::size_t>(batch),
                    "labels: expects one for each image");
    return batch;
  }
  template <typename T> void inferAny(std::span<const T> x, std::span<float> output) const {
    const std::int64_t batch = batchOf(x);
    detail::require(output.size() == static_cast<std::size_t>(batch) * output_elements(),
                    "output: its size is not that of the batch");
    const resnetc_binding arrays[] = {detail::array("input", x), detail::array("output", output)};
    self().run(RESNETC_INFER, batch, arrays);
  }
  template <typename T> std::vector<float> inferAny(std::span<const T> x) const {
    std::vector<float> output(static_cast<std::size_t>(batchOf(x)) * output_elements());
    inferAny(x, std::span<float>(output));
    return output;
  }
  template <typename T>
  Loss gradAny(std::span<const T> x, std::span<const std::int64_t> labels) const {
    const std::int64_t batch = batchOf(x, labels);
    float result[2];
    const resnetc_binding arrays[] = {detail::array("input", x), detail::array("labels", labels),
                                      detail::array("output", std::span(result))};
    self().run(RESNETC_GRAD, batch, arrays);
    return {result[0], result[1]};
  }
  template <typename T>
  Loss trainAny(std::span<const T> x, std::span<const std::int64_t> labels,
                const resnetc_hyper &hyper) const {
    const std::int64_t batch = batchOf(x, labels);
    const float rates[] = {hyper.lr, hyper.momentum, hyper.weight_decay,
                           hyper.nesterov ? 1.0f : 0.0f};
    const std::uint64_t key[] = {hyper.seed};
    float result[2];
    const resnetc_binding arrays[] = {
        detail::array("input", x), detail::array("labels", labels),
        detail::array("output", std::span(result)), detail::array("hyper", std::span(rates)),
        detail::array("key", std::span(key))};
    self().run(RESNETC_TRAIN, batch, arrays);
    return {result[0], result[1]};
  }
};

/// As resnetc_session: threads may share one. A moved-from session takes no call but its destructor.
class Session : public Calls<Session> {
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
  const resnetc_api *table() const noexcept { return resnetc_session_api(get()); }

  using Calls::infer;
  void infer(const DLTensor &x, const DLTensor &output) const {
    check(resnetc_session_infer_tensor(get(), &x, &output));
  }
  /// As resnetc_session_run.
  void run(resnetc_function function, std::int64_t batch,
           std::span<const resnetc_binding> arrays) const {
    check(resnetc_session_run(get(), function, batch, arrays.data(), arrays.size()));
  }
  /// After grad: `values` has the tensor's size, row-major.
  void gradient(const std::string &name, std::span<float> values) const {
    check(resnetc_session_gradient_get(get(), name.c_str(), values.data(), values.size()));
  }
  void update(const resnetc_hyper &hyper) { check(resnetc_session_update(get(), &hyper)); }

  /// Has `told` called after each launch of every call from the next on, by the thread of the call, at the same time
  /// where calls run beside each other; empty: no more. Calls that run are waited for. It may call `cancel`, and no
  /// other function of the session; one that throws makes the call end with ERROR_ARGUMENT.
  void hook(std::function<void(const resnetc_launch_event &)> told) {
    auto kept = std::make_unique<Told>(std::move(told));
    check(resnetc_session_hook(get(), *kept ? &tell : nullptr, kept.get()));
    hooked = std::move(kept);
  }
  /// Makes all calls that run now end with an Error of status CANCELLED before their next launch. From any thread.
  void cancel() const { check(resnetc_session_cancel(get())); }

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
  using Told = std::function<void(const resnetc_launch_event &)>;
  static void tell(void *told, const resnetc_launch_event *event) {
    (*static_cast<const Told *>(told))(*event);
  }
  static const char *orNull(const std::string &path) { return path.empty() ? nullptr : path.c_str(); }

  struct Close {
    void operator()(resnetc_session *session) const noexcept { resnetc_close(session); }
  };
  void adopt(resnetc_session *made) {
    session.reset(made);
    description = detail::infoOf(table());
  }

  std::unique_ptr<Told> hooked; ///< outlives the session, which calls it
  std::unique_ptr<resnetc_session, Close> session;
};

/// The variables of a model, by its table alone (<model>_api() or resnetc_query, whose library stays loaded). Contexts
/// share one and must not outlive it; nothing else may use it while it is changed.
class State {
public:
  /// Without weights tensors are the caller's to set, or the embedded ones to load.
  explicit State(const resnetc_api *api) : api(api) {
    std::size_t bytes = 0;
    check(api, api->state_bytes(api, &bytes));
    memory = detail::allocate(bytes);
    check(api, api->state_init(api, memory.get(), bytes, &state));
  }
  /// Sets every tensor from the bytes of a safetensors file, none for the embedded weights, and seals.
  State(const resnetc_api *api, std::span<const std::byte> weights) : State(api) {
    load(weights);
    seal();
  }

  const resnetc_api *table() const noexcept { return api; }
  resnetc_state *get() const noexcept { return state; }

  void load(std::span<const std::byte> weights) {
    check(api, api->load_weights(state, weights.empty() ? nullptr : weights.data(), weights.size()));
  }
  /// Row-major, of exactly the tensor's size.
  void set(const std::string &name, std::span<const float> values) {
    check(api, api->tensor_set(state, name.c_str(), values.data(), values.size()));
  }
  void get(const std::string &name, std::span<float> values) const {
    check(api, api->tensor_get(state, name.c_str(), values.data(), values.size()));
  }
  /// Needed once before the first context.
  void seal() { check(api, api->seal(state)); }

private:
  const resnetc_api *api;
  detail::Memory memory;
  resnetc_state *state = nullptr;
};

/// Workspace and threads of one caller, for batches up to `batch`: one call at a time.
class Context : public Calls<Context> {
public:
  explicit Context(State &state, resnetc_function function = RESNETC_INFER, std::int64_t batch = 1,
                   const resnetc_options *options = nullptr)
      : context(nullptr, Destroy{state.table()}) {
    const resnetc_api *api = table();
    description = detail::infoOf(api);
    std::size_t bytes = 0;
    check(api, api->workspace_bytes(api, function, batch, &bytes));
    memory = detail::allocate(bytes);
    resnetc_context *made = nullptr;
    check(api, api->context_init(state.get(), function, batch, options, memory.get(), bytes, &made));
    context.reset(made);
  }

  const resnetc_api *table() const noexcept { return context.get_deleter().api; }
  resnetc_context *get() const noexcept { return context.get(); }

  /// As run of resnetc.h.
  void run(resnetc_function function, std::int64_t batch,
           std::span<const resnetc_binding> arrays) const {
    check(table(), table()->run(get(), function, batch, arrays.data(), arrays.size()));
  }
  /// After grad: `values` has the tensor's size, row-major.
  void gradient(const std::string &name, std::span<float> values) const {
    check(table(), table()->gradient_get(get(), name.c_str(), values.data(), values.size()));
  }
  void update(const resnetc_hyper &hyper) { check(table(), table()->update(get(), &hyper)); }
  /// Makes the call that runs end with an Error of status CANCELLED before its next launch. From any thread.
  void cancel() const { check(table(), table()->cancel(get())); }

private:
  struct Destroy {
    const resnetc_api *api;
    void operator()(resnetc_context *context) const noexcept { api->context_destroy(context); }
  };

  detail::Memory memory; ///< outlives the context, which lies in it
  std::unique_ptr<resnetc_context, Destroy> context;
};

} // namespace resnetc

#endif
