//===- WeightsTest.cpp - tests of core/Weights.cpp --------------------------------===//
//
// A good file sets every tensor; each kind of damage is refused with nothing set.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <cstring>

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
  std::string header =
      R"({ "__metadata__" : {"epoch":"3","a\"b":"é"} , )" + vectors + "," + matrix +
      R"(,"bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}   )";
  ASSERT_EQ(session.load(fileOf(header, DataBytes)), RESNETC_OK) << session.error();
  EXPECT_EQ(session.get("bn.bias", 1).at(0), 0.5f);
  EXPECT_EQ(session.get("fc.weight", 640).at(639), 0.5f * 653);
  EXPECT_EQ(session.api.seal(session.state), RESNETC_OK);
  EXPECT_EQ(session.load(fileOf("{" + matrix + "}", DataBytes)), RESNETC_ERROR_WEIGHTS)
      << "a second file must be whole as well";
}

TEST(LoadWeights, acceptsMomentaAndEscapedNames) {
  Loaded session;
  std::string momentum =
      R"(,"momentum.fc.\u0062ias":{"shape":[10],"data_offsets":[16,56],"dtype":"F32"}})";
  ASSERT_EQ(session.load(fileOf("{" + vectors + "," + matrix + momentum, DataBytes)), RESNETC_OK)
      << session.error();
  EXPECT_EQ(session.get("momentum.fc.bias", 10).at(0), 2.0f);
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
  session.refuses("", "8-byte header length");
  session.refuses("1234567", "8-byte header length");
  session.refuses(std::string(8, '\xff') + good, "longer than the file");
  session.refuses(fileOf(good, DataBytes).substr(0, 100), "longer than the file");
  session.refuses(fileOf(good, DataBytes - 4), "'fc.weight' lie outside");
  session.refuses(fileOf("[]", 0), "not a JSON object");
  session.refuses(fileOf("{}", 0), "lack 6 tensor(s) of fake, the first is 'bn.weight'");
  session.refuses(fileOf("{" + vectors + "}", DataBytes), "the first is 'fc.weight'");
  session.refuses(fileOf(good + "x", DataBytes), "after the header's object");
  session.refuses(fileOf(good.substr(0, good.size() - 1), DataBytes), "not the JSON");
  session.refuses(fileOf("{" + matrix + "," + matrix + "," + vectors + "}", DataBytes),
                  "stands twice");
  session.refuses(replaced("fc.weight", "fc.wait"), "hold 'fc.wait', which fake does not have");
  session.refuses(replaced("[10,64]", "[64,10]"), "shape of 'fc.weight'");
  session.refuses(replaced("[10,64]", "[10,64,1]"), "shape of 'fc.weight'");
  session.refuses(replaced("[10,64]", "[1,2,3,4,5,6,7,8,9]"), "lacks a proper");
  session.refuses(replaced("[10,64]", "[10,-64]"), "lacks a proper");
  session.refuses(replaced("[10,64]", "[99999999999999999999]"), "lacks a proper");
  session.refuses(replaced("F32", "F16"), "'bn.weight' are F16, expects F32");
  session.refuses(replaced("[56,2616]", "[60,2616]"), "takes 2556 bytes");
  session.refuses(replaced("[56,2616]", "[2616,56]"), "outside the file");
  session.refuses(replaced("[56,2616]", "[56,18446744073709551615]"), "outside the file");
  session.refuses(replaced("[56,2616]", "[056,2616]"), "lacks a proper");
  session.refuses(replaced("\"dtype\":", "\"type\":"), "lacks a proper");
  session.refuses(replaced("bn.bias", "bn\\qbias"), "not the JSON");
  session.refuses(replaced("bn.bias", "bn\\u00zzbias"), "not the JSON");
  session.refuses(replaced("bn.bias", "bn\nbias"), "not the JSON");
  session.refuses(fileOf(R"({"__metadata__":{"epoch":3},)" + good.substr(1), DataBytes),
                  "text to text");
  session.refuses(fileOf("{\"" + std::string(3000, 'x') + good.substr(2), DataBytes), "which fake");
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
