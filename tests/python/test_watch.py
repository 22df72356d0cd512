"""Hooks that hear of launches, and calls that are cancelled."""
import threading
import time
import unittest

import models
import numpy as np
import resnetc
from resnetc import Status


class Watch(unittest.TestCase):
    def setUp(self):
        self.model = models.model()

    def cancelled(self, call, *arguments, **options):
        with self.assertRaises(resnetc.Error) as caught:
            call(*arguments, **options)
        self.assertIs(caught.exception.status, Status.CANCELLED)

    def test_hook(self):
        heard = []
        self.model(models.images(2))  # the first call derives from the weights what inference reads
        before = time.monotonic_ns()
        self.model.hook(heard.append)
        self.model(models.images(2))
        self.assertEqual([launch.index for launch in heard], list(range(heard[0].count)))
        self.assertEqual({(launch.function, launch.batch) for launch in heard}, {("infer", 2)})
        self.assertIn("layer1.0.conv1", [launch.layer for launch in heard])
        for launch in heard:
            self.assertLessEqual(before, launch.start_ns)
            self.assertLessEqual(launch.start_ns, launch.end_ns)
        heard.clear()
        self.model.train_step(models.images(2), models.labels(2), lr=0.1)
        self.assertEqual({launch.function for launch in heard}, {"grad", "update"})
        heard.clear()
        self.model.hook(None)
        self.model(models.images(2))
        self.assertEqual(heard, [])

    def test_no_function(self):
        with self.assertRaisesRegex(resnetc.WrongType, "function: is a int, expects one that can be called"):
            self.model.hook(5)

    def test_cancel_from_a_hook(self):
        x, labels = models.images(2), models.labels(2)
        wanted = self.model(x)
        self.model.hook(lambda launch: self.model.cancel())
        self.cancelled(self.model, x)
        self.cancelled(self.model.grad, x, labels)
        self.cancelled(self.model.train_step, x, labels, lr=0.1)
        self.model.hook(None)
        np.testing.assert_array_equal(self.model(x), wanted)

    def test_cancel_from_a_thread(self):
        """The first launch waits until another thread has cancelled."""
        began, asked = threading.Event(), threading.Event()

        def wait(launch):
            began.set()
            asked.wait(60)

        self.model.hook(wait)

        def cancel():
            began.wait(60)
            self.model.cancel()
            asked.set()

        thread = threading.Thread(target=cancel)
        thread.start()
        self.cancelled(self.model, models.images(2))
        thread.join()

    def test_cancel_without_a_call(self):
        self.model.cancel()
        self.model(models.images(2))

    def test_closed(self):
        self.model.close()
        self.assertRaises(resnetc.WrongValue, self.model.cancel)
        self.assertRaises(resnetc.WrongValue, self.model.hook, print)


if __name__ == "__main__":
    unittest.main()
