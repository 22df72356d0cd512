//===- CacheFolder.h - where files lie that can be made again -----------------------===//
#pragma once

#include <string>

namespace resnetc {

/// $RESNETC_CACHE_DIR, else $XDG_CACHE_HOME/resnetc, else ~/.cache/resnetc. It need not exist. Empty
/// when there is neither of these variables nor a home.
std::string cacheFolder();

} // namespace resnetc
