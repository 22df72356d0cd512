//===- LinkTest.cpp - objects become libraries without a host compiler --------------===//
#include "compiler/Codegen/Link.h"

#include "compiler/Backend/HostObject.h"
#include "tests/unit/TempDir.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/SourceMgr.h"

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <set>

using namespace resnetc;

namespace {

/// An object from LLVM assembly.
ObjectFile assemble(const std::string &name, const char *text) {
  llvm::LLVMContext context;
  llvm::SMDiagnostic mistake;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(text, mistake, context);
  if (!module) {
    ADD_FAILURE() << mistake.getMessage().str();
    return {};
  }
  llvm::cantFail(setHostTarget(*module));
  return {name, llvm::cantFail(emitHost(*module, "x86-64", HostOutput::Object))};
}

std::vector<ObjectFile> twoObjects() {
  return {assemble("answer.o", "define hidden i32 @answer_part() { ret i32 40 }\n"
                               "define hidden i32 @forgotten() { ret i32 1 }"),
          assemble("main.o", "declare hidden i32 @answer_part()\n"
                             "declare double @sin(double)\n"
                             "define i32 @answer() { %p = call i32 @answer_part()\n"
                             "  %r = add i32 %p, 2\n ret i32 %r }\n"
                             "define double @sine(double %x) { %y = call double @sin(double %x)\n"
                             "  ret double %y }\n"
                             "define i32 @inner() { ret i32 0 }")};
}

llvm::object::OwningBinary<llvm::object::ObjectFile> open(const std::string &bytes) {
  auto buffer = llvm::MemoryBuffer::getMemBufferCopy(bytes, "library");
  auto object = llvm::cantFail(llvm::object::ObjectFile::createObjectFile(*buffer));
  return {std::move(object), std::move(buffer)};
}

/// The symbols that another library can bind to.
std::set<std::string> exported(const std::string &bytes) {
  auto object = open(bytes);
  std::set<std::string> names;
  auto *elf = llvm::cast<llvm::object::ELFObjectFileBase>(object.getBinary());
  for (const llvm::object::ELFSymbolRef &symbol : elf->getDynamicSymbolIterators())
    if (!(llvm::cantFail(symbol.getFlags()) & llvm::object::SymbolRef::SF_Undefined))
      names.insert(llvm::cantFail(symbol.getName()).str());
  return names;
}

TEST(Link, ASharedLibraryCanBeLoadedAndCalled) {
  std::string bytes = llvm::cantFail(linkShared(twoObjects(), {"answer", "sine"}, "t.so"));
  test::TempDir folder;
  void *library = dlopen(folder.write("t.so", bytes).c_str(), RTLD_NOW | RTLD_LOCAL);
  ASSERT_TRUE(library) << dlerror();
  auto *answer = reinterpret_cast<int (*)()>(dlsym(library, "answer"));
  auto *sine = reinterpret_cast<double (*)(double)>(dlsym(library, "sine"));
  ASSERT_TRUE(answer && sine);
  EXPECT_EQ(answer(), 42);
  EXPECT_EQ(sine(0), 0);
  EXPECT_FALSE(dlsym(library, "inner"));
  EXPECT_FALSE(dlsym(library, "answer_part"));
  dlclose(library);
}

TEST(Link, OnlyTheNamedSymbolsAreExported) {
  EXPECT_EQ(exported(llvm::cantFail(linkShared(twoObjects(), {"answer"}, "t.so"))),
            std::set<std::string>{"answer"});
}

TEST(Link, EqualInputGivesEqualBytes) {
  std::string first = llvm::cantFail(linkShared(twoObjects(), {"answer"}, "t.so"));
  EXPECT_EQ(first, llvm::cantFail(linkShared(twoObjects(), {"answer"}, "t.so")));
}

TEST(Link, AMissingSymbolIsAnErrorThatNamesIt) {
  std::vector<ObjectFile> objects = {
      assemble("main.o", "declare i32 @nowhere()\n"
                         "define i32 @answer() { %r = call i32 @nowhere()\n ret i32 %r }")};
  std::string error = llvm::toString(linkShared(objects, {"answer"}, "t.so").takeError());
  EXPECT_NE(error.find("nowhere"), std::string::npos) << error;
}

TEST(Link, ARelocatableObjectShowsTheNamedSymbolsAlone) {
  auto object = open(llvm::cantFail(linkRelocatable(twoObjects(), {"answer", "sine"})));
  std::set<std::string> global;
  for (const llvm::object::SymbolRef &symbol : object.getBinary()->symbols()) {
    uint32_t flags = llvm::cantFail(symbol.getFlags());
    if ((flags & llvm::object::SymbolRef::SF_Global) &&
        !(flags & llvm::object::SymbolRef::SF_Undefined))
      global.insert(llvm::cantFail(symbol.getName()).str());
  }
  EXPECT_EQ(global, (std::set<std::string>{"answer", "sine"}));
}

TEST(Link, AnArchiveKeepsMembersApartAndHasNoDates) {
  std::string bytes = llvm::cantFail(writeStaticArchive(twoObjects(), {"answer"}, "rn_x_"));
  EXPECT_EQ(bytes, llvm::cantFail(writeStaticArchive(twoObjects(), {"answer"}, "rn_x_")));
  auto archive =
      llvm::cantFail(llvm::object::Archive::create(llvm::MemoryBufferRef(bytes, "library.a")));
  std::vector<std::string> members;
  llvm::Error error = llvm::Error::success();
  for (const auto &child : archive->children(error))
    members.push_back(llvm::cantFail(child.getName()).str());
  ASSERT_FALSE(error);
  EXPECT_EQ(members, (std::vector<std::string>{"answer.o", "main.o"}));
  EXPECT_TRUE(archive->hasSymbolTable());
}

TEST(Link, WhatAnArchiveHasForItselfHasNamesOfItsOwn) {
  std::string bytes = llvm::cantFail(writeStaticArchive(twoObjects(), {"answer"}, "rn_x_"));
  auto archive =
      llvm::cantFail(llvm::object::Archive::create(llvm::MemoryBufferRef(bytes, "library.a")));
  std::set<std::string> defined, used;
  llvm::Error error = llvm::Error::success();
  for (const auto &child : archive->children(error)) {
    auto binary = llvm::cantFail(child.getAsBinary());
    for (const llvm::object::ELFSymbolRef symbol :
         llvm::cast<llvm::object::ObjectFile>(binary.get())->symbols()) {
      uint32_t flags = llvm::cantFail(symbol.getFlags());
      std::string name = llvm::cantFail(symbol.getName()).str();
      if (!(flags & llvm::object::SymbolRef::SF_Global))
        continue;
      if (flags & llvm::object::SymbolRef::SF_Undefined) {
        EXPECT_EQ(symbol.getBinding(), llvm::ELF::STB_GLOBAL) << name << ": must pull its member";
        used.insert(name);
        continue;
      }
      defined.insert(name);
      bool exported = name == "answer";
      EXPECT_EQ((symbol.getOther() & 3) == llvm::ELF::STV_DEFAULT, exported) << name;
      EXPECT_EQ(symbol.getBinding() == llvm::ELF::STB_GLOBAL, exported) << name;
    }
  }
  ASSERT_FALSE(error);
  EXPECT_EQ(defined, (std::set<std::string>{"answer", "rn_x_answer_part", "rn_x_forgotten",
                                            "rn_x_inner", "rn_x_sine"}));
  EXPECT_EQ(used, (std::set<std::string>{"rn_x_answer_part", "sin"})) << "sin is libm's";
}

TEST(Link, TheRuntimeIsAnObjectFile) {
  for (const ObjectFile &part : {runtimeObject(), cudaObject()}) {
    auto object = open(part.bytes);
    EXPECT_TRUE(object.getBinary()->isRelocatableObject()) << part.name;
  }
}

} // namespace
