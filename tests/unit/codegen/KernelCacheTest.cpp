//===- KernelCacheTest.cpp - a cache that is never wrong and never in the way -----===//
#include "compiler/Codegen/KernelCache.h"

#include "compiler/Codegen/Files.h"

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

#include <thread>

using namespace resnetc;

namespace {

class KernelCacheTest : public testing::Test {
protected:
  /// The only file of the cache.
  std::string entry() {
    std::error_code error;
    llvm::sys::fs::directory_iterator it(folder.file("cache"), error), end;
    return it == end ? "" : it->path();
  }

  TempDir folder = llvm::cantFail(TempDir::create());
  KernelCache cache = KernelCache::openAt(folder.file("cache"), nullptr);
};

TEST_F(KernelCacheTest, ReturnsWhatWasStored) {
  EXPECT_EQ(cache.load("key"), std::nullopt);
  cache.store("key", llvm::StringRef("by\0tes", 6));
  EXPECT_EQ(cache.load("key"), std::string("by\0tes", 6));
  EXPECT_EQ(cache.load("other key"), std::nullopt);
}

TEST_F(KernelCacheTest, DamagedEntriesAreMisses) {
  cache.store("key", "some bytes of object code");
  std::string whole = llvm::cantFail(readFile(entry()));
  for (size_t kept = 0; kept < whole.size(); ++kept) {
    ASSERT_FALSE(writeFile(entry(), llvm::StringRef(whole).take_front(kept)));
    EXPECT_EQ(cache.load("key"), std::nullopt) << kept << " bytes left";
  }
  whole[3] ^= 1;
  ASSERT_FALSE(writeFile(entry(), whole));
  EXPECT_EQ(cache.load("key"), std::nullopt);
}

TEST_F(KernelCacheTest, AFolderThatCannotBeMadeIsNotedAndHarmless) {
  ASSERT_FALSE(writeFile(folder.file("file"), ""));
  std::string notes;
  llvm::raw_string_ostream stream(notes);
  KernelCache none = KernelCache::openAt(folder.file("file/cache"), &stream);
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

TEST_F(KernelCacheTest, ThreadsMayShareIt) {
  std::string large(1 << 16, 'x');
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 50; ++j) {
        cache.store("key " + std::to_string(j % 5), large);
        if (auto bytes = cache.load("key " + std::to_string(j % 5)))
          EXPECT_EQ(*bytes, large);
      }
    });
  for (std::thread &thread : threads)
    thread.join();
}

} // namespace
