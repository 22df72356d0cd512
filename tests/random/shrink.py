"""Makes a failing model smaller: takes out one piece after the other for as long as the rest still fails."""
import copy

from statements import Aux, Call, Ends, Fork, Stage, Unfit


def shrink(model, fails):
    """The smallest model that is found; `fails` tells of a model whether it shows the fault."""
    place = 0
    while place < sum(len(pieces) for pieces in _lists(model)):
        smaller = copy.deepcopy(model)
        _take_out(smaller, place)
        if _stands(smaller) and fails(smaller):
            model = smaller
        else:
            place += 1
    return model


def _stands(model):
    """Whether the rest is a model of the language."""
    try:
        model.net()
    except (Unfit, IndexError, StopIteration):
        return False
    return all(_lists(model))


def _take_out(model, place):
    for pieces in _lists(model):
        if place < len(pieces):
            del pieces[place]
            break
        place -= len(pieces)
    called = [call.block for part in model.parts if isinstance(part, Stage) for _, call in part.repeats]
    for statement in (statement for pieces in _lists(model) for statement in pieces):
        if isinstance(statement, Call):
            called.append(statement.block)
    model.blocks = [block for block in model.blocks if any(block is other for other in called)]


def _lists(model):
    """Every list of the model from which a piece can be taken: parts, repeats, statements, paths of a fork."""
    lists = [model.parts]
    for part in model.parts:
        lists += _within(part.body) if isinstance(part, (Ends, Aux)) else [part.repeats]
    for block in model.blocks:
        lists += _within(block.body)
    return lists


def _within(body):
    lists = [body]
    for fork in body:
        if isinstance(fork, Fork):
            lists.append(fork.paths)
            lists += [path for path in fork.paths if not isinstance(path, str)]
    return lists
