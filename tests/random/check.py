"""One drawn model against the oracles: what a compiled library computes, and what the compiler's own graphs mean."""
import numpy as np
import safetensors.numpy

import check_parameters
import compare
import problem as problems
from driver import Driver, Failure

RECIPE = """
train once for {name} {{
  data   npy "{folder}/x.npy,{folder}/labels.npy"
  loss   softmax_cross_entropy   init he_normal fan_in
  sgd    lr {lr} momentum {momentum} weight_decay {decay} {nesterov}
  batch  {batch}   epochs {steps}   seed 1
}}
"""


RATE = 0.05
EXACT, SINGLE = 1e-4, 1e-2  # of the bounds: what double precision keeps, and what it keeps of some numbers in f32


class Check:
    """The comparisons of one model; `faults` is what was wrong, `notes` how near the rest came to its bounds."""

    def __init__(self, programs, work, model):
        self.driver, self.model, self.work = Driver(programs, work, limit=120), model, work
        self.problem = None
        self.hint = "1"
        self.faults, self.notes = [], []

    def run(self, seed, others):
        """Everything; with `others` also what is only done for some: jax and another instruction set."""
        try:
            self.problem = problems.pose(self.model, seed)
            if self.problem is None:
                return
            # Schedules depend on the batch that is expected, and have to be right for every other.
            self.hint = ("1", str(self.model.batch), "16", f"{self.model.batch},1,64")[seed % 4]
            self.library()
            for phase in ("gradient", "layout"):
                self.meaning(phase)
            if "jax" in others:
                self.jax()
            if "isa" in others:
                self.native("x86-64-v3", "-march=x86-64-v3")
        except Failure as error:
            self.faults.append(str(error))
        except Exception as error:  # must not end the run of the other networks
            self.faults.append(f"{type(error).__name__}: {error}")

    @property
    def source(self):
        return self.work / "model.dsl"

    def write(self):
        """The file that is compiled, the data and the weights."""
        recipe = RECIPE.format(name=self.model.name, folder=self.work, lr=RATE, momentum=problems.MOMENTUM,
                               decay=problems.DECAY, nesterov="nesterov" if self.model.nesterov else "",
                               batch=self.model.batch, steps=problems.STEPS)
        self.source.write_text(self.model.text() + recipe)
        np.save(self.work / "x.npy", self.problem.x)
        np.save(self.work / "labels.npy", self.problem.labels)
        self.weights = self.driver.save_weights("weights", self.problem.weights)

    def library(self):
        self.write()
        library = self.native("native")
        told = compare.Record(quiet=True)
        check_parameters.check(self.driver, told, _Described(self.problem.net), library)
        self.faults += [f"{row['name']}: {row['why']}" for row in told.rows if row["status"] == "failed"]
        if self.problem.gradients:
            self.train(library)

    def native(self, name, *flags):
        """Logits and gradients of a library, with the same bits for one and two threads."""
        library = self.driver.compile(self.source, name, "--mode=train", f"--batch={self.hint}", "-j", "1", *flags)
        x, labels = self.problem.x, self.problem.labels
        files = [self.driver.predict(library, self.weights, x, threads) for threads in (2, 1)]
        self.compare(f"logits {name}", self.problem.logits, {"logits": np.load(files[0])})
        self.same(f"logits {name}", files, "with one thread than with two")
        if not self.problem.gradients:
            self.refusal(library)
            return library
        files = [self.driver.gradients(library, self.weights, x, labels, threads) for threads in (2, 1)]
        ours = safetensors.numpy.load_file(files[0])
        ours["loss"] = ours["loss"].reshape(())
        self.compare(f"gradients {name}", self.problem.gradients, ours)
        self.same(f"gradients {name}", files, "with one thread than with two")
        if not flags:
            self.recomputed(files[0].rename(self.work / "kept.safetensors"))
        return library

    def recomputed(self, kept):
        """Gradients of a library that keeps fewer maps for the backward pass."""
        library = self.driver.compile(self.source, "recomputed", "--mode=train", f"--batch={self.hint}", "-j", "1", "--recompute")
        again = self.driver.gradients(library, self.weights, self.problem.x, self.problem.labels)
        self.same("gradients", [kept, again], "with --recompute")

    def refusal(self, library):
        """A batch norm with one value a channel has no variance: the message names the first."""
        norm = problems.lonely(self.problem.net, self.model.batch)[0]
        try:
            self.driver.gradients(library, self.weights, self.problem.x, self.problem.labels)
            self.faults.append(f"refusal: a gradient although {norm} has one value a channel")
        except Failure as error:
            wanted = f"{norm}: a batch of one image gives this batch norm one value a channel"
            named = "status 1:" in str(error) and wanted in str(error)
            if named:
                self.notes.append("refusal by name")
            else:
                self.faults.append(f"refusal: expects {wanted}, got {error}")

    def train(self, library):
        """The checkpoint after some steps of one batch: weights, momenta, running statistics."""
        out = self.work / "run"
        self.driver.run("resnetc-run", "train", library, "--data", f"npy:{self.work}/x.npy,{self.work}/labels.npy",
                        "--weights", self.weights, "--lr", self.problem.rate, "--seed", self.problem.seed, "--out", out,
                        "--threads", 2, "-q")
        after = safetensors.numpy.load_file(out / "last.safetensors")
        counts = {name: after.pop(name) for name in list(after) if name.endswith("num_batches_tracked")}
        norms = sum(node.op == "bn" for node in self.problem.net.nodes)
        if len(counts) != norms or any(count != problems.STEPS for count in counts.values()):
            self.faults.append(f"steps: {counts} for {norms} batch norms")
        self.compare("steps", self.problem.after, after)

    def meaning(self, phase):
        """The compiler's graph, run by its evaluator in double precision: before the optimisations, and after them. The
        coefficients of `normalize`, and whatever joins them, are f32."""
        problem = self.problem
        share = EXACT if phase == "gradient" and not self.model.mean else SINGLE
        graph = self.work / f"{phase}.mlir"
        self.driver.run("resnetc", self.source, "--mode=train", f"--emit={phase}", "-o", graph)
        state, key = problems.starting(problem.weights, np.float64), 12345
        hyper = [RATE, problems.MOMENTUM, problems.DECAY, float(self.model.nesterov)]
        ours = self.evaluate(graph, "infer", [problem.x], problem.weights)
        self.compare(f"infer {phase}", problem.logits, {"logits": ours["result 0"]}, share)
        if not problem.gradients:
            return
        ours = self.evaluate(graph, "grad", [problem.x, problem.labels, [0]], problem.weights)
        ours = {name.removeprefix("gradient "): value for name, value in ours.items() if "observation" not in name}
        loss = ours.pop("result 0")[0]
        self.compare(f"grad {phase}", problem.gradients, {**ours, "loss": loss}, share)
        left = self.evaluate(graph, "grad", [problem.x, problem.labels, [key]], state)
        left.pop("result 0")
        last = len(left)  # arguments of @update: what @grad left, then the optimiser's numbers
        ours = self.evaluate(graph, "update", {**left, f"argument {last}": hyper}, state)
        self.compare(f"update {phase}", problems.computed(lambda weights, x, dtype: problems.stepped(
            problem.net, problems.starting(weights, dtype), x, problem.labels, self.model, RATE, key, dtype),
            problem.weights, problem.x), {**state, **ours}, share)

    def evaluate(self, graph, function, arguments, variables):
        """What a function of a graph computes, tensors in the shapes of their parameters."""
        data, out = self.work / "data.safetensors", self.work / f"{function}.safetensors"
        if not isinstance(arguments, dict):
            arguments = {f"argument {i}": value for i, value in enumerate(arguments)}
        tensors = {name: np.asarray(value, np.float64) for name, value in arguments.items()}
        safetensors.numpy.save_file({**variables, **tensors}, data)
        self.driver.run("resnetc-opt", graph, f"--rn-evaluate=function={function} batch={len(self.problem.x)} data={data} "
                        f"output={out}", "-o", "/dev/null")
        shapes = self.problem.net.parameters
        return {name: value.reshape(shapes.get(name.removeprefix("gradient ").removeprefix("momentum."), value.shape))
                for name, value in safetensors.numpy.load_file(out).items()}

    def jax(self):
        """Numpy's adjoints against jax's own differentiation."""
        import jax_network
        if self.problem.gradients:
            loss, gradients = jax_network.loss_and_gradients(self.problem.net, self.problem.weights, self.problem.x,
                                                             self.problem.labels)
            self.compare("jax", self.problem.gradients, {**gradients, "loss": np.array(loss)}, EXACT)

    def compare(self, what, computed, ours, share=1.0):
        """Every tensor within its bound times `share`."""
        ratio, where = computed.worst(ours, share)
        if ratio <= 1:
            self.notes.append(f"{what} {ratio:.2g} of the bound")
        else:
            self.faults.append(f"{what} {ratio:.2g} of the bound: {where}")

    def same(self, what, files, otherwise):
        if files[0].read_bytes() != files[1].read_bytes():
            self.faults.append(f"{what}: other bits {otherwise}")


class _Described:
    """What check_parameters asks of a case."""

    def __init__(self, net):
        self.net, self.name = net, net.name
