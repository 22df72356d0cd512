//===- WeightFile.cpp - the tensors of a safetensors file as f32 ---------------===//
//
// An ONNX file of resnetc holds f32 alone, whatever the weights were stored in.
//
//===----------------------------------------------------------------------===//
#include "compiler/Onnx/WeightFile.h"

#include "compiler/Support/Errors.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/Support/Endian.h"

namespace resnetc {

namespace endian = llvm::support::endian;

llvm::Expected<WeightFile> WeightFile::read(llvm::StringRef bytes) {
  auto entries = parseSafetensors(bytes);
  if (!entries)
    return entries.takeError();
  WeightFile file;
  file.data = bytes.drop_front(8 + endian::read64le(bytes.data()));
  for (SafetensorsEntry &entry : *entries)
    file.entries.try_emplace(entry.name, std::move(entry));
  return file;
}

/// Converts elements of `Bits` one by one.
template <typename Bits>
static std::string converted(llvm::StringRef source, const llvm::fltSemantics &semantics) {
  std::string result(source.size() / sizeof(Bits) * sizeof(float), '\0');
  char *out = result.data();
  for (; !source.empty(); source = source.drop_front(sizeof(Bits)), out += sizeof(float)) {
    Bits bits = endian::read<Bits, llvm::endianness::little>(source.data());
    llvm::APFloat value(semantics, llvm::APInt(8 * sizeof(Bits), bits));
    bool losesInfo;
    value.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    endian::write32le(out, value.bitcastToAPInt().getZExtValue());
  }
  return result;
}

llvm::Expected<std::string> WeightFile::float32(llvm::StringRef name, int64_t elements) const {
  auto found = entries.find(name);
  if (found == entries.end())
    return inputError("the weights hold no '" + name + "'");
  const SafetensorsEntry &entry = found->second;
  int64_t count = 1;
  for (int64_t extent : entry.shape)
    count *= extent;
  if (count != elements)
    return inputError("'" + name + "' expects " + llvm::Twine(elements) + " elements, got " +
                      llvm::Twine(count));
  llvm::StringRef bytes = data.slice(entry.begin, entry.end);
  if (entry.dtype == "F32")
    return bytes.str();
  if (entry.dtype == "F64")
    return converted<uint64_t>(bytes, llvm::APFloat::IEEEdouble());
  if (entry.dtype == "F16")
    return converted<uint16_t>(bytes, llvm::APFloat::IEEEhalf());
  if (entry.dtype == "BF16")
    return converted<uint16_t>(bytes, llvm::APFloat::BFloat());
  return inputError("'" + name + "' expects F32, F64, F16 or BF16, got " + entry.dtype);
}

} // namespace resnetc
