"""What --help says of a program, taken apart: manuals and completions are made from it, so that they cannot drift.

Two libraries print these texts, LLVM's OptTable and CLI11. Both put an option's name into a column and its text beside
it, or on the next line where the name is too long.
"""
import dataclasses
import os
import re
import subprocess

FILES = re.compile(r"FILE|DIR|\.safetensors|^LIB$|^IMAGE$|^TEXT$|^shapes$")


@dataclasses.dataclass
class Option:
    names: list  # "-o", "--output"; of a positional its one name
    value: str  # what stands for its value, "" for a flag
    joined: bool  # written --name=VALUE
    text: str
    choices: list = dataclasses.field(default_factory=list)
    repeated: bool = False

    @property
    def takes_list(self):
        return "[,...]" in self.value

    @property
    def takes_file(self):
        return not self.choices and bool(FILES.search(self.value or self.names[0]))


@dataclasses.dataclass
class Command:
    name: str  # "" for the program itself
    summary: str
    usage: str
    positionals: list = dataclasses.field(default_factory=list)
    options: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Program:
    name: str
    commands: list  # the first is the program itself

    @property
    def main(self):
        return self.commands[0]


def rows(lines):
    """(name, text) of a section's lines."""
    column = next((found.start(1) for line in lines if (found := re.match(r"  \S+(?: \S+)*? {2,}(\S)", line))), None)
    found = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else ""
        indent = len(line) - len(line.lstrip())
        if not line.strip() or indent > 2:
            continue
        following_indent = len(following) - len(following.lstrip())
        if following_indent > 2:
            found.append((line.strip(), following.strip()))
        elif column and len(line) > column and line[column - 1] == " ":
            found.append((line[:column].strip(), line[column:].strip()))
        else:
            raise ValueError(f"cannot read the line of help '{line}'")
    return found


def listed(text):
    """The values that a text begins by listing: "native, x86-64-v3 or a processor; ..." has two, and "digits or idx:DIR"
    ends one in the colon behind which a file stands; "cuda:N" is a way to write "cuda"."""
    words = re.split(r"; |: | \(|$", text, maxsplit=1)[0]
    if " or " not in words:
        return []
    values = [word for word in re.split(r", (?:or )?| or ", words) if not word.startswith("a ")]
    if not all(re.fullmatch(r"[a-z][a-z0-9_-]*(:[\w.,]+)?", word) for word in values):
        return []
    return [re.sub(r":.*", ":", word) for word in values if ":" not in word or FILES.search(word) or ".npy" in word]


def option(name, text):
    """An option, or a positional, from what stands in the two columns."""
    repeated = bool(re.search(r" \.\.\.(?= |$)", name))
    name = re.sub(r" \.\.\.(?= |$)", "", name)
    for word, remark in ((r" Needs: (\S+)", "needs {}"), (r" Excludes: (\S+)", "not with {}")):
        if found := re.search(word, name):
            name = name.replace(found[0], "")
            text += f" ({remark.format(found[1])})"
    name = re.sub(r"^(-[\w,-]+)\{\w+\}", r"\1", name)  # what a flag without a value stands for
    required = " REQUIRED" in name
    name = name.replace(" REQUIRED", "")
    text += " (required)" if required and name.startswith("-") else ""
    joined = "=" in name.split(" ")[0]
    names, _, value = name.partition("=" if joined else " ")
    words = value.removesuffix("[,...]")
    choices = words.split("|") if re.fullmatch(r"[a-z0-9]+(\|[a-z0-9]+)+", words) else []
    if found := re.search(r":\{(.*)\}$", value):
        choices, value = found[1].split(","), "|".join(found[1].split(","))
    if found := re.fullmatch(r"(\w+):\w+ in \[(.*) - (.*)\]", value):
        text, value = f"{text} ({found[2]} to {found[3]})", found[1]
    value = re.sub(r":(FILE|POSITIVE)$", "", value)
    if value.startswith("PHASE"):
        choices = text.rpartition(": ")[2].split()
    if value and not choices:
        choices = listed(text)
    return Option(names.split(","), value, joined, text, choices, repeated)


def read_command(name, program, text):
    lines = text.splitlines()
    usage = next(line.split(": ", 1)[1] for line in lines if line.lower().startswith("usage: "))
    usage = re.sub(r"^\S+", program, usage)
    summary = re.sub(r"^(OVERVIEW: )?(resnetc\S*( \w+)? - )?", "", lines[0])
    command = Command(name, summary, usage)
    sections, current = {}, None
    for line in lines[1:]:
        if re.match(r"\S.*:$", line):
            current = sections.setdefault(line[:-1], [])
        elif current is not None:
            current.append(line)
    # LLVM's texts have their commands as further lines of the usage.
    subcommands = re.findall(rf"^ +{program} ([a-z]+) ", text, re.M)
    for title, body in sections.items():
        if title == "Subcommands":
            subcommands += [found for found, _ in rows(body)]
        elif title == "Positionals":
            command.positionals = [dataclasses.replace(option(*row), value="") for row in rows(body)]
        else:
            command.options += [option(*row) for row in rows(body)]
    if not command.positionals and "MODEL.dsl" in usage:
        command.positionals = [Option(["MODEL"], "", False, "the model, a .dsl file; - is standard input")]
    elif not command.positionals and "FILE..." in usage:
        command.positionals = [Option(["FILE"], "", False, "models, .dsl files; - is standard input", repeated=True)]
    if not command.options:
        raise ValueError(f"{program} --help lists no options")
    return command, subcommands


def read_program(path):
    """Asks the program at `path`, and each of its commands."""
    name = os.path.basename(path)

    def ask(*words):
        return subprocess.run([path, *words], capture_output=True, text=True, check=True, timeout=60).stdout

    main, subcommands = read_command("", name, ask("--help"))
    commands = [main] + [read_command(word, name, ask(word, "--help"))[0] for word in subcommands]
    return Program(name, commands)
