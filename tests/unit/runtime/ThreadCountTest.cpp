//===- ThreadCountTest.cpp - tests of core/ThreadCount.cpp ------------------------===//
//
// Quotas of both cgroup versions from a file tree made for the test, and the environment's limit.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

namespace {

class Cgroups : public ::testing::Test {
protected:
  void SetUp() override {
    std::string pattern = fs::temp_directory_path() / "rn-cgroup-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root = pattern;
  }
  void TearDown() override { fs::remove_all(root); }

  void write(const fs::path &path, const char *text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
  int32_t cpus(const char *membership) { return rn_cgroup_cpus(membership, root.c_str()); }

  fs::path root;
};

} // namespace

TEST_F(Cgroups, readsTheLeastQuotaUpToTheRoot) {
  write("a/b/cpu.max", "max 100000\n");
  write("a/cpu.max", "250000 100000\n");
  EXPECT_EQ(cpus("0::/a/b\n"), 3) << "rounded up";
  write("a/b/cpu.max", "50000 100000\n");
  EXPECT_EQ(cpus("0::/a/b\n"), 1);
  write("cpu.max", "10000 100000\n");
  write("a/b/cpu.max", "400000 100000\n");
  EXPECT_EQ(cpus("0::/a/b\n"), 1);
}

TEST_F(Cgroups, fallsBackToTheMountInsideAContainer) {
  write("cpu.max", "200000 100000\n");
  EXPECT_EQ(cpus("0::/not/there\n"), 2);
  EXPECT_EQ(cpus("0::/\n"), 2);
}

TEST_F(Cgroups, readsVersionOne) {
  write("cpu,cpuacct/docker/x/cpu.cfs_quota_us", "150000\n");
  write("cpu,cpuacct/docker/x/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(cpus("4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n"), 2);
  write("cpu,cpuacct/docker/x/cpu.cfs_quota_us", "-1\n");
  EXPECT_EQ(cpus("3:cpu,cpuacct:/docker/x\n"), 0);
  write("cpu/cpu.cfs_quota_us", "100000\n");
  write("cpu/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(cpus("3:cpuset,cpu:/elsewhere\n"), 1);
}

TEST_F(Cgroups, takesDamagedTextAsNoLimit) {
  write("cpu.max", "lots\n");
  for (const char *text : {"", "\n", ":", "::", "0::", "nonsense", "0::/a", "3:cpu"})
    EXPECT_EQ(cpus(text), 0) << text;
}

TEST(DefaultThreads, followsTheEnvironmentDownwards) {
  unsetenv("RESNETC_NUM_THREADS");
  unsetenv("OMP_NUM_THREADS");
  const int32_t machine = rn_default_threads();
  EXPECT_GE(machine, 1);
  setenv("OMP_NUM_THREADS", "1,2", 1);
  EXPECT_EQ(rn_default_threads(), 1);
  setenv("RESNETC_NUM_THREADS", "100000", 1);
  EXPECT_EQ(rn_default_threads(), machine) << "RESNETC_NUM_THREADS goes before OMP_NUM_THREADS";
  setenv("RESNETC_NUM_THREADS", "many", 1);
  EXPECT_EQ(rn_default_threads(), 1) << "not a number: the next one counts";
  unsetenv("RESNETC_NUM_THREADS");
  unsetenv("OMP_NUM_THREADS");
}
