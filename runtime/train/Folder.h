//===- Folder.h - folders of image files ------------------------------------------===//
//
// One folder per class, as ImageNet is usually laid out: DIR/CLASS/.../NAME.jpg. Classes are
// numbered in the order of their names' bytes, as torchvision's ImageFolder does.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Dataset.h"

namespace resnetc::train {

/// All .jpg, .jpeg and .png files (upper or lower case) below the class folders, in the order of
/// their names; files beside the class folders and names that begin with a dot are passed over. A
/// class may be empty. All of it is training data. Nothing is decoded yet. Throws UserError when
/// DIR cannot be read or has no class folders.
DataSource openFolder(const std::string &directory);

} // namespace resnetc::train
