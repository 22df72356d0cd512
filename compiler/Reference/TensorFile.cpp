//===- TensorFile.cpp - named tensors in a safetensors file ---------------------===//
#include "compiler/Reference/TensorFile.h"

#include "runtime/core/Safetensors.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <cstring>

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Element `index` of a tensor's bytes.
template <typename T> double element(const unsigned char *bytes, int64_t index) {
  T value;
  std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
  return double(value);
}

/// Null for a type that is not read.
double (*elementReader(rn_dtype type))(const unsigned char *, int64_t) {
  switch (type) {
  case RN_F32:
    return element<float>;
  case RN_F64:
    return element<double>;
  case RN_I64:
    return element<int64_t>;
  default:
    return nullptr;
  }
}

/// What one pass over a file's header collects.
struct Reading {
  const unsigned char *data;
  NamedTensors tensors;
  std::string refused; ///< The first tensor of a type that is not read.
};

bool readTensor(void *closure, const rn_entry *entry) {
  auto &reading = *static_cast<Reading *>(closure);
  std::string name(entry->name.bytes, entry->name.length);
  auto *read = elementReader(entry->dtype);
  if (!read) {
    reading.refused = name;
    return false;
  }
  Tensor tensor(std::vector<int64_t>(entry->shape, entry->shape + entry->rank));
  for (int64_t i = 0; i < tensor.size(); ++i)
    tensor[i] = read(reading.data + entry->begin, i);
  reading.tensors[name] = std::move(tensor);
  return true;
}

/// The header: {"name": {"dtype", "shape", "data_offsets"}, ...}.
std::string header(const NamedTensors &tensors) {
  llvm::json::Object entries;
  int64_t begin = 0;
  for (const auto &[name, tensor] : tensors) {
    int64_t end = begin + tensor.size() * int64_t(sizeof(double));
    entries[name] = llvm::json::Object{{"dtype", "F64"},
                                       {"shape", llvm::json::Array(tensor.shape)},
                                       {"data_offsets", llvm::json::Array{begin, end}}};
    begin = end;
  }
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(entries));
  return text;
}

} // namespace

FailureOr<NamedTensors> readTensors(StringRef path, Location loc) {
  auto file = llvm::MemoryBuffer::getFile(path);
  if (!file)
    return emitError(loc) << "expects to read '" << path << "': " << file.getError().message();
  rn_safetensors parts;
  rn_complaint complaint;
  auto *bytes = reinterpret_cast<const unsigned char *>((*file)->getBufferStart());
  if (!rn_safetensors_open(bytes, (*file)->getBufferSize(), &parts, &complaint))
    return emitError(loc) << "'" << path << "': " << complaint.text;
  Reading reading{parts.data, {}, {}};
  if (!rn_safetensors_each(&parts, readTensor, &reading))
    return emitError(loc) << "'" << path << "': expects tensors of F32, F64 or I64, '"
                          << reading.refused << "' is of another type";
  return std::move(reading.tensors);
}

LogicalResult writeTensors(const NamedTensors &tensors, StringRef path, Location loc) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error, llvm::sys::fs::OF_None);
  if (error)
    return emitError(loc) << "expects to write '" << path << "': " << error.message();
  std::string text = header(tensors);
  uint64_t length = text.size();
  out.write(reinterpret_cast<const char *>(&length), sizeof(length));
  out << text;
  for (const auto &[name, tensor] : tensors)
    out.write(reinterpret_cast<const char *>(tensor.values.data()), tensor.size() * sizeof(double));
  out.close();
  if (!out.has_error())
    return success();
  error = out.error();
  out.clear_error();
  return emitError(loc) << "expects to write '" << path << "': " << error.message();
}

} // namespace resnetc::rn
