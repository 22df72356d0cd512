//===- Signature.cpp - the parameters of a call that is being written ---------------===//
#include "tools/resnetc-lsp/Signature.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc::lsp {

using dsl::Token;
using dsl::TokenRole;

namespace {

/// The parenthesis of a call, and the argument that is being written.
struct Call {
  const Token *opening = nullptr;
  size_t argument = 0;  ///< commas before it
  llvm::StringRef name; ///< when it is given by name
};

/// The innermost call that is open at an offset.
Call callAround(const std::vector<Token> &tokens, uint32_t offset) {
  std::vector<Call> open;
  for (const Token &token : tokens) {
    if (token.where.begin >= offset || token.kind == dsl::TokenKind::End)
      break;
    if (token.is("("))
      open.push_back({token.role == TokenRole::List ? &token : nullptr, 0, ""});
    else if (token.is("{") || token.is("}") || token.is(";"))
      open.clear(); // whatever was not closed
    else if (open.empty())
      continue;
    else if (token.is(")"))
      open.pop_back();
    else if (token.is(","))
      ++open.back().argument, open.back().name = "";
    else if (token.is("="))
      open.back().name = (&token - 1)->text;
  }
  auto innermost =
      llvm::find_if(llvm::reverse(open), [](const Call &call) { return call.opening; });
  return innermost == open.rend() ? Call() : *innermost;
}

} // namespace

std::optional<llvm::lsp::SignatureHelp> signatureAt(const Document &document, uint32_t offset) {
  Call call = callAround(document.analysis.syntax().tokens, offset);
  if (!call.opening)
    return std::nullopt;
  const dsl::Name *name = document.nameAt((call.opening - 1)->where.begin);
  if (!name || name->kind != dsl::Name::Kind::Block || !name->block || name->isDeclaration())
    return std::nullopt;
  const dsl::ast::BlockDecl &block = *name->block;
  llvm::lsp::SignatureInformation signature;
  signature.label = dsl::ast::signature(block.name, block.parameters);
  signature.documentation = commentAbove(block.whole);
  size_t from = block.name.text.size();
  llvm::lsp::SignatureHelp help;
  help.activeParameter = static_cast<int>(call.argument);
  for (size_t i = 0; i < block.parameters.size(); ++i) {
    const dsl::ast::Parameter &parameter = block.parameters[i];
    size_t begin = signature.label.find(parameter.name.text, from);
    from = begin + parameter.name.text.size();
    llvm::lsp::ParameterInformation &information = signature.parameters.emplace_back();
    information.labelOffsets = {static_cast<unsigned>(begin), static_cast<unsigned>(from)};
    if (parameter.name.text == call.name)
      help.activeParameter = static_cast<int>(i);
  }
  help.signatures.push_back(std::move(signature));
  return help;
}

} // namespace resnetc::lsp
