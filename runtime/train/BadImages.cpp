//===- BadImages.cpp - image files that a run goes on without ---------------------===//
//
// See BadImages.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/BadImages.h"

#include "runtime/support/Error.h"
#include "runtime/train/Notes.h"

namespace resnetc::train {

bool BadImages::isKnown(const std::string &file) const {
  std::lock_guard lock(mutex);
  return files.contains(file);
}

int64_t BadImages::count() const {
  std::lock_guard lock(mutex);
  return static_cast<int64_t>(files.size());
}

void BadImages::add(const std::string &file, const char *why) {
  std::lock_guard lock(mutex);
  if (files.contains(file)) // another thread was faster
    return;
  const auto known = static_cast<int64_t>(files.size());
  if (known == limit && limit == 0)
    userError("{}; --skip-bad goes on without such files", why);
  if (known == limit)
    userError("{}; {} file{} skipped before, as many as --skip-bad allows", why, limit,
              limit == 1 ? " was" : "s were");
  files.insert(file);
  warn(std::string(why) + "; skipped");
}

bool BadImages::tryRead(const Dataset &data, int64_t index, const std::function<void()> &read) {
  if (!data.hasFiles()) {
    read();
    return true;
  }
  if (isKnown(data.file(index)))
    return false;
  try {
    read();
    return true;
  } catch (const UserError &error) {
    add(data.file(index), error.what());
    return false;
  }
}

int64_t BadImages::firstReadable(const Dataset &data, std::span<const int64_t> order, size_t place,
                                 const std::function<void(int64_t index)> &read) {
  for (size_t i = 0; i < order.size(); ++i) {
    const int64_t index = order[(place + i) % order.size()];
    if (tryRead(data, index, [&] { read(index); }))
      return index;
  }
  userError("none of the {} image files can be read", order.size());
}

} // namespace resnetc::train
