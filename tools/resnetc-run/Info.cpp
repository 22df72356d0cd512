//===- Info.cpp - resnetc-run info: what a library holds --------------------------===//
//
// Prints the model's description as text, or as one JSON object for scripts.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Commands.h"

#include "runtime/train/Safetensors.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <memory>

using namespace resnetc::train;

namespace resnetc::run {

namespace {

struct Options {
  std::string library;
  bool json = false;
};

/// Bytes of workspace, or -1 when the library lacks the function or the machine the instruction
/// set.
int64_t workspaceBytes(const Library &library, const std::string &kind, resnetc_function function,
                       int64_t batch) {
  size_t bytes = 0;
  const resnetc_api &api = library.api();
  resnetc_options options = {};
  options.struct_size = sizeof options;
  options.device_kind = kind.c_str();
  return api.context_bytes(&api, &options, function, batch, &bytes) == RESNETC_OK
             ? static_cast<int64_t>(bytes)
             : -1;
}

void printJson(const Library &library) {
  using Json = nlohmann::ordered_json;
  const resnetc_model_info &info = library.info();
  Json tensors = Json::array();
  for (const TensorInfo &tensor : library.tensors())
    tensors.push_back({{"name", tensor.name}, {"shape", tensor.shape}, {"dtype", "f32"}});
  Json machines = Json::array();
  for (const Library::Machine &machine : library.machines())
    machines.push_back({{"device", machine.kind}, {"isa", machine.isa}});
  Json json = {{"name", info.name},
               {"mode", info.mode},
               {"precision", info.precision},
               {"isa", info.isa},
               {"device", info.device},
               {"devices", machines},
               {"input", library.inputShape()},
               {"input_dtype", library.takesBytes() ? "u8" : "f32"},
               {"outputs", library.outputShape()},
               {"parameters", info.parameters},
               {"flops", info.multiply_adds},
               {"has_weights", info.has_weights != 0},
               {"compiler", info.compiler ? info.compiler : ""},
               {"network_hash", fmt::format("{:016x}", info.network_hash)},
               {"tensors", tensors}};
  if (info.recipe)
    json["recipe"] = Json::parse(info.recipe, nullptr, false);
  fmt::print("{}\n", json.dump());
}

/// What contexts take of the caller's memory.
void printWorkspace(const Library &library, const std::string &kind) {
  const std::string where = library.machines().size() > 1 ? " on " + kind : "";
  for (auto [name, function] : {std::pair{"infer", RESNETC_INFER}, {"train", RESNETC_TRAIN}}) {
    int64_t one = workspaceBytes(library, kind, function, 1),
            many = workspaceBytes(library, kind, function, 64);
    if (one >= 0 && many >= 0)
      fmt::print("workspace    {:.2f} MiB to {} one image{}, {:.2f} MiB for a batch of 64\n",
                 static_cast<double>(one) / (1 << 20), name, where,
                 static_cast<double>(many) / (1 << 20));
  }
}

void printText(const Library &library) {
  const resnetc_model_info &info = library.info();
  fmt::print("model        {}\n", info.name);
  fmt::print("network      {:016x}\n", info.network_hash);
  fmt::print("mode         {}\n", info.mode);
  fmt::print("precision    {}\n", info.precision);
  for (const Library::Machine &machine : library.machines()) {
    fmt::print("isa          {}\n",
               machine.isa.empty()
                   ? fmt::format("none that this machine can run: {}", machine.problem)
                   : machine.isa);
    fmt::print("device       {}\n", machine.kind);
  }
  const auto chw = library.inputShape();
  if (library.takesBytes())
    fmt::print("input        u8[N, {}, {}, {}]\n", chw[1], chw[2], chw[0]);
  else
    fmt::print("input        f32[N, {}]\n", fmt::join(chw, ", "));
  fmt::print("output       f32[N, {}]\n", fmt::join(library.outputShape(), ", "));
  fmt::print("parameters   {}\n", info.parameters);
  fmt::print("flops        {} multiply-adds per image\n", info.multiply_adds);
  fmt::print("made by      {}\n", info.compiler ? info.compiler : "an older resnetc");
  fmt::print("weights      {}\n", info.has_weights ? "embedded" : "not embedded");
  for (const Library::Machine &machine : library.machines())
    printWorkspace(library, machine.kind);
  if (info.recipe)
    fmt::print("recipe       {}\n", info.recipe);
  fmt::print("tensors\n");
  for (const TensorInfo &tensor : library.tensors())
    fmt::print("  {:<40} {}\n", tensor.name, shapeText(tensor.shape));
}

} // namespace

void addInfo(CLI::App &app, Action &action) {
  auto options = std::make_shared<Options>();
  CLI::App *command = app.add_subcommand("info", "describe a compiled model and its tensors");
  addLibrary(*command, options->library);
  command->add_flag("--json", options->json, "one JSON object on one line");
  command->callback([options, &action] {
    action = [options] {
      Library library(options->library);
      options->json ? printJson(library) : printText(library);
    };
  });
}

} // namespace resnetc::run
