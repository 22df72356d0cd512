//===- Library.h - a compiled model, opened at run time ---------------------------===//
//
// Owning C++ classes around the C interface. They allocate the memory that the interface asks its
// caller for, and turn every status into an exception with the library's name.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <resnetc/resnetc.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace resnetc::train {

/// A named tensor of a model.
struct TensorInfo {
  std::string name;
  resnetc_role role;
  std::vector<int64_t> shape;
  float initial = 0;      ///< each element before training, where weights are not drawn at random
  bool trainable = false; ///< has a gradient

  int64_t elements() const;
};

/// A shared library made by resnetc. Immutable; must outlive its states.
class Library {
public:
  /// `device` is "cpu", "cuda", "cuda:N" for device number N, or empty: the first that the library was
  /// compiled for and this machine has, number 0. Throws UserError when the file is no such library, of
  /// another version, or for another device.
  explicit Library(const std::string &path, const std::string &device = "");
  ~Library();
  Library(const Library &) = delete;
  Library &operator=(const Library &) = delete;

  const resnetc_api &api() const { return *table; }
  const resnetc_model_info &info() const { return description; }
  const std::string &path() const { return name; }
  /// A kind of machine that it was compiled for.
  struct Machine {
    std::string kind;    ///< "cpu" or "cuda"
    std::string isa;     ///< "" where this machine does not run it
    std::string problem; ///< why it does not
  };
  /// In the order of preference.
  const std::vector<Machine> &machines() const { return known; }
  /// That its contexts run on.
  const Machine &machine() const { return known[chosen]; }
  /// Whether they run on a device beside the processor, and that one's number.
  bool hasDevice() const { return machine().kind != "cpu"; }
  int32_t device() const { return ordinal; }
  bool canTrain() const { return std::string(description.mode) == "train"; }
  /// Weights and statistics in the order of definition, without momenta.
  const std::vector<TensorInfo> &tensors() const { return variables; }
  /// What the optimiser remembers: momenta, and in fp16 the scale of the loss; empty for inference.
  const std::vector<TensorInfo> &momenta() const { return ofOptimizer; }
  std::span<const int64_t, 3> inputShape() const {
    return std::span<const int64_t, 3>(description.input_shape);
  }
  int64_t inputElements() const;
  /// Whether its input is u8[N, H, W, C], in place of f32[N, C, H, W].
  bool takesBytes() const { return bytesInput; }
  /// Floats of one image's output; the number of classes when the output is a vector.
  int64_t outputElements() const;
  /// Shape of one image's output, without the ones beyond its rank.
  std::vector<int64_t> outputShape() const;

  /// Throws what a failed call of this library means: UserError, or BugError for an internal error.
  void check(resnetc_status status) const;

private:
  void readMachines();
  void selectDevice(const std::string &device);

  std::string name;
  void *handle = nullptr;
  const resnetc_api *table = nullptr;
  resnetc_model_info description = {};
  std::vector<Machine> known;
  size_t chosen = 0;
  int32_t ordinal = 0;
  bool bytesInput = false;
  std::vector<TensorInfo> variables, ofOptimizer;
};

/// Whether it is one of the words that Library takes for a device.
bool isDeviceName(const std::string &device);

struct FreeMemory {
  void operator()(void *memory) const;
};

/// The variables of a model.
class State {
public:
  explicit State(const Library &library);

  void set(const std::string &name, std::span<const float> values);
  std::vector<float> get(const TensorInfo &tensor) const;
  /// Sets every tensor from the bytes of a safetensors file, or from the embedded weights.
  void load(std::span<const uint8_t> file);
  void loadEmbedded();
  /// The tensors with values that no trained model has (not finite, a running variance below 0) and
  /// their counts, in words; "" when there are none.
  std::string wrongValues() const;
  /// The number under "X.num_batches_tracked" for a running mean "X.running_mean".
  int64_t batches(const std::string &name) const;
  /// Needed once before the first context.
  void seal();

  const Library &library() const { return lib; }
  resnetc_state *handle() const { return state; }

private:
  const Library &lib;
  std::unique_ptr<void, FreeMemory> memory;
  resnetc_state *state = nullptr;
};

/// Workspace and threads for calls of one kind; lives shorter than its state.
class Context {
public:
  /// `threads` 0: as many as the machine and the environment allow.
  Context(State &state, resnetc_function function, int64_t batch, int32_t threads);
  ~Context();
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;

  /// The model's input for f32[batch, C, H, W]: x itself, or of a model of bytes x / input_scale, channels last,
  /// which stay until the next call. Throws UserError where those are no bytes.
  resnetc_binding input(const float *x, int64_t batch);
  void infer(const resnetc_binding &input, int64_t batch, float *output);
  void infer(const float *x, int64_t batch, float *output) {
    infer(input(x, batch), batch, output);
  }
  /// Mean loss and number right, of this batch.
  struct Loss {
    float mean, right;
  };
  Loss grad(const float *x, const int64_t *labels, int64_t batch);
  std::vector<float> gradient(const TensorInfo &tensor) const;
  Loss trainStep(const resnetc_binding &input, const int64_t *labels, int64_t batch,
                 const resnetc_hyper &hyper);
  Loss trainStep(const float *x, const int64_t *labels, int64_t batch, const resnetc_hyper &hyper) {
    return trainStep(input(x, batch), labels, batch, hyper);
  }

  /// What is known of the launches of a function ("infer", "grad", ...) for a batch, in order. Throws
  /// UserError where the library has no such function.
  std::vector<resnetc_launch_info> launches(const std::string &function, int64_t batch) const;

  /// Starts to bring the images of a later call to a device, if it runs on one; they stay as they are until
  /// then. Where the device fails, the call itself copies them. May be called by another thread.
  void prefetch(const float *x, int64_t batch) noexcept;

  /// Sets the hook that calls tell of their launches; null: none.
  void watch(resnetc_launch_hook hook, void *data);

  /// That calls run on; beside a device, those that the host has for other work.
  int32_t threads() const;
  /// Bytes of workspace that the context holds.
  size_t bytes() const { return size; }

private:
  const Library &lib;
  std::vector<uint8_t> pixelBytes; ///< of the latest batch, for a model of bytes
  size_t size = 0;
  int32_t wantedThreads;
  std::unique_ptr<void, FreeMemory> memory;
  resnetc_context *context = nullptr;
};

/// What a BatchLoader is to do with batches that are ready: on a device, prefetch them.
inline std::function<void(const float *, int64_t)> prefetching(Context &context,
                                                               const Library &library) {
  if (!library.hasDevice() || library.takesBytes()) // bytes are made of the floats by the call
    return {};
  return [&context](const float *x, int64_t batch) { context.prefetch(x, batch); };
}

} // namespace resnetc::train
