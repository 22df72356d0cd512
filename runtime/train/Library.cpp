//===- Library.cpp - a compiled model, opened at run time -------------------------===//
//
// See Library.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Library.h"

#include "runtime/core/Threads.h"
#include "runtime/files/LibraryFile.h"
#include "runtime/support/Error.h"
#include "runtime/support/ModelMemory.h"
#include "runtime/train/FileReader.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Truncation.h"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <filesystem>
#include <new>
#include <regex>

namespace resnetc::train {

namespace {

std::unique_ptr<void, FreeMemory> allocate(size_t bytes) {
  void *memory = allocateModelMemory(bytes);
  if (!memory)
    throw std::bad_alloc();
  return std::unique_ptr<void, FreeMemory>(memory);
}

void checkIsLibrary(const std::string &path) {
  FileReader file(path);
  const LibraryFault fault =
      faultOfLibrary(file.size(), [&](void *to, uint64_t offset, size_t bytes) {
        file.seek(offset);
        file.read(to, bytes);
      });
  if (fault != LibraryFault::None)
    userError("{}: {}", path, textOf(fault));
}

resnetc_binding labelsOf(const int64_t *labels, int64_t batch) {
  return {"labels", const_cast<int64_t *>(labels), static_cast<size_t>(batch) * sizeof *labels};
}

/// Whether the binding "input" is of bytes.
bool isOfBytes(const resnetc_api &api) {
  resnetc_binding_info binding;
  for (int64_t i = 0; api.binding(&api, RESNETC_INFER, i, &binding) == RESNETC_OK; ++i)
    if (std::strcmp(binding.name, "input") == 0)
      return binding.element == RESNETC_U8;
  return false;
}

} // namespace

void FreeMemory::operator()(void *memory) const { std::free(memory); }

int64_t TensorInfo::elements() const {
  int64_t count = 1;
  for (int64_t extent : shape)
    count *= extent;
  return count;
}

bool isDeviceName(const std::string &device) {
  static const std::regex names("cpu|cuda(:[0-9]{1,3})?");
  return std::regex_match(device, names);
}

void Library::readMachines() {
  resnetc_device_info info = {};
  info.struct_size = sizeof info;
  const std::string preferred = description.device;
  for (int64_t i = 0; table->device(table, i, &info) == RESNETC_OK; ++i) {
    known.push_back({info.kind, info.isa, *info.isa ? "" : table->last_error()});
    if (known.back().kind == preferred)
      chosen = static_cast<size_t>(i);
  }
}

void Library::selectDevice(const std::string &device) {
  if (device.empty())
    return;
  const size_t colon = device.find(':');
  const std::string kind = device.substr(0, colon);
  for (chosen = 0; chosen < known.size() && known[chosen].kind != kind;)
    ++chosen;
  if (chosen == known.size())
    userError(
        "{}: was compiled for {}, not for {}; compile the model with --target={}, or x86,cuda "
        "for both",
        name, known[0].kind, kind, kind == "cuda" ? "cuda" : "x86");
  if (colon != std::string::npos)
    ordinal = std::stoi(device.substr(colon + 1));
}

Library::Library(const std::string &path, const std::string &device) : name(path) {
  tellOfCutFiles();
  checkIsLibrary(path);
  // Without a slash the loader would search its own folders.
  handle = ::dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    userError("{}: cannot be loaded: {}", path, ::dlerror());
  auto query = reinterpret_cast<resnetc_query_fn>(::dlsym(handle, "resnetc_query"));
  table = query ? query(RESNETC_API_VERSION) : nullptr;
  // Functions are only ever added at the end of the table.
  if (!table || table->struct_size < sizeof(resnetc_api)) {
    ::dlclose(handle);
    if (query)
      userError("{}: was made by another version of resnetc; compile the model again", path);
    userError("{}: {}", path, textOf(LibraryFault::NoLibrary));
  }
  description.struct_size = sizeof description;
  check(table->info(table, &description));
  readMachines();
  selectDevice(device);
  bytesInput = isOfBytes(*table);
  for (int64_t i = 0; i < description.tensor_count; ++i) {
    resnetc_tensor_info info = {};
    check(table->tensor(table, i, &info));
    TensorInfo tensor{info.name, info.role, {info.shape, info.shape + info.rank}};
    check(table->tensor_initial(table, i, &tensor.initial));
    int32_t trainable = 0;
    check(table->tensor_trainable(table, i, &trainable));
    tensor.trainable = trainable != 0;
    const bool isOptimizers =
        info.role == RESNETC_ROLE_MOMENTUM || info.role == RESNETC_ROLE_LOSS_SCALE;
    (isOptimizers ? ofOptimizer : variables).push_back(std::move(tensor));
  }
}

Library::~Library() {
  if (handle)
    ::dlclose(handle);
}

int64_t Library::inputElements() const {
  return description.input_shape[0] * description.input_shape[1] * description.input_shape[2];
}

int64_t Library::outputElements() const {
  return description.output_shape[0] * description.output_shape[1] * description.output_shape[2];
}

std::vector<int64_t> Library::outputShape() const {
  return {description.output_shape, description.output_shape + description.output_rank};
}

void Library::check(resnetc_status status) const {
  if (status == RESNETC_OK)
    return;
  std::string text =
      fmt::format("{}: {}: {}", name, table->status_text(status), table->last_error());
  if (status == RESNETC_ERROR_INTERNAL)
    throw BugError(text);
  throw UserError(text);
}

State::State(const Library &library) : lib(library) {
  size_t bytes = 0;
  lib.check(lib.api().state_bytes(&lib.api(), &bytes));
  memory = allocate(bytes);
  lib.check(lib.api().state_init(&lib.api(), memory.get(), bytes, &state));
}

void State::set(const std::string &name, std::span<const float> values) {
  lib.check(lib.api().tensor_set(state, name.c_str(), values.data(), values.size()));
}

std::vector<float> State::get(const TensorInfo &tensor) const {
  std::vector<float> values(static_cast<size_t>(tensor.elements()));
  lib.check(lib.api().tensor_get(state, tensor.name.c_str(), values.data(), values.size()));
  return values;
}

void State::load(std::span<const uint8_t> file) {
  lib.check(lib.api().load_weights(state, file.data(), file.size()));
}

std::string State::wrongValues() const {
  const resnetc_status status = lib.api().check_weights(state);
  if (status == RESNETC_ERROR_WEIGHTS)
    return lib.api().last_error();
  lib.check(status);
  return "";
}

int64_t State::batches(const std::string &name) const {
  int64_t count = 0;
  lib.check(lib.api().batches_get(state, name.c_str(), &count));
  return count;
}

void State::loadEmbedded() { lib.check(lib.api().load_weights(state, nullptr, 0)); }

void State::seal() { lib.check(lib.api().seal(state)); }

/// Tells on stderr, once in a process, that a model runs on `granted` threads where `wanted` were
/// meant (0: as many as the machine and the environment allow). Says nothing where it has them.
static void noteFewerThreads(int32_t granted, int32_t wanted) {
  static std::atomic<bool> told = false;
  if (wanted == 0)
    wanted = rn_default_threads();
  if (granted == 0 || granted >= wanted || told.exchange(true))
    return;
  note(fmt::format("the model runs on {} of {} threads: the system starts no more for this user "
                   "(ulimit -u) or container",
                   granted, wanted));
}

Context::Context(State &state, resnetc_function function, int64_t batch, int32_t threads)
    : lib(state.library()), wantedThreads(threads) {
  resnetc_options options = {};
  options.struct_size = sizeof options;
  options.num_threads = threads;
  options.device = lib.device();
  options.device_kind = lib.machine().kind.c_str();
  lib.check(lib.api().context_bytes(&lib.api(), &options, function, batch, &size));
  memory = allocate(size);
  lib.check(lib.api().context_init(state.handle(), function, batch, &options, memory.get(), size,
                                   &context));
  noteFewerThreads(this->threads(), threads);
}

Context::~Context() { lib.api().context_destroy(context); }

resnetc_binding Context::input(const float *x, int64_t batch) {
  const auto count = static_cast<size_t>(batch * lib.inputElements());
  if (!lib.takesBytes())
    return {"input", const_cast<float *>(x), count * sizeof(float)};
  const auto shape = lib.inputShape();
  const int64_t channels = shape[0], pixels = shape[1] * shape[2];
  const double scale = lib.info().input_scale;
  pixelBytes.resize(count);
  for (int64_t n = 0; n < batch; ++n)
    for (int64_t c = 0; c < channels; ++c)
      for (int64_t p = 0; p < pixels; ++p) {
        const double exact = *x++ / scale, byte = std::round(exact);
        if (!(byte >= 0 && byte <= 255 && std::abs(exact - byte) < 0.01))
          userError(
              "{}: takes bytes, which stand for multiples of {:.4g} up to {:.4g}, but the data "
              "have {}",
              lib.path(), scale, 255 * scale, x[-1]);
        pixelBytes[static_cast<size_t>((n * pixels + p) * channels + c)] =
            static_cast<uint8_t>(byte);
      }
  return {"input", pixelBytes.data(), count};
}

void Context::infer(const resnetc_binding &input, int64_t batch, float *output) {
  const auto floats = static_cast<size_t>(batch * lib.outputElements());
  const resnetc_binding arrays[] = {input, {"output", output, floats * sizeof(float)}};
  lib.check(lib.api().run(context, RESNETC_INFER, batch, arrays, 2));
}

Context::Loss Context::grad(const float *x, const int64_t *labels, int64_t batch) {
  float result[2];
  const resnetc_binding arrays[] = {
      input(x, batch), labelsOf(labels, batch), {"output", result, sizeof result}};
  lib.check(lib.api().run(context, RESNETC_GRAD, batch, arrays, 3));
  return {result[0], result[1]};
}

std::vector<float> Context::gradient(const TensorInfo &tensor) const {
  std::vector<float> values(static_cast<size_t>(tensor.elements()));
  lib.check(lib.api().gradient_get(context, tensor.name.c_str(), values.data(), values.size()));
  return values;
}

Context::Loss Context::trainStep(const resnetc_binding &input, const int64_t *labels, int64_t batch,
                                 const resnetc_hyper &hyper) {
  float result[2],
      rates[4] = {hyper.lr, hyper.momentum, hyper.weight_decay, hyper.nesterov ? 1.0f : 0.0f};
  auto key = static_cast<int64_t>(hyper.seed);
  const resnetc_binding arrays[] = {input,
                                    labelsOf(labels, batch),
                                    {"output", result, sizeof result},
                                    {"hyper", rates, sizeof rates},
                                    {"key", &key, sizeof key}};
  lib.check(lib.api().run(context, RESNETC_TRAIN, batch, arrays, 5));
  return {result[0], result[1]};
}

std::vector<resnetc_launch_info> Context::launches(const std::string &function,
                                                   int64_t batch) const {
  std::vector<resnetc_launch_info> all;
  resnetc_launch_info info = {};
  info.struct_size = sizeof info;
  resnetc_status status;
  while ((status = lib.api().context_launch(context, function.c_str(), batch,
                                            static_cast<int64_t>(all.size()), &info)) == RESNETC_OK)
    all.push_back(info);
  if (status != RESNETC_ERROR_ARGUMENT) // behind the last
    lib.check(status);
  return all;
}

void Context::prefetch(const float *x, int64_t batch) noexcept {
  lib.api().prefetch(context, x, batch);
}

void Context::watch(resnetc_launch_hook hook, void *data) {
  lib.check(lib.api().context_hook(context, hook, data));
}

int32_t Context::threads() const {
  if (lib.hasDevice())
    return wantedThreads > 0 ? wantedThreads : rn_default_threads();
  return lib.api().context_threads(context);
}

} // namespace resnetc::train
