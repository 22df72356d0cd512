//===- Names.h - the names of a text and what they mean --------------------------===//
//
// Every place where a block, model, parameter, stage or the like is declared or used, for those who
// go from one to the other.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_NAMES_H
#define RESNETC_DSL_NAMES_H

#include "dsl/Sema.h"

namespace resnetc::dsl {

struct Name {
  enum class Kind { Block, Model, Train, Parameter, Part, Input };
  Kind kind = Kind::Block;
  Range where;
  Range
      declared; ///< the name where it is declared, maybe in the prelude; without a file when unknown
  const ast::BlockDecl *block = nullptr;     ///< Block; Parameter of a block
  const ast::ModelDecl *model = nullptr;     ///< Model; Parameter, Part and Input of a model
  const ast::TrainDecl *train = nullptr;     ///< Train
  const ast::Part *part = nullptr;           ///< Part: a stage or auxiliary head
  const ast::Parameter *parameter = nullptr; ///< Parameter

  bool isDeclaration() const {
    return where.begin == declared.begin && where.file == declared.file;
  }
};

/// The names of a file in the order of the text. `symbols` are those of the same file.
std::vector<Name> collectNames(const ast::File &file, const Symbols &symbols);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_NAMES_H
