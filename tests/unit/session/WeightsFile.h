//===- WeightsFile.h - a safetensors file of the fake model's tensors ----------------------===//
#pragma once

#include "tests/unit/runtime/Session.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace fake {

/// Holds what Session::setAll sets; gone at the end.
class WeightsFile {
public:
  WeightsFile() {
    static int number = 0;
    name = std::filesystem::temp_directory_path() / ("resnetc-" + std::to_string(getpid()) + "-" +
                                                     std::to_string(++number) + ".safetensors");
    std::ofstream(name, std::ios::binary) << text();
  }
  ~WeightsFile() { std::filesystem::remove(name); }
  WeightsFile(const WeightsFile &) = delete;
  WeightsFile &operator=(const WeightsFile &) = delete;

  std::string path() const { return name.string(); }

private:
  static std::string text() {
    resnetc_api api = apiOf(model());
    resnetc_model_info info = {};
    info.struct_size = sizeof info;
    api.info(&api, &info);
    std::string header, data;
    for (int64_t i = 0; i < info.tensor_count; ++i) {
      resnetc_tensor_info tensor = {};
      api.tensor(&api, i, &tensor);
      if (tensor.role == RESNETC_ROLE_MOMENTUM)
        continue;
      std::string shape;
      size_t count = 1;
      for (int d = 0; d < tensor.rank; ++d) {
        shape += (d ? "," : "") + std::to_string(tensor.shape[d]);
        count *= static_cast<size_t>(tensor.shape[d]);
      }
      const size_t begin = data.size();
      std::vector<float> values = valuesOf(tensor.name, count);
      data.append(reinterpret_cast<const char *>(values.data()), count * sizeof(float));
      header += (header.empty() ? "{\"" : ",\"") + std::string(tensor.name) +
                "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" +
                std::to_string(begin) + "," + std::to_string(data.size()) + "]}";
    }
    header += "}";
    header.append((8 - header.size() % 8) % 8, ' ');
    uint64_t length = header.size();
    return std::string(reinterpret_cast<const char *>(&length), sizeof length) + header + data;
  }

  std::filesystem::path name;
};

} // namespace fake
