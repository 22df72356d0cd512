//===- KernelCacheTest.cpp - a cache that is never wrong and never in the way -----===//
#include "compiler/Codegen/KernelCache.h"

#include "tests/unit/TempDir.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace resnetc;
namespace fs = std::filesystem;

namespace {

void overwrite(const std::string &path, const std::string &bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class KernelCacheTest : public testing::Test {
protected:
  /// The files of the cache; its own note of when it was last cleared is none.
  std::vector<std::string> entries() {
    std::vector<std::string> result;
    for (const auto &file : fs::directory_iterator(folder / "cache"))
      if (file.path().filename() != "llvmcache.timestamp")
        result.push_back(file.path());
    return result;
  }

  /// The only one.
  std::string entry() {
    std::vector<std::string> all = entries();
    return all.size() == 1 ? all.front() : "";
  }

  test::TempDir folder;
  KernelCache cache = KernelCache::openAt(folder / "cache", nullptr);
};

TEST_F(KernelCacheTest, ReturnsWhatWasStored) {
  EXPECT_EQ(cache.load("key"), std::nullopt);
  cache.store("key", llvm::StringRef("by\0tes", 6));
  EXPECT_EQ(cache.load("key"), std::string("by\0tes", 6));
  EXPECT_EQ(cache.load("other key"), std::nullopt);
}

TEST_F(KernelCacheTest, DamagedEntriesAreMisses) {
  cache.store("key", "some bytes of object code");
  std::string whole = test::TempDir::readFile(entry());
  for (size_t kept = 0; kept < whole.size(); ++kept) {
    overwrite(entry(), whole.substr(0, kept));
    EXPECT_EQ(cache.load("key"), std::nullopt) << kept << " bytes left";
  }
  whole[3] ^= 1;
  overwrite(entry(), whole);
  EXPECT_EQ(cache.load("key"), std::nullopt);
  cache.store("key", "built anew");
  EXPECT_EQ(cache.load("key"), "built anew");
}

TEST_F(KernelCacheTest, AnEntryUnderAnothersNameIsAMiss) {
  cache.store("first key", "first bytes");
  const std::string first = entry();
  cache.store("second key", "second bytes");
  std::vector<std::string> all = entries();
  ASSERT_EQ(all.size(), 2u);
  const std::string second = all[0] == first ? all[1] : all[0];
  fs::rename(first, folder / "kept");
  fs::rename(second, first);
  fs::rename(folder / "kept", second);
  EXPECT_EQ(cache.load("first key"), std::nullopt);
  EXPECT_EQ(cache.load("second key"), std::nullopt);
  cache.store("first key", "first bytes");
  EXPECT_EQ(cache.load("first key"), "first bytes");
}

/// A pipe must not keep the compiler waiting for its writer.
TEST_F(KernelCacheTest, WhatIsNoFileIsAMiss) {
  cache.store("key", "bytes");
  const std::string path = entry();
  fs::remove(path);
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(cache.load("key"), std::nullopt);
  fs::remove(path);
  fs::create_directory(path);
  EXPECT_EQ(cache.load("key"), std::nullopt);
  cache.store("key", "bytes"); // cannot, and does not complain
  EXPECT_EQ(cache.load("key"), std::nullopt);
}

TEST_F(KernelCacheTest, AFolderWithoutRightsIsHarmless) {
  ASSERT_EQ(::chmod((folder / "cache").c_str(), 0), 0);
  const pid_t other = ::fork(); // root may write everywhere: as somebody else
  if (other == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::setuid(nobody) != 0)
      ::_exit(2);
    KernelCache closed = KernelCache::openAt(folder / "cache", nullptr);
    closed.store("key", "bytes");
    ::_exit(closed.folder().empty() && !closed.load("key") ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(other, &status, 0), other);
  ASSERT_EQ(::chmod((folder / "cache").c_str(), 0700), 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
    GTEST_SKIP() << "root cannot become somebody else here";
  EXPECT_EQ(status, 0);
}

TEST_F(KernelCacheTest, AFolderThatCannotBeMadeIsNotedAndHarmless) {
  folder.write("file", "");
  std::string notes;
  llvm::raw_string_ostream stream(notes);
  KernelCache none = KernelCache::openAt(folder / "file/cache", &stream);
  EXPECT_TRUE(llvm::StringRef(notes).starts_with("note: compiled kernels are not kept: '"))
      << notes;
  none.store("key", "bytes");
  EXPECT_EQ(none.load("key"), std::nullopt);
  none.prune();
}

TEST_F(KernelCacheTest, PruningKeepsWhatIsFresh) {
  cache.store("key", "bytes");
  cache.prune();
  EXPECT_EQ(cache.load("key"), "bytes");
}

TEST_F(KernelCacheTest, WhatKilledProcessesHaveLeftGoesOnceARun) {
  cache.store("key", "bytes");
  const std::string left = entry() + ".tmp-1", other = folder / "cache/notes.tmp-1";
  overwrite(left, "half");
  overwrite(other, "not ours");
  cache.store("key", "bytes");
  EXPECT_TRUE(fs::exists(left)) << "an entry's writing does not list the folder";
  EXPECT_EQ(KernelCache::openAt(cache.folder(), nullptr).load("key"), "bytes");
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(other));
}

TEST_F(KernelCacheTest, APipeInAnEntrysPlaceIsAMissAndStays) {
  cache.store("key", "bytes");
  const std::string path = entry();
  fs::remove(path);
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(cache.load("key"), std::nullopt);
  cache.store("key", "bytes");
  EXPECT_TRUE(fs::is_fifo(path));
}

TEST_F(KernelCacheTest, ThreadsMayShareIt) {
  std::string large(1 << 16, 'x');
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) {
        cache.store("key " + std::to_string(j % 5), large);
        if (auto bytes = cache.load("key " + std::to_string(j % 5))) {
          EXPECT_EQ(*bytes, large);
        }
      }
    });
  for (std::thread &thread : threads)
    thread.join();
}

TEST_F(KernelCacheTest, ProcessesMayShareIt) {
  const std::string large(1 << 16, 'x');
  std::vector<pid_t> processes;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      bool good = true;
      for (int j = 0; j < 50; ++j) {
        const std::string key = "key " + std::to_string(j % 5);
        cache.store(key, large);
        good = good && cache.load(key) == large;
      }
      ::_exit(good ? 0 : 1);
    }
    processes.push_back(child);
  }
  for (pid_t process : processes) {
    int status = -1;
    EXPECT_EQ(::waitpid(process, &status, 0), process);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(entries().size(), 5u);
}

} // namespace
