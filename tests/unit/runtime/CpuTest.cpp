//===- CpuTest.cpp - tests of core/Cpu.cpp ----------------------------------------===//
//
// The names of cpuid's features are compared with what the kernel prints in /proc/cpuinfo.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"
#include "runtime/device/cuda/Cuda.h"
#include "tests/unit/runtime/Session.h"

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

TEST(Cpu, agreesWithTheKernelOnEveryFeature) {
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line) && line.rfind("flags", 0) != 0)
    ;
  if (!file)
    GTEST_SKIP() << "no flags in /proc/cpuinfo";
  std::istringstream words(line.substr(line.find(':') + 1));
  std::set<std::string> flags;
  for (std::string word; words >> word;)
    flags.insert(word);
  char missing[64];
  for (const char *name : {"pni",
                           "ssse3",
                           "sse4_1",
                           "sse4_2",
                           "popcnt",
                           "movbe",
                           "fma",
                           "avx",
                           "f16c",
                           "bmi1",
                           "avx2",
                           "bmi2",
                           "avx512f",
                           "avx512dq",
                           "avx512ifma",
                           "avx512cd",
                           "avx512bw",
                           "avx512vl",
                           "avx512vbmi",
                           "avx512_vbmi2",
                           "avx512_vnni",
                           "avx512_bitalg",
                           "avx512_vpopcntdq",
                           "avx512_bf16",
                           "avx_vnni",
                           "avx512_fp16",
                           "amx_tile",
                           "amx_bf16",
                           "amx_int8",
                           "abm"})
    EXPECT_EQ(!rn_missing_feature(name, missing, sizeof missing), flags.count(name) == 1) << name;
}

TEST(Cpu, namesTheFirstMissingFeature) {
  char missing[64] = "";
  EXPECT_TRUE(rn_missing_feature("  pni  not_yet_invented sse4_1", missing, sizeof missing));
  EXPECT_STREQ(missing, "not_yet_invented");
  EXPECT_FALSE(rn_missing_feature("", missing, sizeof missing));
  EXPECT_FALSE(rn_missing_feature("pni", missing, sizeof missing));
  EXPECT_TRUE(rn_missing_feature("pn", missing, sizeof missing)) << "only whole names match";
}

TEST(Cpu, aMachineWithoutACudaDriverSaysSo) {
  if (dlopen("libcuda.so.1", RTLD_NOW))
    GTEST_SKIP() << "this machine has a CUDA driver";
  rn_variant variant = fake::inferenceModel().variants[0];
  variant.isa = "sm_80";
  variant.device = &rn_cuda_device;
  variant.architecture = 80;
  rn_model table = fake::inferenceModel();
  table.variants = &variant;
  fake::Session session(table);
  EXPECT_EQ(session.state, nullptr);
  EXPECT_EQ(session.error().find("fake was compiled for sm_80, but there is no CUDA driver "
                                 "(libcuda.so.1: "),
            0u)
      << session.error();
  resnetc_model_info info = {};
  info.struct_size = sizeof info;
  EXPECT_EQ(session.api.info(&session.api, &info), RESNETC_OK);
  EXPECT_STREQ(info.isa, "");
  EXPECT_EQ(info.tensor_count, fake::inferenceModel().variants[0].tensorCount - 2);
  size_t bytes;
  EXPECT_EQ(session.api.state_bytes(&session.api, &bytes), RESNETC_ERROR_DEVICE);
}
