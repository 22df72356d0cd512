//===- Library.cpp - a compiled model, opened at run time -------------------------===//
//
// See Library.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Library.h"

#include "runtime/core/Threads.h"
#include "runtime/support/Error.h"
#include "runtime/train/FileReader.h"
#include "runtime/train/Notes.h"
#include "runtime/train/Truncation.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <filesystem>
#include <new>
#include <regex>
#include <sys/mman.h>

namespace resnetc::train {

namespace {

/// Weights of more than a few pages of 2 MiB are read faster from such pages: processors prefetch
/// within a page, and look up fewer addresses. A quarter of a deep layer's time at batch 1.
constexpr size_t hugePage = size_t{2} << 20, worthHugePages = 2 * hugePage;

std::unique_ptr<void, FreeMemory> allocateAligned(size_t bytes) {
  const bool huge = bytes >= worthHugePages;
  const size_t alignment = huge ? hugePage : RESNETC_ALIGNMENT;
  size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void *memory = whole < bytes ? nullptr : std::aligned_alloc(alignment, whole);
  if (!memory)
    throw std::bad_alloc();
  if (huge)
    madvise(memory, whole, MADV_HUGEPAGE); // a wish: without it all works as well
  return std::unique_ptr<void, FreeMemory>(memory);
}

/// The loader crashes on a library that is cut short, and its messages are for experts: look first.
void checkIsLibrary(const std::string &path) {
  FileReader file(path);
  Elf64_Ehdr header;
  bool good = file.size() >= sizeof header;
  if (good)
    file.read(&header, sizeof header);
  if (!good || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
      header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_type != ET_DYN ||
      header.e_machine != EM_X86_64)
    userError("{}: is not a compiled model; make one with `resnetc MODEL.dsl -o MODEL.so`", path);
  const uint64_t size = file.size(), count = header.e_phnum;
  good = header.e_phentsize == sizeof(Elf64_Phdr) && header.e_phoff <= size &&
         count * sizeof(Elf64_Phdr) <= size - header.e_phoff;
  std::vector<Elf64_Phdr> segments(good ? count : 0);
  if (good)
    file.seek(header.e_phoff);
  file.read(segments.data(), segments.size() * sizeof(Elf64_Phdr));
  for (const Elf64_Phdr &segment : segments)
    good = good && segment.p_offset <= size && segment.p_filesz <= size - segment.p_offset;
  if (!good)
    userError("{}: is cut short; compile the model again", path);
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

void Library::selectDevice(const std::string &device) {
  if (device.empty())
    return;
  const size_t colon = device.find(':');
  const std::string kind = device.substr(0, colon), own = description.device;
  if (kind != own)
    userError("{}: was compiled for {}, not for {}; compile the model with --target={}", name, own,
              kind, kind == "cuda" ? "cuda" : "x86");
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
    userError("{}: is not a compiled model; make one with `resnetc MODEL.dsl -o MODEL.so`", path);
  }
  description.struct_size = sizeof description;
  check(table->info(table, &description));
  if (!description.device) // of an older library
    description.device = "cpu";
  selectDevice(device);
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
  memory = allocateAligned(bytes);
  lib.check(lib.api().state_init(&lib.api(), memory.get(), bytes, &state));
}

std::vector<resnetc_launch_info> Library::launches(const std::string &function,
                                                   int64_t batch) const {
  std::vector<resnetc_launch_info> all;
  resnetc_launch_info info = {};
  info.struct_size = sizeof info;
  resnetc_status status;
  while ((status = table->launch(table, function.c_str(), batch, static_cast<int64_t>(all.size()),
                                 &info)) == RESNETC_OK)
    all.push_back(info);
  if (status != RESNETC_ERROR_ARGUMENT) // behind the last
    check(status);
  return all;
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
  lib.check(lib.api().workspace_bytes(&lib.api(), function, batch, &size));
  memory = allocateAligned(size);
  resnetc_options options = {sizeof options, threads, nullptr, nullptr, lib.device(), 0, nullptr};
  lib.check(lib.api().context_init(state.handle(), function, batch, &options, memory.get(), size,
                                   &context));
  noteFewerThreads(this->threads(), threads);
}

Context::~Context() { lib.api().context_destroy(context); }

void Context::infer(const float *x, int64_t batch, float *output) {
  lib.check(lib.api().infer(context, x, batch, output));
}

Context::Loss Context::grad(const float *x, const int64_t *labels, int64_t batch) {
  float result[2];
  lib.check(lib.api().grad(context, x, labels, batch, result));
  return {result[0], result[1]};
}

std::vector<float> Context::gradient(const TensorInfo &tensor) const {
  std::vector<float> values(static_cast<size_t>(tensor.elements()));
  lib.check(lib.api().gradient_get(context, tensor.name.c_str(), values.data(), values.size()));
  return values;
}

Context::Loss Context::trainStep(const float *x, const int64_t *labels, int64_t batch,
                                 const resnetc_hyper &hyper) {
  float result[2];
  lib.check(lib.api().train_step(context, x, labels, batch, &hyper, result));
  return {result[0], result[1]};
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
