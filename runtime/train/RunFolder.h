//===- RunFolder.h - the folder that a training writes to -------------------------===//
//
// What a training leaves is worth hours, so a folder is one training's: while it runs no other
// process may write there, and afterwards nothing is replaced that the user did not give up.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/files/FileLock.h"

#include <array>
#include <string>

namespace resnetc::train {

class RunFolder {
public:
  enum class Use {
    New,       ///< the folder holds no training yet
    Resume,    ///< goes on with the training that it holds, if it holds one
    Overwrite, ///< removes the training that it holds
  };

  /// Takes a folder that exists for this process alone. Throws UserError when another process has
  /// it, when what it holds is not for such a use, and when something that is no plain file has the
  /// name of one of a training's files: that is never opened, replaced or removed. A missing folder
  /// is left to make().
  RunFolder(std::string path, Use use);

  /// The path of a file in the folder.
  std::string file(const char *name) const;
  std::string checkpoint() const { return file("last.safetensors"); }
  std::string best() const { return file("best.safetensors"); }
  std::string log() const { return file("log.jsonl"); }
  std::string report() const { return file("report.html"); }
  /// All of these.
  std::array<std::string, 4> files() const { return {checkpoint(), best(), log(), report()}; }

  bool hasCheckpoint() const;

  /// Makes the folder and takes it, where that is not done yet; then removes what Overwrite is to
  /// remove. Throws UserError as the constructor does.
  void make();

private:
  void take();
  void checkPlain() const;
  void checkUse() const;

  std::string path;
  Use use;
  LockFile lock; ///< held as long as the folder is this process's
};

} // namespace resnetc::train
