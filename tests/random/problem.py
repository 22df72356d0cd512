"""Weights, images and labels for a drawn model, and what it computes on them, in double precision.

How exact a float32 program can be depends on the network: a batch norm over a few values amplifies rounding a
thousandfold, a gradient that vanishes exactly is rounding alone. So every value comes with the error that float32 has
there by nature, from samples of the same computation: in float32, and from weights and images that are off by a rounding.
"""
import dataclasses

import numpy as np

import arrays
import kinks
import nets

BOUND = 1e-4  # by norm, relative to the tensor's
TIMES = 10  # by which resnetc's error may exceed that of the samples, and a rounding of the whole
ROUNDING = 2.0**-23
GOOD = BOUND / TIMES  # a problem whose samples are this near tests by BOUND alone
PROBLEMS = 6  # drawn before the best of them is taken
DECAY, MOMENTUM, STEPS = 1e-2, 0.8, 2


@dataclasses.dataclass
class Computed:
    """Tensors by name in double precision, and samples of them with rounding errors."""

    exact: dict
    samples: list

    def bounds(self):
        """By how much each tensor may be off, as a norm."""
        whole = np.sqrt(sum(np.linalg.norm(value) ** 2 for value in self.exact.values()))
        return {name: max(BOUND * np.linalg.norm(value), TIMES * self.error(name), TIMES * ROUNDING * whole, 1e-30)
                for name, value in self.exact.items()}

    def error(self, name):
        return max(np.linalg.norm(sample[name] - self.exact[name]) for sample in self.samples)

    def condition(self):
        """The worst relative error of the samples, of tensors that are not nothing beside the others."""
        norms = {name: np.linalg.norm(value) for name, value in self.exact.items()}
        least = 1e-3 * max(norms.values())
        return max(self.error(name) / norm for name, norm in norms.items() if norm >= least)

    def worst(self, ours, share=1.0):
        """The largest error in units of its bound times `share`, and what it is about."""
        if ours.keys() != self.exact.keys():
            return np.inf, f"tensors {sorted(ours.keys() ^ self.exact.keys())[:4]} missing or unexpected"
        rows = []
        for name, bound in self.bounds().items():
            if ours[name].shape != self.exact[name].shape:
                return np.inf, f"{name} of shape {ours[name].shape}, expected {self.exact[name].shape}"
            error = np.linalg.norm(ours[name].astype(np.float64) - self.exact[name])
            rows.append((error / (share * bound) if np.isfinite(error) else np.inf, name))
        ratio, name = max(rows)
        norm = np.linalg.norm(self.exact[name])
        return ratio, f"{name}, {ratio * share * self.bounds()[name] / (norm or 1):.1e} of its norm {norm:.1e}"


@dataclasses.dataclass
class Problem:
    """`weights` are those of the first step; `logits`, `gradients` (with the loss) and `after` hang on them."""

    net: nets.Net
    weights: dict
    x: np.ndarray
    labels: np.ndarray
    logits: Computed = None
    gradients: Computed = None
    after: Computed = None  # the checkpoint after STEPS steps
    rate: float = 0.0
    seed: int = 0  # of the recipe


def lonely(net, batch):
    """Batch norms that training gives one value a channel, which have no variance."""
    return [node.name for node in net.nodes if node.op == "bn" and batch * node.shape[1] * node.shape[2] == 1]


def pose(model, seed):
    """The first problem of the model that rounding hardly moves, or the best of some; None where every one has a kink
    that nothing can move away. Where training is refused, it has logits alone."""
    net, best, least = model.net(), None, np.inf
    for attempt in range(PROBLEMS):
        x, labels = nets.random_batch(net, model.batch, seed + attempt)
        weights = nets.random_weights(net, seed + attempt)
        if lonely(net, model.batch):
            return Problem(net, weights, x, labels, _logits(net, weights, x))
        try:
            weights, _ = kinks.settle(net, weights, x, seed + attempt)
        except RuntimeError:
            continue
        problem = Problem(net, weights, x, labels)
        problem.gradients = computed(lambda w, x, dtype: _gradients(net, w, x, labels, dtype), weights, x)
        condition = problem.gradients.condition()
        if condition < least and choose_steps(problem, model):
            best, least = problem, condition
            if least <= GOOD:
                break
    if best:
        best.logits = _logits(net, best.weights, best.x)
    return best


def computed(function, weights, x):
    """A function of weights, images and precision, exactly and with rounding errors."""
    rng = np.random.default_rng(1)

    def off(value):
        return value * (1 + ROUNDING * rng.uniform(-1, 1, value.shape))

    samples = [function(weights, x, np.float32)]
    for dtype in (np.float32, np.float32, np.float64):
        samples.append(function({name: off(value.astype(np.float64)) for name, value in weights.items()},
                                off(x.astype(np.float64)), dtype))
    return Computed(function(weights, x, np.float64), samples)


def _logits(net, weights, x):
    return computed(lambda w, x, dtype: {"logits": arrays.forward(net, w, x, dtype=dtype)}, weights, x)


def _gradients(net, weights, x, labels, dtype):
    loss, gradients = arrays.loss_and_gradients(net, weights, x, labels, dtype)
    return {**gradients, "loss": np.array(loss)}


def choose_steps(problem, model):
    """Finds a rate and a seed with which no step comes near a kink; False where there are none."""
    for attempt in range(20):
        rate, seed = 0.05 * 0.9**attempt, attempt + 1

        def steps(weights, x, dtype, watch=False):
            return _steps(problem.net, weights, x, problem.labels, model, rate, seed, dtype, watch)

        if steps(problem.weights, problem.x, np.float64, watch=True):
            problem.rate, problem.seed = rate, seed
            problem.after = computed(steps, problem.weights, problem.x)
            return True
    return False


def _steps(net, weights, x, labels, model, rate, seed, dtype, watch):
    """The checkpoint after full-batch steps; with `watch`, None where one of them is near a kink."""
    state = starting(weights, dtype)
    for step in range(STEPS):
        order, key = _shuffled(len(x), seed, step), _random_bits(seed, 7, step, 0)
        if watch and kinks.is_near(net, state, x[order], key):
            return None
        state = stepped(net, state, x[order], labels[order], model, rate, key, dtype)
    return state


def starting(weights, dtype):
    """Weights and momenta of zero."""
    momenta = {f"momentum.{name}": np.zeros(value.shape, dtype) for name, value in weights.items() if nets.is_learned(name)}
    return {**{name: value.astype(dtype) for name, value in weights.items()}, **momenta}


def stepped(net, state, x, labels, model, rate, key, dtype):
    """The state after one step; `key` is dropout's."""
    walk = arrays.Walk(net, state, x, True, dtype, key)
    walk.run()
    walk.differentiate(labels)
    after, share = {}, float(model.momentum)
    for name, statistic in walk.statistics.items():
        after[name] = (1 - share) * state[name] + share * statistic
    for name, gradient in walk.gradients.items():
        gradient = gradient + DECAY * state[name]
        after[f"momentum.{name}"] = velocity = MOMENTUM * state[f"momentum.{name}"] + gradient
        after[name] = state[name] - rate * (gradient + MOMENTUM * velocity if model.nesterov else velocity)
    return {name: value.astype(dtype) for name, value in after.items()}


# The order of an epoch's images and the key of a step's dropout, which follow from the recipe's seed.

WORD = 2**64 - 1


def _mix(x):
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    x = x + 0x9E3779B97F4A7C15 & WORD
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & WORD
    x = (x ^ x >> 27) * 0x94D049BB133111EB & WORD
    return x ^ x >> 31


def _random_bits(seed, draw, a, b, c=0):
    bits = _mix(seed)
    for coordinate in (draw, a, b, c):
        bits = _mix(bits ^ coordinate)
    return bits


def _shuffled(count, seed, epoch):
    """Fisher and Yates."""
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = _random_bits(seed, 1, epoch, i) * (i + 1) >> 64
        order[i], order[j] = order[j], order[i]
    return np.array(order)
