//===- WeightsTest.cpp - tests of core/Weights.cpp --------------------------------===//
//
// A good file sets every tensor; each kind of damage is refused with nothing set.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Safetensors.h"
#include "runtime/core/WeightsCheck.h"
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <tuple>

using namespace fake;

namespace {

std::string fileOf(const std::string &header, size_t dataBytes) {
  uint64_t length = header.size();
  std::string file(reinterpret_cast<const char *>(&length), sizeof length);
  file += header;
  for (size_t i = 0; i < dataBytes / 4; ++i) {
    float value = static_cast<float>(i) * 0.5f;
    file.append(reinterpret_cast<const char *>(&value), 4);
  }
  return file;
}

const std::string vectors =
    R"("bn.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
    R"("bn.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},)"
    R"("bn.running_mean":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},)"
    R"("bn.running_var":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},)"
    R"("fc.bias":{"dtype":"F32","shape":[10],"data_offsets":[16,56]})";
const std::string matrix =
    R"("fc.weight":{"dtype":"F32","shape":[10,64],"data_offsets":[56,2616]})";
constexpr size_t DataBytes = 2616;

struct Loaded : Session {
  Loaded() : Session(model()) {}
  resnetc_status load(const std::string &file) {
    return api.load_weights(state, file.data(), file.size());
  }
  /// Loads, and expects a refusal that says `why` and leaves the state unset.
  void refuses(const std::string &file, const std::string &why) {
    EXPECT_EQ(load(file), RESNETC_ERROR_WEIGHTS);
    EXPECT_NE(error().find(why), std::string::npos) << error();
    EXPECT_TRUE(get("bn.weight", 1).empty());
  }
};

} // namespace

TEST(LoadWeights, setsEveryTensor) {
  Loaded session;
  std::string header = R"({ "__metadata__" : {"epoch":"3","a\"b":"é"} , )" + vectors + "," +
                       matrix +
                       R"(,"bn.num_batches_tracked":{"dtype":"I64","shape":[],)"
                       R"("data_offsets":[2616,2624]}}   )";
  ASSERT_EQ(session.load(fileOf(header, DataBytes + 8)), RESNETC_OK) << session.error();
  EXPECT_EQ(session.get("bn.bias", 1).at(0), 0.5f);
  EXPECT_EQ(session.get("fc.weight", 640).at(639), 0.5f * 653);
  EXPECT_EQ(session.api.seal(session.state), RESNETC_OK);
  EXPECT_EQ(session.load(fileOf("{" + vectors + "}", 56)), RESNETC_ERROR_WEIGHTS)
      << "a second file must be whole as well";
  EXPECT_EQ(session.get("bn.bias", 1).at(0), 0.5f);
}

TEST(LoadWeights, acceptsMomentaAndEscapedNames) {
  Loaded session;
  std::string momentum =
      R"(,"momentum.fc.\u0062ias":{"shape":[10],"data_offsets":[2616,2656],"dtype":"F32"}})";
  ASSERT_EQ(session.load(fileOf("{" + vectors + "," + matrix + momentum, DataBytes + 40)),
            RESNETC_OK)
      << session.error();
  EXPECT_EQ(session.get("momentum.fc.bias", 10).at(0), 327.0f);
  // A model for inference has no velocities, and passes those of a checkpoint over.
  Session inference(inferenceModel());
  std::string other = R"(,"momentum.fc.weird":{"shape":[10],"data_offsets":[2616,2656],)"
                      R"("dtype":"F32"}})";
  std::string file = fileOf("{" + vectors + "," + matrix + other, DataBytes + 40);
  EXPECT_EQ(inference.api.load_weights(inference.state, file.data(), file.size()),
            RESNETC_ERROR_WEIGHTS);
  EXPECT_NE(inference.error().find("'momentum.fc.weird'"), std::string::npos) << inference.error();
}

TEST(LoadWeights, passesOverTheHeadsOfTraining) {
  rn_model served = inferenceModel();
  served.ignoredPrefixes = "side. aux1.";
  Session session(served);
  auto load = [&](const std::string &name) {
    std::string file = fileOf("{" + vectors + "," + matrix + ",\"" + name +
                                  R"(":{"dtype":"F32","shape":[2],"data_offsets":[2616,2624]}})",
                              DataBytes + 8);
    return session.api.load_weights(session.state, file.data(), file.size());
  };
  for (const char *name : {"aux1.conv1.weight", "side.fc1.bias", "momentum.aux1.conv1.weight",
                           "aux1.bn1.num_batches_tracked"})
    EXPECT_EQ(load(name), RESNETC_OK) << name << ": " << session.error();
  for (const char *name : {"aux1", "aux2.conv1.weight", "momentum.aux2.fc1.bias", "xaux1.fc1.bias"})
    EXPECT_EQ(load(name), RESNETC_ERROR_WEIGHTS) << name;
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  session.api.info(&session.api, &info);
  EXPECT_STREQ(info.ignored_prefixes, "side. aux1.");
}

TEST(LoadWeights, countsBatches) {
  Loaded session;
  const std::string count =
      R"(,"bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[2616,2624]}})";
  std::string file = fileOf("{" + vectors + "," + matrix + count, DataBytes + 8);
  const int64_t loaded = (int64_t{1} << 53) + 1;
  memcpy(file.data() + file.size() - 8, &loaded, 8);
  ASSERT_EQ(session.load(file), RESNETC_OK) << session.error();
  auto batches = [&] {
    int64_t value = -1;
    EXPECT_EQ(session.api.batches_get(session.state, "bn.num_batches_tracked", &value), RESNETC_OK);
    return value;
  };
  EXPECT_EQ(batches(), loaded);
  ASSERT_EQ(session.api.seal(session.state), RESNETC_OK);
  ASSERT_EQ(session.open(RESNETC_TRAIN, 2), RESNETC_OK);
  auto x = imagesOf(2);
  auto labels = labelsOf(2);
  resnetc_hyper step = {sizeof step, 0, 0, 0, 0, 0};
  float result[2];
  for (int i = 0; i < 3; ++i)
    session.api.train_step(session.context, x.data(), labels.data(), 2, &step, result);
  EXPECT_EQ(batches(), loaded + 3);
  session.api.infer(session.context, x.data(), 2, std::vector<float>(20).data());
  EXPECT_EQ(batches(), loaded + 3);
  EXPECT_EQ(session.api.batches_set(session.state, "bn.num_batches_tracked", 7), RESNETC_OK);
  EXPECT_EQ(batches(), 7);
  int64_t value;
  EXPECT_EQ(session.api.batches_get(session.state, "fc.num_batches_tracked", &value),
            RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.batches_get(session.state, "bn.running_mean", &value),
            RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.batches_set(session.state, nullptr, 1), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.batches_set(session.state, "bn.num_batches_tracked", -1),
            RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(batches(), 7);
  session.api.batches_set(session.state, "bn.num_batches_tracked", INT64_MAX - 1);
  for (int i = 0; i < 2; ++i)
    session.api.train_step(session.context, x.data(), labels.data(), 2, &step, result);
  EXPECT_EQ(batches(), INT64_MAX) << "the largest number stays";
  // A file without the count starts from nothing.
  ASSERT_EQ(session.load(fileOf("{" + vectors + "," + matrix + "}", DataBytes)), RESNETC_OK);
  EXPECT_EQ(batches(), 0);
}

TEST(LoadWeights, convertsEveryFloatingPointType) {
  Loaded session;
  // fc.weight as f64, fc.bias as f16, bn.weight as bf16, at odd addresses.
  const std::string header =
      R"({"bn.weight":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]},)"
      R"("fc.weight":{"dtype":"F64","shape":[10,64],"data_offsets":[2,5122]},)"
      R"("fc.bias":{"dtype":"F16","shape":[10],"data_offsets":[5122,5142]},)"
      R"("bn.bias":{"dtype":"F32","shape":[1],"data_offsets":[5142,5146]},)"
      R"("bn.running_mean":{"dtype":"F32","shape":[1],"data_offsets":[5146,5150]},)"
      R"("bn.running_var":{"dtype":"F64","shape":[1],"data_offsets":[5150,5158]}} )";
  std::string file = fileOf(header, 0);
  auto add = [&](auto value) { file.append(reinterpret_cast<char *>(&value), sizeof value); };
  add(uint16_t{0xbf81}); // -1.0078125
  for (int i = 0; i < 640; ++i)
    add(i == 0   ? 1 + 0x1p-24           // half way: to the even 1
        : i == 1 ? 1 + 3 * 0x1p-24       // half way: to the even 1 + 2^-22
        : i == 2 ? 1 + 0x1p-24 + 0x1p-52 // beyond half way
        : i == 3 ? 1e300                 // too large
        : i == 4 ? 0x1p-150 + 0x1p-180   // rounds to the least subnormal
                 : i * 0.1);
  const uint16_t halves[] = {0x3c00, 0xc000, 0x0001, 0x83ff, 0x0400,
                             0x7bff, 0x7c00, 0xfc00, 0x8000, 0x7e01};
  for (uint16_t half : halves)
    add(half);
  add(2.5f);
  add(3.5f);
  add(4.5);
  ASSERT_EQ(session.load(file), RESNETC_OK) << session.error();
  EXPECT_EQ(session.get("bn.weight", 1).at(0), -1.0078125f);
  EXPECT_EQ(session.get("bn.bias", 1).at(0), 2.5f);
  EXPECT_EQ(session.get("bn.running_var", 1).at(0), 4.5f);
  auto weight = session.get("fc.weight", 640);
  EXPECT_EQ(weight[0], 1.0f);
  EXPECT_EQ(weight[1], 1.0f + 0x1p-22f);
  EXPECT_EQ(weight[2], 1.0f + 0x1p-23f);
  EXPECT_EQ(weight[3], INFINITY);
  EXPECT_EQ(weight[4], 0x1p-149f);
  for (int i = 5; i < 640; ++i)
    EXPECT_EQ(weight[static_cast<size_t>(i)], static_cast<float>(i * 0.1));
  auto bias = session.get("fc.bias", 10);
  const float expected[] = {1,        -2,    0x1p-24f, -1023 * 0x1p-24f,
                            0x1p-14f, 65504, INFINITY, -INFINITY};
  for (size_t i = 0; i < 8; ++i)
    EXPECT_EQ(bias[i], expected[i]) << i;
  EXPECT_TRUE(bias[8] == 0 && std::signbit(bias[8]));
  EXPECT_TRUE(std::isnan(bias[9]));
}

TEST(LoadWeights, everyHalfWidensExactly) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    auto half = static_cast<uint16_t>(bits);
    auto *bytes = reinterpret_cast<unsigned char *>(&half);
    float value = rn_read_float(bytes, RN_F16, 0);
    int exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
    if (exponent == 0x1f && mantissa)
      EXPECT_TRUE(std::isnan(value)) << bits;
    else
      EXPECT_EQ(std::abs(value), exponent == 0x1f ? INFINITY
                                 : exponent       ? std::ldexp(1024.0f + mantissa, exponent - 25)
                                                  : std::ldexp(1.0f * mantissa, -24))
          << bits;
    EXPECT_EQ(std::signbit(value), (bits & 0x8000) != 0) << bits;
    uint32_t wide = __builtin_bit_cast(uint32_t, rn_read_float(bytes, RN_BF16, 0));
    EXPECT_EQ(wide, bits << 16);
  }
}

TEST(LoadWeights, usesEmbeddedWeights) {
  std::string file = fileOf("{" + vectors + "," + matrix + "}", DataBytes);
  rn_model withWeights = model();
  withWeights.weights = reinterpret_cast<const unsigned char *>(file.data());
  withWeights.weightsBytes = static_cast<int64_t>(file.size());
  Session session(withWeights);
  ASSERT_EQ(session.api.load_weights(session.state, nullptr, 0), RESNETC_OK);
  EXPECT_EQ(session.get("bn.bias", 1).at(0), 0.5f);
  Session without(model());
  EXPECT_EQ(without.api.load_weights(without.state, nullptr, 0), RESNETC_ERROR_WEIGHTS);
  EXPECT_NE(without.error().find("no embedded weights"), std::string::npos);
  EXPECT_EQ(without.api.load_weights(without.state, nullptr, 5), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(without.api.load_weights(nullptr, nullptr, 0), RESNETC_ERROR_ARGUMENT);
}

TEST(LoadWeights, refusesDamage) {
  Loaded session;
  const std::string good = "{" + vectors + "," + matrix + "}";
  auto replaced = [&](const std::string &from, const std::string &to) {
    std::string header = good;
    header.replace(header.find(from), from.size(), to);
    return fileOf(header, DataBytes);
  };
  session.refuses("", "it has only 0 bytes");
  session.refuses("1234567", "it has only 7 bytes");
  session.refuses(std::string(8, '\xff') + good, "or cut off");
  session.refuses(fileOf(good, DataBytes).substr(0, 100), "or cut off");
  session.refuses("PK\3\4" + std::string(100, '\xff'), "torch.save writes");
  session.refuses("version https://git-lfs.github.com/spec/v1", "git lfs pull");
  session.refuses(fileOf(good, DataBytes - 4), "'fc.weight' has bytes 56 to 2616 of 2612");
  session.refuses(fileOf(good, DataBytes + 4), "the last 4 bytes belong to no tensor");
  session.refuses(fileOf("[]", 0), "expects '{', got '['");
  session.refuses(fileOf(good + "x", DataBytes), "after the header's object");
  session.refuses(fileOf(good.substr(0, good.size() - 1), DataBytes), "got the end");
  session.refuses(replaced("[10,64]", "[1,2,3,4,5,6,7,8,9]"), "more than 8 dimensions");
  session.refuses(replaced("[10,64]", "[10,-64]"), "not negative");
  session.refuses(replaced("[10,64]", "[10,64.0]"), "expects ']', got '.'");
  session.refuses(replaced("[10,64]", "[99999999999999999999]"), "too large");
  session.refuses(replaced("[10,64]", "[4294967296,4294967296]"), "too many to count");
  session.refuses(replaced("F32", "F33"), "unknown type 'F33'");
  session.refuses(replaced("[56,2616]", "[60,2616]"), "its shape takes 2560");
  session.refuses(replaced("[56,2616]", "[2616,56]"), "its shape takes 2560");
  session.refuses(replaced("[56,2616]", "[56,4611686018427387904]"), "its shape takes 2560");
  session.refuses(replaced("[56,2616]", "[56,18446744073709551615]"), "too large");
  session.refuses(replaced("[56,2616]", "[056,2616]"), "not negative");
  session.refuses(replaced("[4,8]", "[0,4]"), "'bn.bias' start at byte 0, but");
  session.refuses(replaced("[12,16]", "[8,12]"), "'bn.running_var' start at byte 8, but");
  session.refuses(replaced("\"dtype\":", "\"type\":"), "a key other than");
  session.refuses(replaced("\"dtype\":", "\"dtype\":\"F32\",\"dtype\":"), "same key twice");
  session.refuses(replaced("\"dtype\":\"F32\",", ""), "needs dtype, shape and data_offsets");
  session.refuses(replaced("bn.bias", "bn\\qbias"), "unknown escape");
  session.refuses(replaced("bn.bias", "bn\\u00zzbias"), "four hexadecimal digits");
  session.refuses(replaced("bn.bias", "bn\\ud800bias"), "half a surrogate pair");
  session.refuses(replaced("bn.bias", "bn\nbias"), "control character");
  session.refuses(replaced("bn.bias", "bn\xff"
                                      "bias"),
                  "not UTF-8");
  session.refuses(replaced("bn.bias", "bn\xed\xa0\x80"), "not UTF-8");
  session.refuses(fileOf(R"({"__metadata__":{"epoch":3},)" + good.substr(1), DataBytes),
                  "expects '\"', got '3'");
  session.refuses(fileOf(R"({"__metadata__":{},"__metadata__":{},)" + good.substr(1), DataBytes),
                  "__metadata__ stands twice");
  session.refuses(fileOf("{\"" + std::string(3000, 'x') + good.substr(2), DataBytes),
                  "more than 512 bytes");
}

TEST(LoadWeights, convertsBatchCountsOfEveryType) {
  Loaded session;
  auto load = [&](const std::string &dtype, const std::string &shape, const std::string &bytes) {
    const std::string count = R"(,"bn.num_batches_tracked":{"dtype":")" + dtype + R"(","shape":)" +
                              shape + R"(,"data_offsets":[2616,)" +
                              std::to_string(DataBytes + bytes.size()) + "]}}";
    return session.load(fileOf("{" + vectors + "," + matrix + count, DataBytes) + bytes);
  };
  auto bytesOf = [](auto value) {
    return std::string(reinterpret_cast<const char *>(&value), sizeof value);
  };
  const std::tuple<const char *, const char *, std::string> good[] = {
      {"I64", "[1]", bytesOf(int64_t{77})},
      {"I32", "[]", bytesOf(int32_t{77})},
      {"I16", "[1,1]", bytesOf(int16_t{77})},
      {"I8", "[]", bytesOf(int8_t{77})},
      {"U64", "[]", bytesOf(uint64_t{77})},
      {"U32", "[]", bytesOf(uint32_t{77})},
      {"U16", "[1]", bytesOf(uint16_t{77})},
      {"U8", "[]", bytesOf(uint8_t{77})},
      {"F32", "[]", bytesOf(77.0f)},
      {"F64", "[1]", bytesOf(77.0)},
      {"BF16", "[]", bytesOf(uint16_t{0x429a})},
      {"F16", "[]", bytesOf(uint16_t{0x54d0})}};
  for (const auto &[dtype, shape, bytes] : good) {
    ASSERT_EQ(load(dtype, shape, bytes), RESNETC_OK) << dtype << shape << session.error();
    int64_t count = 0;
    session.api.batches_get(session.state, "bn.num_batches_tracked", &count);
    EXPECT_EQ(count, 77) << dtype << shape;
  }
  const std::tuple<const char *, const char *, std::string> bad[] = {
      {"F32", "[]", bytesOf(77.5f)},       {"F64", "[]", bytesOf(std::nan(""))},
      {"F32", "[]", bytesOf(1e30f)},       {"U64", "[]", bytesOf(UINT64_MAX)},
      {"BOOL", "[]", bytesOf(true)},       {"I32", "[2]", bytesOf(int64_t{77})},
      {"I64", "[]", bytesOf(int64_t{-1})}, {"F32", "[]", bytesOf(-2.f)}};
  for (const auto &[dtype, shape, bytes] : bad) {
    EXPECT_EQ(load(dtype, shape, bytes), RESNETC_ERROR_WEIGHTS) << dtype << shape;
    EXPECT_NE(session.error().find("expects one whole number"), std::string::npos)
        << session.error();
  }
}

TEST(LoadWeights, acceptsOtherDimensionsOfOne) {
  Loaded session;
  auto with = [&](const std::string &bias, const std::string &weight) {
    std::string header = "{" + vectors + "," + matrix + "}";
    header.replace(header.find("[10]"), 4, bias);
    header.replace(header.find("[10,64]"), 7, weight);
    return session.load(fileOf(header, DataBytes));
  };
  for (const char *weight : {"[10,64,1,1]", "[1,10,64]", "[10,1,64]"})
    EXPECT_EQ(with("[10,1,1,1]", weight), RESNETC_OK) << session.error();
  EXPECT_EQ(session.get("fc.weight", 640).at(639), 0.5f * 653);
  EXPECT_EQ(session.get("fc.bias", 10).at(9), 0.5f * 13);
  for (const char *weight : {"[64,10]", "[64,10,1,1]", "[640]", "[10,8,8]", "[1,640]"}) {
    EXPECT_EQ(with("[10]", weight), RESNETC_ERROR_WEIGHTS) << weight;
    EXPECT_NE(session.error().find("fc.weight expects [10, 64], got ["), std::string::npos)
        << session.error();
  }
}

TEST(CheckWeights, namesValuesThatNoTrainingLeaves) {
  Session session(model());
  EXPECT_EQ(session.api.check_weights(nullptr), RESNETC_ERROR_ARGUMENT);
  EXPECT_EQ(session.api.check_weights(session.state), RESNETC_OK) << "what is not set is not read";
  session.setAll();
  EXPECT_EQ(session.api.check_weights(session.state), RESNETC_OK) << session.error();
  std::vector<float> weight = session.get("fc.weight", 640);
  weight[3] = NAN;
  weight[639] = -INFINITY;
  const float below = -1e-30f;
  session.api.tensor_set(session.state, "fc.weight", weight.data(), 640);
  session.api.tensor_set(session.state, "bn.running_var", &below, 1);
  session.api.tensor_set(session.state, "bn.running_mean", &below, 1);
  EXPECT_EQ(session.api.check_weights(session.state), RESNETC_ERROR_WEIGHTS);
  EXPECT_EQ(session.error(), "2 tensor(s) of fake hold wrong values: 'bn.running_var' (1 of 1 "
                             "below 0), 'fc.weight' (2 of 640 not finite)");
  EXPECT_EQ(session.api.seal(session.state), RESNETC_OK) << "asking is not refusing";
}

TEST(CheckWeights, cutsALongList) {
  rn_wrong_tensors wrong = {};
  const rn_wrong_values values = {1, 0};
  const std::string name(300, 'x');
  for (int i = 0; i < 100; ++i)
    rn_add_wrong(&wrong, name.data(), name.size(), &values, 4);
  EXPECT_EQ(wrong.count, 100);
  EXPECT_LT(strlen(wrong.text), sizeof wrong.text);
  EXPECT_TRUE(std::string(wrong.text).ends_with(", ...")) << wrong.text;
}

TEST(LoadWeights, listsEveryMisfit) {
  Loaded session;
  // bn.bias misspelt, bn.weight and fc.bias of other shapes, bn.running_mean of another type,
  // bn.running_var twice, fc.weight missing, a tensor too many, and a batch count that is none.
  std::string header =
      R"({"bn.biass":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
      R"("bn.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[4,12]},)"
      R"("fc.bias":{"dtype":"F32","shape":[],"data_offsets":[12,16]},)"
      R"("bn.running_mean":{"dtype":"I32","shape":[1],"data_offsets":[16,20]},)"
      R"("bn.running_var":{"dtype":"F32","shape":[1],"data_offsets":[20,24]},)"
      R"("bn.running_var":{"dtype":"F32","shape":[1],"data_offsets":[24,28]},)"
      R"("layer1.\u00010.x":{"dtype":"U8","shape":[3],"data_offsets":[28,31]},)"
      R"("bn.num_batches_tracked":{"dtype":"F32","shape":[],"data_offsets":[31,35]}})";
  EXPECT_EQ(session.load(fileOf(header, 36).substr(0, 8 + header.size() + 35)),
            RESNETC_ERROR_WEIGHTS);
  EXPECT_EQ(session.error(), R"(load_weights: the weights do not fit model fake:
  2 missing:
    bn.bias [1]; the file has 'bn.biass' of this shape
    fc.weight [10, 64]
  2 of another shape:
    bn.weight expects [1], got [2, 1]
    fc.bias expects [10], got []
  1 of a type that is not read:
    'bn.running_mean' expects F32, F64, F16 or BF16, got I32
  1 that should count batches:
    'bn.num_batches_tracked' expects one whole number, 0 or more, got -8.96831e-44 in F32 []
  1 more than once in the file:
    'bn.running_var'
  2 that the model does not have:
    'bn.biass' [1]; did you mean bn.bias?
    'layer1.\x010.x' [3])");
  EXPECT_TRUE(session.get("bn.running_var", 1).empty());
  std::string good = fileOf("{" + vectors + "," + matrix + "}", DataBytes);
  EXPECT_EQ(session.load(good), RESNETC_OK) << "a refusal leaves no traces: " << session.error();
}

TEST(LoadWeights, tellsTheSchemeOfTheNames) {
  Loaded session;
  const std::string good = "{" + vectors + "," + matrix + "}";
  auto renamed = [&](const std::string &prefix, const std::string &instead) {
    std::string header = good;
    for (size_t at = 0; (at = header.find(prefix, at)) != std::string::npos;
         at += instead.size() + 1)
      header.replace(at, prefix.size(), instead);
    return fileOf(header, DataBytes);
  };
  std::string module = good;
  for (const char *name :
       {"bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "fc.bias", "fc.weight"})
    module.insert(module.find(name), "module.");
  session.refuses(fileOf(module, DataBytes), "hint: 6 of these names fit without their prefix "
                                             "'module.' (torch.nn.DataParallel adds it)");
  session.refuses(renamed("\"fc", "\"model.net.fc"),
                  "hint: 2 of these names fit without their prefix 'model.net.'; ");
  session.refuses(renamed("bn.weight", "scale2a_branch2a.weight"), "say `names caffe`");
  session.refuses(renamed("bn.weight", "layer1.0.bn1.weight"), "torchvision's names");
  std::string classes = "{" + vectors + "," + matrix + "}";
  classes.replace(classes.find("[10]"), 4, "[12]");
  classes.replace(classes.find("[10,64]"), 7, "[12,64]");
  classes.replace(classes.find("[16,56]"), 7, "[16,64]");
  classes.replace(classes.find("[56,2616]"), 9, "[64,3136]");
  session.refuses(fileOf(classes, 3136),
                  "compile the model with -D classes=12; to train a new one");
}

TEST(LoadWeights, saysHowManyMoreThereAre) {
  Loaded session;
  std::string header = "{";
  for (int i = 0; i < 400; ++i)
    header += (i ? ",\"layer1.conv" : "\"layer1.conv") + std::to_string(i) +
              R"(.weight":{"dtype":"F32","shape":[],"data_offsets":[)" + std::to_string(4 * i) +
              "," + std::to_string(4 * i + 4) + "]}";
  EXPECT_EQ(session.load(fileOf(header + "}", 1600)), RESNETC_ERROR_WEIGHTS);
  const std::string error = session.error();
  EXPECT_LT(error.size(), 4096u);
  EXPECT_GT(error.size(), 3000u);
  size_t listed = 0;
  for (size_t at = 0; (at = error.find("\n    ", at)) != std::string::npos; ++at)
    ++listed;
  EXPECT_NE(error.find("\n  and " + std::to_string(406 - listed) + " more\n  hint: "),
            std::string::npos)
      << error;
}

TEST(LoadWeights, survivesEveryTruncationAndFlippedByte) {
  const std::string good = fileOf("{" + vectors + "," + matrix + "}", DataBytes);
  for (size_t length = 0; length < 700; ++length) {
    Loaded session;
    EXPECT_EQ(session.load(std::string(good, 0, length)), RESNETC_ERROR_WEIGHTS) << length;
  }
  for (size_t at = 0; at < 700 && at < good.size() - DataBytes; ++at)
    for (char flip : {'\x01', '\x20', '\x80'}) {
      Loaded session;
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ flip);
      resnetc_status status = session.load(bad);
      EXPECT_TRUE(status == RESNETC_OK || status == RESNETC_ERROR_WEIGHTS);
    }
}
