//===- MemoryTest.cpp - what a session takes of the system, and gives back -------------------===//
//
// The linker puts the functions here in the place of those that libresnetc calls (--wrap), so that each
// call can be counted, and fail.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/Session.h"
#include "tests/unit/session/WeightsFile.h"

#include <resnetc/session.h>

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <fstream>
#include <set>
#include <sys/mman.h>

using namespace fake;

namespace {

/// Calls until one fails; below 0 none does.
int callsLeft = -1;
std::set<void *> held;

bool isRefused() { return callsLeft >= 0 && callsLeft-- == 0; }

void *hold(void *thing) {
  if (thing)
    held.insert(thing);
  return thing;
}

} // namespace

extern "C" {
void *__real_malloc(size_t bytes);
void *__real_aligned_alloc(size_t alignment, size_t bytes);
void __real_free(void *memory);
void *__real_mmap(void *at, size_t bytes, int access, int flags, int file, off_t offset);
int __real_munmap(void *memory, size_t bytes);
void *__real_dlopen(const char *path, int flags);
int __real_dlclose(void *handle);

void *__wrap_malloc(size_t bytes) { return isRefused() ? nullptr : hold(__real_malloc(bytes)); }
void *__wrap_aligned_alloc(size_t alignment, size_t bytes) {
  return isRefused() ? nullptr : hold(__real_aligned_alloc(alignment, bytes));
}
void __wrap_free(void *memory) {
  held.erase(memory);
  __real_free(memory);
}
void *__wrap_mmap(void *at, size_t bytes, int access, int flags, int file, off_t offset) {
  if (isRefused()) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  return hold(__real_mmap(at, bytes, access, flags, file, offset));
}
int __wrap_munmap(void *memory, size_t bytes) {
  held.erase(memory);
  return __real_munmap(memory, bytes);
}
void *__wrap_dlopen(const char *path, int flags) {
  return isRefused() ? nullptr : hold(__real_dlopen(path, flags));
}
int __wrap_dlclose(void *handle) {
  held.erase(handle);
  return __real_dlclose(handle);
}
}

namespace {

/// Everything that takes memory: a library, weights, inference dense and not, a training step.
resnetc_status useAll(const std::string &weights) {
  std::vector<float> x = imagesOf(2), y(2 * Classes);
  std::vector<int64_t> labels = labelsOf(2);
  resnetc_session *session = nullptr;
  resnetc_status status = resnetc_open(FAKE_LIBRARY, weights.c_str(), nullptr, &session);
  if (status == RESNETC_OK)
    status = resnetc_session_infer(session, x.data(), 1, y.data());
  if (status == RESNETC_OK)
    status = resnetc_session_infer(session, x.data(), 2, y.data());
  int64_t shape[] = {2, 1, 8, 8}, strides[] = {64, 64, 1, 8}, outShape[] = {2, Classes};
  DLTensor in = {x.data(), {kDLCPU, 0}, 4, {kDLFloat, 32, 1}, shape, strides, 0};
  DLTensor out = {y.data(), {kDLCPU, 0}, 2, {kDLFloat, 32, 1}, outShape, nullptr, 0};
  if (status == RESNETC_OK)
    status = resnetc_session_infer_tensor(session, &in, &out);
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0, 0, 0, 0};
  float result[2];
  if (status == RESNETC_OK)
    status = resnetc_session_train_step(session, x.data(), labels.data(), 2, &hyper, result);
  resnetc_close(session);
  return status;
}

TEST(SessionMemory, everyRefusalIsAStatusAndLeaksNothing) {
  WeightsFile weights;
  ASSERT_EQ(useAll(weights.path()), RESNETC_OK);
  EXPECT_TRUE(held.empty());
  int refusals = 0;
  for (resnetc_status status = RESNETC_ERROR_MEMORY; status != RESNETC_OK; ++refusals) {
    callsLeft = refusals;
    status = useAll(weights.path());
    if (callsLeft >= 0) { // none was refused
      EXPECT_EQ(status, RESNETC_OK);
      break;
    }
    EXPECT_TRUE(status == RESNETC_ERROR_MEMORY || status == RESNETC_ERROR_FILE)
        << "refusal " << refusals << ": " << status;
    EXPECT_STRNE(resnetc_last_error(), "");
    EXPECT_TRUE(held.empty()) << "refusal " << refusals << " leaks: " << resnetc_last_error();
  }
  callsLeft = -1;
  // A session, the library's file and the library, a state, the weights, a context of the pool and its memory
  // twice, a copy, the trainer's memory.
  EXPECT_GE(refusals, 10);
}

/// Kilobytes that the process holds.
long residentKilobytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == "VmRSS:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes;
    }
  return 0;
}

long mappings() {
  std::ifstream maps("/proc/self/maps");
  return std::count(std::istreambuf_iterator<char>(maps), {}, '\n');
}

/// After so many rounds neither memory nor the number of mappings has grown beyond what a first tenth took.
void expectNoGrowth(int rounds, const std::function<void()> &round) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "AddressSanitizer keeps what is freed; leaks it finds by itself";
#endif
  for (int i = 0; i < rounds / 10; ++i)
    round();
  const long memory = residentKilobytes(), maps = mappings();
  for (int i = 0; i < rounds; ++i)
    round();
  EXPECT_LE(residentKilobytes(), memory + 1024);
  EXPECT_LE(mappings(), maps + 2);
}

TEST(SessionMemory, openingAndClosingALinkedModelDoesNotGrow) {
  WeightsFile weights;
  resnetc_api api = apiOf(model());
  expectNoGrowth(10000, [&] {
    resnetc_session *session = nullptr;
    ASSERT_EQ(resnetc_open_model(&api, weights.path().c_str(), nullptr, &session), RESNETC_OK);
    resnetc_close(session);
  });
}

TEST(SessionMemory, loadingAndUnloadingALibraryDoesNotGrow) {
  WeightsFile weights;
  expectNoGrowth(1000, [&] { ASSERT_EQ(useAll(weights.path()), RESNETC_OK); });
}

} // namespace
