#!/usr/bin/env python3
"""Writes the words of the language into the colours of editors, from dsl/Layers.inc and dsl/Words.inc.

   tools/scripts/update_editor_words.py

Only the lists of words change: `layers` and `words-of-OWNER` of editors/vscode/syntaxes/resnetc.tmLanguage.json, and
the lines `syn keyword` of editors/vim/syntax/resnetc.vim. A new owner needs a rule of its own in both; a test
(SyntaxFiles.* of resnetc_editor_tests) says when one is missing.
"""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def table():
    """Words by owner; the layers of one word under None."""
    words = {}
    for owner, word in re.findall(r'^WORD\("(\w*)", "(\w+)"', (ROOT / "dsl/Words.inc").read_text(), re.M):
        words.setdefault(owner, []).append(word)
    layer = r'^(?:LAYER|PLAIN_LAYER|ACTIVATION|VECTOR_LAYER)\(\w+, "(\w+)"'
    words[None] = re.findall(layer, (ROOT / "dsl/Layers.inc").read_text(), re.M)
    return words


def update_textmate(words):
    path = ROOT / "editors/vscode/syntaxes/resnetc.tmLanguage.json"
    grammar = json.loads(path.read_text())
    for owner, listed in words.items():
        rule = "layers" if owner is None else "words-of-" + (owner or "all")
        if rule in grammar["repository"]:
            grammar["repository"][rule]["match"] = "\\b(" + "|".join(listed) + ")\\b"
    path.write_text(json.dumps(grammar, indent=2) + "\n")


def update_vim(words):
    path = ROOT / "editors/vim/syntax/resnetc.vim"
    text = path.read_text()
    starts = set()
    for start in re.findall(r"^syn region .*start=/\\<(?:\\%\()?(.*?)(?:\\\))?\\>/", text, re.M):
        starts.update(start.split("\\|"))
    for owner, listed in words.items():
        group = "Layer" if owner is None else {"": "", "model": "Model"}.get(owner, (owner or "").capitalize()) + "Word"
        # A keyword hides the region that it begins; inside of other regions it may stand.
        kept = [w for w in listed if w not in starts or owner not in (None, "", "model")]
        text = re.sub(
            rf"^(syn keyword resnetc{group}(?: contained)?) .*$", lambda line: line[1] + " " + " ".join(kept), text, flags=re.M
        )
    path.write_text(text)


if __name__ == "__main__":
    update_textmate(table())
    update_vim(table())
