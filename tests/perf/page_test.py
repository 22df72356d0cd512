#!/usr/bin/env python3
"""The page of peers.py from made-up numbers, and the order of turns; needs nothing but Python."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import page  # noqa: E402
import timing  # noqa: E402
import works  # noqa: E402


def results():
    """Two works of three rounds each: one with a peer missing, one with a peer that failed there."""
    infer = {"mode": "infer", "net": "resnet18", "batch": 16, "multiply_adds": 5_000_000, "peak_gflops": 100.0,
             "ms": {"resnetc": [1.0, 2.0, 4.0], "onnxruntime": [2.0, 2.0, 2.0], "eager": [4.0, 4.0, 40.0]},
             "differences": {"onnxruntime": 2e-7, "eager": 4e-7}, "missing": {"inductor": "no compiler"}}
    train = {"mode": "train", "net": "cifar_resnet20", "batch": 128, "multiply_adds": 10_000_000, "peak_gflops": 200.0,
             "ms": {"resnetc": [1.0, 1.0, 1.0], "inductor": [1000.0, 1234.0, 2000.0]},
             "differences": {"inductor": 1e-3}, "missing": {}}
    return {"command": "peers.py --bin build/bin", "date": "2020-01-02", "machine": "a machine", "isa": "avx2",
            "version": "resnetc 1", "threads": 2, "rounds": 3, "block_seconds": 0.5,
            "versions": {"onnxruntime": "1.0", "eager": "2.0", "inductor": "2.0"},
            "missing": {"openvino": "No module named 'openvino'"}, "failed": {"infer:resnet34:1": "out of memory"},
            "load": 0.04, "not_run": ["infer:resnet50:1"],
            "works": [infer, train]}


class NumbersTest(unittest.TestCase):
    def test_three_digits_without_exponent(self):
        self.assertEqual([page.number(value) for value in (0.19834, 2.0, 28.91, 999.4, 1234.4)],
                         ["0.198", "2", "28.9", "999", "1234"])

    def test_ratios_are_taken_within_a_round(self):
        work = results()["works"][0]
        self.assertEqual(page.ratios(work, "eager"), [0.25, 0.5, 0.1])
        self.assertEqual(page.spread(page.ratios(work, "eager")), "0.25 (0.1 to 0.5)")

    def test_a_multiply_add_is_two_operations(self):
        self.assertEqual(page.gflops(results()["works"][0], "resnetc"), 5.0)


class PageTest(unittest.TestCase):
    def setUp(self):
        self.lines = page.page(results()).splitlines()

    def test_says_how_it_was_made(self):
        self.assertIn("peers.py --bin build/bin", self.lines)
        self.assertIn("| machine | a machine |", self.lines)
        self.assertIn("| peak | 100 to 200 GFLOP/s |", self.lines)
        self.assertIn("| PyTorch eager | 2.0 |", self.lines)

    def test_warns_of_a_busy_machine(self):
        self.assertNotIn(page.BUSY, "\n".join(self.lines))
        self.assertIn(page.BUSY, page.page({**results(), "load": 1.0}))

    def test_ratios_have_a_column_for_each_peer_that_was_measured(self):
        self.assertIn("| inference | onnxruntime | PyTorch eager |", self.lines)
        self.assertIn("| ResNet-18, batch 16 | 1 (0.5 to 2) | 0.25 (0.1 to 0.5) |", self.lines)
        self.assertIn("| training step | PyTorch inductor |", self.lines)

    def test_times_have_rate_and_share_of_peak(self):
        self.assertIn("| ResNet-18, batch 16 | resnetc | 2 (1 to 4) | 5 | 5% |", self.lines)
        self.assertIn("|  | PyTorch inductor | 1234 (1000 to 2000) | 0.0162 | 0% |", self.lines)

    def test_names_what_is_missing(self):
        self.assertIn("- OpenVINO: No module named 'openvino'", self.lines)
        self.assertIn("- PyTorch inductor, inference, ResNet-18, batch 16: no compiler", self.lines)
        self.assertIn("- resnetc, `infer:resnet34:1`: out of memory", self.lines)
        self.assertIn("- not run: `infer:resnet50:1`", self.lines)

    def test_a_peer_missing_from_one_work_leaves_a_dash(self):
        numbers = results()
        other = dict(numbers["works"][0], batch=1, ms={"resnetc": [1.0] * 3, "eager": [2.0] * 3})
        self.assertIn("| ResNet-18, batch 1 | - | 0.5 (0.5 to 0.5) |",
                      page.page({**numbers, "works": [*numbers["works"], other]}).splitlines())

    def test_agreement_is_the_worst_of_each_mode(self):
        self.assertIn("logits within 4e-07 of the largest, gradients within 1e-03 by norm", page.agreement(results()))
        self.assertEqual(page.agreement({**results(), "works": []}), "")


class TurnsTest(unittest.TestCase):
    def test_every_round_begins_with_the_next_side(self):
        order = []
        runs = [lambda name=name: order.append(name) or name for name in "abc"]
        self.assertEqual(timing.interleave(runs, 4), [["a"] * 4, ["b"] * 4, ["c"] * 4])
        self.assertEqual("".join(order), "abc" "bca" "cab" "abc")

    def test_works_are_chosen_by_name_or_pattern(self):
        names = [work.name for work in works.matching(["infer:resnet1*:1", "train:resnet50:16"])]
        self.assertEqual(names, ["infer:resnet18:1", "infer:resnet101:1", "infer:resnet152:1", "train:resnet50:16"])
        self.assertTrue(all(work.source.exists() for work in works.WORKS))


if __name__ == "__main__":
    unittest.main()
