"""Completion for zsh, from what a program says of itself: specifications for _arguments (zshcompsys(1))."""


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def plain(text):
    """Without a meaning in a specification."""
    for character in "\\[]:":
        text = text.replace(character, "\\" + character)
    return text


def action(option):
    if option.takes_list and option.choices:
        return "_sequence compadd - " + " ".join(option.choices)
    if any(choice.endswith(":") for choice in option.choices):
        return "_resnetc_kinds " + " ".join(plain(choice) for choice in option.choices)
    if option.choices:
        return "(" + " ".join(option.choices) + ")"
    name = option.names[0]
    if name == "MODEL":
        return "_resnetc_models"
    if name == "FILE":
        return '_files -g "*.dsl"'
    if name == "LIB":
        return '_files -g "*.so"'
    return "_files" if option.takes_file else " "


def specifications(command):
    # -D takes its value in the same word or the next; --name= after '=' or in the next.
    for option in command.options:
        for name in option.names:
            how = "=" if option.joined else "" if len(name) > 2 else "+"
            value = f":{plain(option.value)}:{action(option)}" if option.value else ""
            repeated = "*" if option.repeated or name == "-D" else ""
            yield quoted(f"{repeated}{name}{how if option.value else ''}[{plain(option.text)}]{value}")
    for i, option in enumerate(command.positionals):
        place = "*" if option.repeated else str(i + 1)
        yield quoted(f"{place}:{plain(option.names[0])}:{action(option)}")


FIRST = """
{function}_first() {{
  _alternative "commands:command:({commands})" "models:model:_resnetc_models"
}}
"""

MODELS = """
_resnetc_models() {
  local folder=${commands[resnetc]:A:h:h}/share/resnetc/models
  _files -g "*.dsl" || { [[ -n $PREFIX ]] && compadd -U -f -- $folder/$PREFIX*.dsl(N) }
}
"""


KINDS = """
_resnetc_kinds() { # those that end in a colon go on with a file
  if compset -P 1 '*:'; then
    _files
  else
    compadd -S '' -- ${(M)@:#*:}
    compadd -- ${@:#*:}
  fi
}
"""


def arguments(specs, indent):
    return f"{indent}_arguments" + "".join(f" \\\n{indent}  {spec}" for spec in specs)


def script(program):
    text = f"#compdef {program.name}\n# Completion of {program.name} for zsh.\n"
    function = "_" + program.name
    if any(option.names[0] == "MODEL" for option in program.main.positionals):
        text += MODELS
    if any(choice.endswith(":") for command in program.commands for option in command.options for choice in option.choices):
        text += KINDS
    subcommands = program.commands[1:]
    specs = list(specifications(program.main))
    model = quoted("1:MODEL:_resnetc_models")
    if subcommands and model in specs:
        text += FIRST.format(function=function, commands=" ".join(each.name for each in subcommands))
        specs[specs.index(model)] = quoted(f"1:MODEL:{function}_first")
    text += f"\n{function}() {{\n"
    if subcommands:
        text += "  if (( CURRENT > 2 )); then\n    case $words[2] in\n"
        for each in subcommands:
            text += f"    {each.name})\n      shift words; (( CURRENT-- ))\n"
            text += arguments(specifications(each), "      ") + "\n      return ;;\n"
        text += "    esac\n  fi\n"
        if not program.main.positionals:
            listed = " ".join(f'{each.name}\\:"{plain(each.summary)}"' for each in subcommands)
            specs.append(quoted(f"1:command:(({listed}))"))
    return text + arguments(specs, "  ") + f"\n}}\n\n{function} \"$@\"\n"
