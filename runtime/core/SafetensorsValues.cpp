//===- SafetensorsValues.cpp - numbers out of the bytes of a tensor ---------===//
//
// See Safetensors.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Safetensors.h"

#include <string.h>

/// An f16 number's bits as those of an f32.
static uint32_t widenHalf(uint32_t half) {
  uint32_t sign = (half & 0x8000) << 16, exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
  if (exponent == 0x1f)
    return sign | 0x7f800000 | mantissa << 13;
  if (exponent != 0)
    return sign | (exponent + 112) << 23 | mantissa << 13;
  if (mantissa == 0)
    return sign;
  int shift = __builtin_clz(mantissa) - 21; // brings the leading one to bit 10
  return sign | static_cast<uint32_t>(113 - shift) << 23 | (mantissa << shift & 0x3ff) << 13;
}

extern "C" {

float rn_read_float(const unsigned char *bytes, rn_dtype dtype, int64_t index) {
  switch (dtype) {
  case RN_F64: {
    double wide;
    memcpy(&wide, bytes + index * 8, sizeof wide);
    return static_cast<float>(wide);
  }
  case RN_F16:
  case RN_BF16: {
    uint16_t half;
    memcpy(&half, bytes + index * 2, sizeof half);
    return __builtin_bit_cast(float, dtype == RN_F16 ? widenHalf(half) : uint32_t{half} << 16);
  }
  default: {
    float value;
    memcpy(&value, bytes + index * 4, sizeof value);
    return value;
  }
  }
}

bool rn_read_whole(const unsigned char *bytes, rn_dtype dtype, int64_t *value) {
  auto as = [&](auto number) {
    memcpy(&number, bytes, sizeof number);
    *value = static_cast<int64_t>(number);
    return true;
  };
  switch (dtype) {
  case RN_I64:
    return as(int64_t{});
  case RN_I32:
    return as(int32_t{});
  case RN_I16:
    return as(int16_t{});
  case RN_I8:
    return as(int8_t{});
  case RN_U64:
    return as(uint64_t{}) && *value >= 0;
  case RN_U32:
    return as(uint32_t{});
  case RN_U16:
    return as(uint16_t{});
  case RN_U8:
    return as(uint8_t{});
  case RN_OTHER:
    return false;
  default:
    break;
  }
  double number = dtype == RN_F64 ? 0 : static_cast<double>(rn_read_float(bytes, dtype, 0));
  if (dtype == RN_F64)
    memcpy(&number, bytes, sizeof number);
  if (!(number >= -0x1p63 && number < 0x1p63)) // NaN is neither
    return false;
  *value = static_cast<int64_t>(number);
  return static_cast<double>(*value) == number;
}

} // extern "C"
