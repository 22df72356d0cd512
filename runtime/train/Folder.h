//===- Folder.h - folders of image files ------------------------------------------===//
//
// One folder per class, as ImageNet is usually laid out: DIR/CLASS/.../NAME.jpg. Classes are
// numbered in the order of their names' bytes, as torchvision's ImageFolder does.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Dataset.h"

namespace resnetc::train {

/// All .jpg, .jpeg, .png and .webp files (upper or lower case) below the class folders, in the
/// order of their names. Everything else is skipped: other kinds of files, files beside the class
/// folders, names that begin with a dot, links to folders below them, which may lead in a circle; a
/// warning counts and names it. A class may be empty. All of it is training data. Nothing is
/// decoded yet. Throws UserError when DIR cannot be read or has no class folders.
DataSource openFolder(const std::string &directory);

} // namespace resnetc::train
