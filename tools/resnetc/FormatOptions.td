//===- FormatOptions.td - the command line of resnetc fmt ------------------------===//
include "llvm/Option/OptParser.td"

def in_place : Flag<["-"], "i">, HelpText<"write the files, where they change">;
def : Flag<["--"], "in-place">, Alias<in_place>;
def check : Flag<["--"], "check">,
    HelpText<"write nothing; name the files that are laid out in another way, with status 1">;
def help : Flag<["--"], "help">, HelpText<"print this">;
def : Flag<["-"], "h">, Alias<help>;
