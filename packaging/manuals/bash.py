"""Completion for bash, from what a program says of itself. It needs no library of functions."""
import shlex

SCRIPT = """\
# Completion of {name} for bash.
_{function}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= word words= values= files= also= ending= list=
  # '=' and ':' are words of their own, unless COMP_WORDBREAKS was changed. Behind ':' stands a file: idx:DIR.
  if [[ $current == : || $before == : ]]; then
    [[ $current != : ]] || current=
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    return
  elif [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD-2]}}
  elif [[ $current == -*=* ]]; then
    before=${{current%%=*}} ending=$before=
    current=${{current#*=}}
  fi
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in {commands}) command=$word; break ;; esac
  done
  case $command in
{words}  esac
  case $command:$before in
{values}  *)
    if [[ $current == -* ]]; then
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
      [[ ${{COMPREPLY[0]}} != *= ]] || compopt -o nospace
      return
    fi
    case $command in
{positionals}    esac ;;
  esac
  if [[ -n $list && $current == *,* ]]; then
    ending+=${{current%,*}},
    current=${{current##*,}}
  fi
  if [[ -n $values ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$values" -P "$ending" -- "$current")
    [[ ${{COMPREPLY[0]}} != *: ]] || compopt -o nospace
  elif [[ -n $files ]]; then
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -d -P "$ending" -- "$current"; compgen -f -P "$ending" -X "!$files" -- "$current"; compgen -W "$also" -- "$current")
    if [[ $files == '*.dsl' && -n $current && ${{#COMPREPLY[@]}} == 0 ]]; then # a model that ships, by its name
      word=$(type -P "${{COMP_WORDS[0]}}") && word=$(realpath "$word") && word=${{word%/*/*}}/share/resnetc/models
      mapfile -t COMPREPLY < <(compgen -f -X '!*.dsl' -- "$word/$current")
    fi
  fi
}}
complete -F _{function} {name}
"""

ENDINGS = {"MODEL": "*.dsl", "FILE": "*.dsl", "LIB": "*.so"}


def case(pattern, assignment, indent):
    return f"{indent}{pattern}) {assignment} ;;\n"


def ending(option):
    if option.names[0] in ENDINGS:
        return ENDINGS[option.names[0]]
    return "*.safetensors" if option.value == "F.safetensors" else "*"


def script(program):
    words, values, positionals = "", "", ""
    subcommands = [command.name for command in program.commands[1:]]
    for command in program.commands:
        name = command.name or "''"
        offered = [option + ("=" if each.joined else "") for each in command.options for option in each.names]
        words += case(name, "words=" + shlex.quote(" ".join(offered)), "  ")
        for each in command.options:
            if not each.value:
                continue
            pattern = "|".join(f"{command.name}:{option}" for option in each.names)
            choices = "values=" + shlex.quote(" ".join(each.choices)) + (" list=1" if each.takes_list else "")
            what = (choices if each.choices else
                    "files=" + shlex.quote(ending(each)) if each.takes_file else ":")
            values += case(pattern, what, "  ")
        last = command.positionals[-1] if command.positionals else None
        if last:
            also = " also=" + shlex.quote(" ".join(subcommands)) if subcommands and command is program.main else ""
            positionals += case(name, "files=" + shlex.quote(ending(last)) + also, "    ")
        elif subcommands and command is program.main:
            positionals += case(name, "values=" + shlex.quote(" ".join(subcommands)), "    ")
    commands = "|".join(subcommands) or "''"
    return SCRIPT.format(name=program.name, function=program.name.replace("-", "_"), commands=commands, words=words,
                         values=values, positionals=positionals)
