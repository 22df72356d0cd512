"""Eight threads on one model."""
import ctypes as c
import faulthandler
import threading
import unittest

import models
import numpy as np
from resnetc._abi import LaunchHook, check, runtime


class Threads(unittest.TestCase):
    def together(self, work, count=8):
        """Runs work(number) on threads that begin together; what they raise is raised here."""
        problems, start = [], threading.Barrier(count)

        def body(number):
            try:
                start.wait()
                work(number)
            except BaseException as problem:
                problems.append(problem)

        threads = [threading.Thread(target=body, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if problems:
            raise problems[0]

    def test_answers(self):
        model = models.model(threads=1)
        batches = [models.images(1 + number % 3, number) for number in range(8)]
        wanted = [model(x) for x in batches]

        def work(number):
            for _ in range(50):
                np.testing.assert_array_equal(model(batches[number]), wanted[number])

        self.together(work)

    def test_overlap(self):
        """Calls run beside each other, without the GIL: after each launch of two calls, and here as often, a function of
        the C library waits until all three are there. One who kept the GIL would let none of the others come."""
        model = models.model(threads=1)
        x = models.images(4)
        model(x)
        launches = []
        model.hook(launches.append)
        wanted = model(x)  # packs nothing: the first call did
        libc = c.CDLL(None)
        barrier = c.create_string_buffer(256)  # more than a pthread_barrier_t of any libc
        self.assertEqual(libc.pthread_barrier_init(barrier, None, 3), 0)
        check(runtime().resnetc_session_hook(model._session.pointer, c.cast(libc.pthread_barrier_wait, LaunchHook), barrier))
        answers = [None] * 2
        faulthandler.dump_traceback_later(120, exit=True)  # needs no GIL
        try:
            def work(number):
                if number < 2:
                    answers[number] = model(x)
                else:
                    for _ in launches:
                        libc.pthread_barrier_wait(barrier)

            self.together(work, 3)
        finally:
            faulthandler.cancel_dump_traceback_later()
        self.assertGreater(len(launches), 5)
        for each in answers:
            np.testing.assert_array_equal(each, wanted)

    def test_training_beside_inference(self):
        model = models.model(threads=1)
        x, labels = models.images(4), models.labels(4)

        def work(number):
            for _ in range(20):
                if number == 0:
                    model.train_step(x, labels, lr=0.01)
                elif number == 1:
                    gradients = model.grad(x, labels).gradients
                    assert all(np.isfinite(each).all() for each in gradients.values())
                else:
                    assert np.isfinite(model(x)).all()

        self.together(work)

    def test_gradients_are_ones_own(self):
        model = models.model(threads=1)
        batches = [(models.images(4, number), models.labels(4, number)) for number in range(8)]
        wanted = [model.grad(*batch).gradients for batch in batches]

        def work(number):
            for _ in range(30):
                got = model.grad(*batches[number]).gradients
                for name, value in wanted[number].items():
                    np.testing.assert_array_equal(got[name], value, err_msg=name)

        self.together(work)

    def test_closed_while_running(self):
        """Calls that run when the model is closed end as if it were open."""
        for _ in range(5):
            model = models.model(threads=1)
            x = models.images(256)
            wanted, problems = model(x), []

            def work(number):
                if number == 7:
                    model.close()
                    return
                try:
                    np.testing.assert_array_equal(model(x), wanted)
                except models.resnetc.Error as problem:
                    problems.append(str(problem))

            self.together(work)
            self.assertLessEqual(set(problems), {"the model is closed"})


if __name__ == "__main__":
    unittest.main()
