//===- Backends.h - the backends of this build ---------------------------------------===//
#pragma once

namespace resnetc {

/// Registers every backend of this build.
void registerAllBackends();

} // namespace resnetc
