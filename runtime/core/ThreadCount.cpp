//===- ThreadCount.cpp - how many threads a process should use --------------------===//
//
// The least of three limits: the CPUs of the affinity mask, the CPU quota of the cgroup (version 2
// or 1, with all its ancestors), and what the environment asks for. System calls are made directly
// where glibc has several versions of a function, since the library may be linked without version
// tables.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr size_t pathCapacity = 1024;

/// Reads a small file as text; false when it cannot be read.
bool readText(const char *path, char *text, size_t capacity) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return false;
  size_t length = 0;
  while (length + 1 < capacity) {
    ssize_t got = read(file, text + length, capacity - 1 - length);
    if (got <= 0)
      break;
    length += static_cast<size_t>(got);
  }
  close(file);
  text[length] = 0;
  return length > 0;
}

int32_t affinityCpus() {
  unsigned long mask[128]; // 8192 CPUs
  long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  int32_t count = 0;
  for (long i = 0; i < bytes / static_cast<long>(sizeof mask[0]); ++i)
    for (unsigned long bits = mask[i]; bits; bits &= bits - 1)
      ++count;
  return count > 0 ? count : 1;
}

/// CPUs of "quota / period" rounded up, 0 for no limit.
int32_t quotaCpus(long quota, long period) {
  if (quota <= 0 || period <= 0)
    return 0;
  long cpus = (quota + period - 1) / period;
  return cpus < RESNETC_MAX_THREADS ? static_cast<int32_t>(cpus) : RESNETC_MAX_THREADS;
}

int32_t quotaOfV2(const char *directory) {
  char path[pathCapacity], text[128];
  snprintf(path, sizeof path, "%s/cpu.max", directory);
  if (!readText(path, text, sizeof text))
    return 0;
  char *rest = text;
  long quota = strtol(text, &rest, 10); // "max 100000" gives 0
  return quotaCpus(quota, strtol(rest, nullptr, 10));
}

int32_t quotaOfV1(const char *directory) {
  char path[pathCapacity], quota[64], period[64];
  snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", directory);
  if (!readText(path, quota, sizeof quota))
    return 0;
  snprintf(path, sizeof path, "%s/cpu.cfs_period_us", directory);
  if (!readText(path, period, sizeof period))
    return 0;
  return quotaCpus(strtol(quota, nullptr, 10), strtol(period, nullptr, 10));
}

int32_t smallerLimit(int32_t a, int32_t b) {
  if (a == 0 || b == 0)
    return a + b;
  return a < b ? a : b;
}

/// The least quota of `mount`/`group` and the directories above it up to `mount`. Inside a
/// container the group's path may not exist below the mount; the mount itself is then the group.
int32_t quotaUpwards(const char *mount, const char *group, size_t groupLength,
                     int32_t (*quotaOf)(const char *)) {
  char path[pathCapacity - 64];
  size_t mountLength = strlen(mount);
  int length = snprintf(path, sizeof path, "%s%.*s", mount, static_cast<int>(groupLength), group);
  if (length < 0 || static_cast<size_t>(length) >= sizeof path)
    return quotaOf(mount);
  int32_t least = 0;
  for (;;) {
    least = smallerLimit(least, quotaOf(path));
    char *slash = strrchr(path, '/');
    if (!slash || static_cast<size_t>(slash - path) < mountLength)
      return least;
    *slash = 0;
  }
}

/// True when the comma-separated list of `length` characters has the word "cpu".
bool listsCpu(const char *list, size_t length) {
  for (size_t i = 0; i < length;) {
    size_t end = i;
    while (end < length && list[end] != ',')
      ++end;
    if (end - i == 3 && memcmp(list + i, "cpu", 3) == 0)
      return true;
    i = end + 1;
  }
  return false;
}

/// The first number of RESNETC_NUM_THREADS, else of OMP_NUM_THREADS; 0 when neither is one.
int32_t environmentThreads() {
  for (const char *name : {"RESNETC_NUM_THREADS", "OMP_NUM_THREADS"}) {
    const char *text = getenv(name);
    long value = text ? strtol(text, nullptr, 10) : 0;
    if (value > 0)
      return value < RESNETC_MAX_THREADS ? static_cast<int32_t>(value) : RESNETC_MAX_THREADS;
  }
  return 0;
}

} // namespace

extern "C" {

int32_t rn_cgroup_cpus(const char *membership, const char *root) {
  int32_t least = 0;
  // Each line is "hierarchy:controllers:path"; version 2 has hierarchy 0 and no controllers.
  for (const char *line = membership; *line;) {
    size_t lineLength = strcspn(line, "\n");
    const char *first = static_cast<const char *>(memchr(line, ':', lineLength));
    const char *second =
        first ? static_cast<const char *>(
                    memchr(first + 1, ':', lineLength - static_cast<size_t>(first + 1 - line)))
              : nullptr;
    if (second) {
      size_t listLength = static_cast<size_t>(second - first - 1);
      size_t groupLength = lineLength - static_cast<size_t>(second + 1 - line);
      char mount[pathCapacity / 2];
      if (listLength == 0) {
        least = smallerLimit(least, quotaUpwards(root, second + 1, groupLength, quotaOfV2));
      } else if (listsCpu(first + 1, listLength)) {
        snprintf(mount, sizeof mount, "%s/%.*s", root, static_cast<int>(listLength), first + 1);
        int32_t cpus = quotaUpwards(mount, second + 1, groupLength, quotaOfV1);
        if (cpus == 0) {
          snprintf(mount, sizeof mount, "%s/cpu", root);
          cpus = quotaUpwards(mount, second + 1, groupLength, quotaOfV1);
        }
        least = smallerLimit(least, cpus);
      }
    }
    line += lineLength + (line[lineLength] == '\n');
  }
  return least;
}

int32_t rn_default_threads(void) {
  char membership[4096];
  int32_t threads = affinityCpus();
  if (readText("/proc/self/cgroup", membership, sizeof membership))
    threads = smallerLimit(threads, rn_cgroup_cpus(membership, "/sys/fs/cgroup"));
  threads = smallerLimit(threads, environmentThreads());
  return threads < RESNETC_MAX_THREADS ? threads : RESNETC_MAX_THREADS;
}

} // extern "C"
