//===- FindingsTest.cpp - kernels that lack something --------------------------------------===//
//
// Each beside its correct version, in which the emulator finds nothing.
//
//===----------------------------------------------------------------------===//
#include "tests/cuda/emulator/SmallKernel.h"

#include <gtest/gtest.h>

#include <bit>

namespace resnetc::cuda::test {

static Pointer in() { return argument(0, kernels::ElementType::F32); }
static Pointer out() { return argument(1, kernels::ElementType::F32); }

/// A condition that holds for every thread.
static Number always() { return threadIndex() >= 0; }

static void expectFinding(const Outcome &outcome, const std::string &text) {
  EXPECT_NE(outcome.found.find(text), std::string::npos) << "found: " << outcome.found;
}

/// Each thread reads what its neighbour has written.
static Outcome exchange(bool hasBarrier) {
  Floats memory;
  return run(64, memory, [&] {
    Pointer place = shared(64);
    store(place, threadIndex(), load(in(), threadIndex()));
    if (hasBarrier)
      barrier();
    store(out(), threadIndex(), load(place, threadIndex() ^ 1));
  });
}

TEST(CudaEmulator, findsMissingBarrier) {
  EXPECT_EQ(exchange(true).found, "");
  EXPECT_EQ(exchange(true).counts.barriers, 1);
  expectFinding(exchange(false),
                "kernel k, block (0, 0, 0): thread 0 reads shared memory that nobody "
                "has written: byte 4 of shared0");
}

/// Memory that has been read is written anew.
static Outcome reuse(bool hasBarrier) {
  Floats memory;
  return run(64, memory, [&] {
    Pointer place = shared(64);
    store(place, threadIndex(), 1.0);
    barrier();
    Number other = load(place, threadIndex() ^ 1);
    if (hasBarrier)
      barrier();
    store(place, threadIndex(), other);
  });
}

TEST(CudaEmulator, findsWriteOfWhatOthersRead) {
  EXPECT_EQ(reuse(true).found, "");
  expectFinding(reuse(false), "thread 1 race: reads what thread 0 wrote without a barrier between");
}

TEST(CudaEmulator, findsTwoWriters) {
  auto kernel = [](int threadsEach) {
    Floats memory;
    return run(64, memory, [&] {
      Pointer place = shared(64);
      store(place, threadIndex() / threadsEach, 1.0);
      barrier();
      when(threadIndex() < 64 / threadsEach,
           [&] { store(out(), threadIndex(), load(place, threadIndex())); });
    });
  };
  EXPECT_EQ(kernel(1).found, "");
  expectFinding(kernel(2), "thread 1 race: writes what thread 0 wrote");
}

TEST(CudaEmulator, findsWriteAfterAnothersRead) {
  Floats memory;
  expectFinding(run(64, memory,
                    [] {
                      Pointer place = shared(64);
                      store(place, threadIndex(), 1.0);
                      barrier();
                      store(out(), threadIndex(), load(place, 63));
                      when(threadIndex() == 63, [&] { store(place, threadIndex(), 2.0); });
                      barrier();
                      store(out(), threadIndex() + 64, load(place, threadIndex()));
                    }),
                "thread 63 race: writes what several threads read");
}

/// Of global memory too: within a block a barrier orders, between blocks nothing does.
TEST(CudaEmulator, findsRacesInGlobalMemory) {
  auto writeTwice = [](int threadsEach) {
    Floats memory;
    return run(64, memory, [&] { store(out(), threadIndex() / threadsEach, 1.0); });
  };
  EXPECT_EQ(writeTwice(1).found, "");
  expectFinding(writeTwice(2), "thread 1 writes what thread 0 of block 0 has written");
  auto readBehind = [](bool hasBarrier) {
    Floats memory;
    return run(64, memory, [&] {
      store(out(), threadIndex(), 1.0);
      if (hasBarrier)
        barrier();
      store(out(), threadIndex() + 64, load(out(), threadIndex() ^ 1));
    });
  };
  EXPECT_EQ(readBehind(true).found, "");
  expectFinding(readBehind(false), "thread 1 reads what thread 0 of block 0 has written");
}

/// Copies with or without their wait and barrier.
static Outcome copyThrough(bool hasWait, bool hasBarrier, Floats &memory) {
  return run(32, memory, [&] {
    Pointer place = dynamicShared(0);
    copyAsync(place, threadIndex() * 4, in(), threadIndex() * 4, 16, threadIndex() < 16);
    commitCopies();
    if (hasWait)
      waitForCopies(0);
    if (hasBarrier)
      barrier();
    store(out(), threadIndex(), load(place, threadIndex()));
  });
}

TEST(CudaEmulator, findsMissingWait) {
  Floats memory;
  for (size_t i = 0; i < memory.in.size(); ++i)
    memory.in[i] = static_cast<float>(i);
  Outcome correct = copyThrough(true, true, memory);
  EXPECT_EQ(correct.found, "");
  EXPECT_EQ(correct.counts.asyncCopies, 32);
  for (size_t i = 0; i < 32; ++i)
    EXPECT_EQ(memory.out[i], memory.in[i]);
  expectFinding(copyThrough(false, true, memory),
                "reads what a copy of thread 0 is still to bring");
  expectFinding(copyThrough(true, false, memory), "race: reads what thread 0 wrote");
}

TEST(CudaEmulator, findsWaitForTooFewGroups) {
  Floats memory;
  auto kernel = [&](int open) {
    return run(32, memory, [&] {
      for (int group = 0; group < 2; ++group) {
        copyAsync(dynamicShared(0), threadIndex() + group * 32, in(), threadIndex(), 4, always());
        commitCopies();
      }
      waitForCopies(open);
      Number value = load(dynamicShared(0), threadIndex() + 32);
      waitForCopies(0);
      store(out(), threadIndex(), value);
    });
  };
  EXPECT_EQ(kernel(0).found, "");
  expectFinding(kernel(1), "is still to bring");
}

TEST(CudaEmulator, findsCopyNobodyWaitsFor) {
  Floats memory;
  expectFinding(
      run(32, memory,
          [] { copyAsync(dynamicShared(0), threadIndex(), in(), threadIndex(), 4, always()); }),
      "thread 0 ends with copies that it has not waited for");
}

TEST(CudaEmulator, findsSourcesOutsideOfBuffers) {
  Floats memory; // 256 elements
  auto kernel = [&](int first, bool valid) {
    return run(32, memory, [&] {
      Number exists = threadIndex() < (valid ? 32 : 31);
      copyAsync(dynamicShared(0), threadIndex() * 4, in(), threadIndex() * 4 + first, 16, exists);
      commitCopies();
      waitForCopies(0);
    });
  };
  EXPECT_EQ(kernel(128, true).found, "");
  EXPECT_EQ(kernel(132, false).found, "");
  expectFinding(kernel(132, true), "thread 31 copies 16 bytes from outside of the buffers: ");
}

TEST(CudaEmulator, findsSharedIndexOutOfRange) {
  Floats memory;
  auto kernel = [&](int64_t bytes) {
    return run(
        64, memory, [] { store(dynamicShared(0), threadIndex(), 1.0); }, bytes);
  };
  EXPECT_EQ(kernel(256).found, "");
  expectFinding(kernel(252), "thread 63 writes 4 bytes of shared memory out of range: byte 252 of "
                             "dynamic_shared, which has 252");
  expectFinding(kernel(200 << 10), "wants 204800 bytes of shared memory where a block has 166912");
}

TEST(CudaEmulator, findsDivergentBarrier) {
  Floats memory;
  auto kernel = [&](int threads) {
    return run(64, memory, [&] { when(threadIndex() < threads, [] { barrier(); }); });
  };
  EXPECT_EQ(kernel(64).found, "");
  expectFinding(kernel(40), "divergent barrier: thread 0 waits at "
                            "llvm.nvvm.barrier.cta.sync.aligned.all #1, where thread 40 has ended");
}

TEST(CudaEmulator, findsDivergentShuffle) {
  Floats memory;
  auto kernel = [&](int threads) {
    return run(32, memory, [&] {
      Number value = load(in(), threadIndex());
      when(threadIndex() < threads, [&] { store(out(), threadIndex(), fromLaneAcross(value, 1)); });
    });
  };
  EXPECT_EQ(kernel(32).found, "");
  expectFinding(kernel(16), "divergence: thread 0 waits at llvm.nvvm.shfl.sync.bfly.f32 #1, where "
                            "thread 16 has ended");
}

TEST(CudaEmulator, findsMisalignedVectors) {
  auto kernel = [](int global, int ofShared) {
    Floats memory;
    return run(8, memory, [&] {
      Pointer place = dynamicShared(0);
      store(place, threadIndex() * 4 + ofShared, loadQuad(in(), threadIndex() * 4 + global));
    });
  };
  EXPECT_EQ(kernel(4, 4).found, "");
  expectFinding(kernel(2, 0),
                "thread 0 reads in + 8 of 1024 bytes, which is not aligned to the access, 16");
  expectFinding(kernel(0, 1),
                "thread 0 reads or writes 16 bytes of shared memory that are not aligned "
                "to 16");
}

/// A kernel of one thread, as LLVM's text; `s` is an array of 16 in shared memory.
static std::string textOf(const std::string &body) {
  return R"(
    @s = internal addrspace(3) global [16 x float] undef, align 16
    declare void @llvm.memcpy.p1.p1.i64(ptr addrspace(1), ptr addrspace(1), i64, i1)
    define ptx_kernel void @k(i32 %n, ptr addrspace(1) %in, ptr addrspace(1) %out) {
      )" +
         body + "\n ret void }";
}

TEST(CudaEmulator, findsAccessesOutsideOfBuffers) {
  auto kernel = [](int from, int to) {
    Floats memory; // 256 elements
    return run(1, memory, [&] { store(out(), Number(to), load(in(), Number(from))); });
  };
  EXPECT_EQ(kernel(255, 255).found, "");
  expectFinding(kernel(256, 0), "thread 0 reads 4 bytes outside of the buffers: in + 1024 of 1024");
  expectFinding(kernel(0, -1), "thread 0 writes 4 bytes outside of the buffers: ");
}

TEST(CudaEmulator, findsMisalignedNumbers) {
  Floats memory;
  auto kernel = [](int offset) {
    return textOf("%p = getelementptr i8, ptr addrspace(1) %in, i64 " + std::to_string(offset) +
                  "\n %v = load float, ptr addrspace(1) %p"
                  "\n store float %v, ptr addrspace(1) %out");
  };
  EXPECT_EQ(runText(1, memory, kernel(4)).found, "");
  expectFinding(runText(1, memory, kernel(2)),
                "reads in + 2 of 1024 bytes, which is not aligned to the access, 4");
}

TEST(CudaEmulator, checksPointersOfAnyMemory) {
  Floats memory;
  const std::string generic = "%p = addrspacecast ptr addrspace(3) @s to ptr\n";
  EXPECT_EQ(runText(1, memory, textOf(generic + "store float 1.0, ptr %p")).found, "");
  expectFinding(runText(2, memory, textOf(generic + "store float 1.0, ptr %p")),
                "thread 1 race: writes what thread 0 wrote");
  expectFinding(runText(1, memory, textOf(generic + "%v = load float, ptr %p")),
                "reads shared memory that nobody has written");
  EXPECT_EQ(runText(1, memory,
                    textOf("%a = alloca float\n store float 1.0, ptr %a\n"
                           "%i = ptrtoint ptr %a to i64\n %b = inttoptr i64 %i to ptr\n"
                           "%v = load float, ptr %b"))
                .found,
            "");
}

TEST(CudaEmulator, refusesWhatItCannotWatch) {
  Floats memory;
  expectFinding(runText(1, memory, textOf("call void asm \"nanosleep.u32 1;\", \"\"()")),
                "the emulator has no such call: call void asm \"nanosleep.u32 1;\", \"\"()");
  expectFinding(
      runText(
          1, memory,
          textOf("call void @llvm.memcpy.p1.p1.i64(ptr addrspace(1) %out, ptr addrspace(1) %in, "
                 "i64 64, i1 false)")),
      "the emulator has no llvm.memcpy.p1.p1.i64 but of a thread's own memory");
}

TEST(CudaEmulator, findsUnknownInstruction) {
  Floats memory;
  std::string text = R"(
    declare i32 @llvm.nvvm.vote.ballot.sync(i32, i1)
    define ptx_kernel void @k(i32 %n, ptr addrspace(1) %in, ptr addrspace(1) %out) {
      %b = call i32 @llvm.nvvm.vote.ballot.sync(i32 -1, i1 true)
      ret void
    })";
  EXPECT_EQ(runText(32, memory, text).found,
            "the emulator has no instruction llvm.nvvm.vote.ballot.sync");
}

/// Lanes below 16 shuffle among each other; the mask is what the text says.
static std::string shuffleOfHalf(const std::string &mask, int bits) {
  return R"(
    declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
    declare i32 @llvm.nvvm.shfl.sync.bfly.i32(i32, i32, i32, i32)
    define ptx_kernel void @k(i32 %n, ptr addrspace(1) %in, ptr addrspace(1) %out) {
      %tid = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
      %half = icmp slt i32 %tid, 16
      br i1 %half, label %then, label %end
    then:
      %v = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 )" +
         mask + ", i32 %tid, i32 " + std::to_string(bits) + R"(, i32 31)
      %p = getelementptr i32, ptr addrspace(1) %out, i32 %tid
      store i32 %v, ptr addrspace(1) %p
      br label %end
    end:
      ret void
    })";
}

TEST(CudaEmulator, checksMasks) {
  Floats memory;
  EXPECT_EQ(runText(32, memory, shuffleOfHalf("65535", 3)).found, "");
  EXPECT_EQ(std::bit_cast<int>(memory.out[5]), 5 ^ 3);
  expectFinding(runText(32, memory, shuffleOfHalf("-1", 3)), "divergence: ");
  expectFinding(runText(32, memory, shuffleOfHalf("65535", 16)),
                "reads the value of lane 16, which takes no part");
  expectFinding(runText(32, memory, shuffleOfHalf("65534", 2)), "a mask without its own lane");
  expectFinding(runText(32, memory, shuffleOfHalf("%tid", 2)), "a mask without its own lane");
}

} // namespace resnetc::cuda::test
