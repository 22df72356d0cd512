//===- Options.td - the command line of resnetc ---------------------------------===//
//
// The outer contract of the design, one definition per flag.
//
//===----------------------------------------------------------------------===//
include "llvm/Option/OptParser.td"

/// An option with a value, in one word or in two: --name=VALUE, --name VALUE.
multiclass Value<string prefix, string name, string metaVar, string help> {
  def NAME : Joined<[prefix], name # "=">, MetaVarName<metaVar>, HelpText<help>;
  def _separate : Separate<[prefix], name>, Alias<!cast<Joined>(NAME)>;
}

def output : JoinedOrSeparate<["-"], "o">, MetaVarName<"FILE">,
    HelpText<"the library (.so, .a or .o; its header .h is written beside it), or where --emit goes; "
             "devices and pipes are written into (a library without its header), a link's target is replaced">;
defm mode : Value<"--", "mode", "infer|train", "what is generated; train includes infer (default infer)">;
defm model : Value<"--", "model", "NAME", "which model of the file">;
defm symbol_prefix : Value<"--", "symbol-prefix", "NAME",
    "what the names of header and symbols begin with, so that two builds fit in one program (default: the model's name)">;
def define : JoinedOrSeparate<["-"], "D">, MetaVarName<"NAME=VALUE">,
    HelpText<"a parameter of the model">;
defm batch : Value<"--", "batch", "N[,N...]",
    "batch sizes to specialise for; each has its copy of the functions, and every other size still runs (default 1)">;
defm cores : Value<"--", "cores", "N",
    "cores that the library's calls will run on: schedules give each of them work (default those of this machine)">;
defm march : Value<"-", "march", "CPU[,...]",
    "native, x86-64-v3, x86-64-v4 or a processor; several give one library that picks at load (default native)">;
defm target : Value<"--", "target", "x86|cuda[,...]",
    "kind of machine; both give one library, where the first named that a machine has is what runs unless a program asks for the other (default x86)">;
defm cuda_arch : Value<"--", "cuda-arch", "ARCH[,...]",
    "sm_80, sm_90 or sm_90a; for --target=cuda, several give one library that picks at load (default sm_80,sm_90a)">;
defm precision : Value<"--", "precision", "f32|bf16|fp16", "arithmetic of the kernels; bf16 and fp16 with --target=cuda (default f32)">;
defm loss_scale : Value<"--", "loss-scale", "dynamic|NUMBER",
    "what multiplies the gradients in training with --precision=fp16: halved where one is not finite, doubled after 2000 good "
    "steps, or constant (default dynamic, from 65536 on)">;
def recompute : Flag<["--"], "recompute">,
    HelpText<"train in less memory: maps that cost only a pass over others are computed again in the backward pass">;
defm accuracy : Value<"--", "accuracy", "strict|fast",
    "strict: no Winograd; fast: within the documented error (default fast)">;
defm weights : Value<"--", "weights", "F.safetensors", "embed these weights">;
def strict_weights : Flag<["--"], "strict-weights">,
    HelpText<"refuse weights that are not finite, or with a running variance below 0 (default: a warning)">;
def no_shipped_schedules : Flag<["--"], "no-shipped-schedules">,
  HelpText<"leave out the schedules that were measured before resnetc was built, and take the tables'">;
defm tuning_db : Value<"--", "tuning-db", "FILE",
    "take schedules that were measured from this database, made by resnetc-tune, and others from the tables">;
defm time_budget : Value<"--", "time-budget", "SECONDS",
    "measure before compiling, for about so long, which schedules are fastest on this machine where the database does "
    "not know; they are kept in --tuning-db, and without it serve this library alone (default 0)">;
defm emit : Value<"--", "emit", "PHASE[:KERNEL]",
    "show a phase instead of making a library: ast graph gradient fused choose layout kernels plan llvm stmt asm ptx onnx dot">;
defm report : Value<"--", "report", "FILE.{html,json}", "what was chosen, why, and what was declined">;
defm dump_phases : Value<"--", "dump-phases", "DIR", "write every phase to a file of DIR">;
def time_phases : Flag<["--"], "time-phases">, HelpText<"print the time of each phase">;
def dependencies : Flag<["-"], "MD">,
    HelpText<"also write which files the library was made from, as a rule for make and ninja, to OUT.d">;
def dependency_file : JoinedOrSeparate<["-"], "MF">, MetaVarName<"FILE">, HelpText<"where -MD writes">;
def empty_rules : Flag<["-"], "MP">,
    HelpText<"with -MD: also an empty rule for each file, so that make goes on when one is deleted">;
def dependency_target : JoinedOrSeparate<["-"], "MT">, MetaVarName<"TARGET">,
    HelpText<"what depends in the rule of -MD, as it is to stand there (default: the library and its header)">;
def jobs : JoinedOrSeparate<["-"], "j">, MetaVarName<"N">,
    HelpText<"threads that compile kernels (default: all)">;
def print_models : Flag<["--"], "print-models">,
    HelpText<"list the models that ship: input, layers, parameters, FLOPs, activations">;
def verbose : Flag<["-"], "v">, HelpText<"say what is done: peak memory, cache, choices">;
def version : Flag<["--"], "version">, HelpText<"print the version">;
def help : Flag<["--"], "help">, HelpText<"print this">;
def : Flag<["-"], "h">, Alias<help>;
