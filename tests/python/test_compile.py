"""The compiler as a function, and the programs that the package installs."""
import os
import pathlib
import subprocess
import sys
import unittest
import unittest.mock

import models
import numpy as np
import resnetc

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "python"


class Compile(unittest.TestCase):
    def test_diagnostics(self):
        text = models.TEXT.replace("bn; relu }", "bm; relu }")
        with self.assertRaises(resnetc.CompileError) as caught:
            resnetc.compile(text)
        problem = caught.exception
        first = problem.diagnostics[0]
        line = next(number for number, line in enumerate(text.splitlines(), 1) if "bm" in line)
        self.assertEqual((first.severity, first.line, first.column, first.file),
                         ("error", line, text.splitlines()[line - 1].index("bm") + 1, "<stdin>"))
        self.assertEqual(first.hint, "did you mean 'bn'?")
        self.assertRegex(first.message, "got 'bm'")
        self.assertRegex(first.code, r"^C\d+$")
        self.assertRegex(str(problem), r"(?m)^ +\^~$")
        self.assertEqual(problem.status, 1)

    def test_several_diagnostics(self):
        text = models.TEXT.replace("bn; relu }", "bm; relu }").replace("avgpool", "avgpol")
        with self.assertRaises(resnetc.CompileError) as caught:
            resnetc.compile(text)
        self.assertEqual(len(caught.exception.diagnostics), 2)

    def test_wrong_options(self):
        for options, words in (({"mode": "sing"}, "sing"), ({"defines": {"depth": 3}}, "depth"),
                               ({"weights": models.FOLDER / "absent.safetensors"}, "absent"), ({"march": "z80"}, "z80"),
                               ({"options": ["--nonsense"]}, "nonsense"), ({"model": "other"}, "other")):
            with self.subTest(options):
                with self.assertRaisesRegex(resnetc.CompileError, words) as caught:
                    resnetc.compile(models.TEXT, **options)
                self.assertTrue(caught.exception.diagnostics, str(caught.exception))

    def test_absent_file(self):
        with self.assertRaisesRegex(resnetc.CompileError, "absent.dsl"):
            resnetc.compile("absent.dsl")

    def test_no_llvm(self):
        """A compiler that the system's loader refuses: the hint says what to install."""
        broken = models.FOLDER / "refused"
        broken.write_bytes(resnetc._programs.compiler().read_bytes().replace(b"libMLIR.so", b"libMILR.so"))
        broken.chmod(0o755)
        with unittest.mock.patch.dict(os.environ, RESNETC=str(broken)):
            with self.assertRaisesRegex(resnetc.CompileError, r"shared libraries: lib.*\nhint: the compiler needs LLVM 22") as caught:
                resnetc.compile(models.TEXT)
        self.assertEqual(caught.exception.status, 127)

    def test_options_are_words(self):
        with self.assertRaisesRegex(TypeError, "options: is the string '-v', expects a list"):
            resnetc.compile(models.TEXT, options="-v")
        for name in ("-", "-v"):
            with self.assertRaisesRegex(resnetc.CompileError, f"cannot read './{name}'"):
                resnetc.compile(name)

    def test_files(self):
        path = models.FOLDER / "file.dsl"
        path.write_text(models.TEXT)
        library = models.FOLDER / "file.so"
        self.assertEqual(resnetc.compile(path, output=library, defines={"classes": 7}, batch=[1, 4]), library)
        self.assertTrue(library.with_suffix(".h").exists())
        self.assertEqual(resnetc.load(library).info.output_shape, (7,))
        self.assertEqual(resnetc.load(resnetc.compile(str(path))).info.output_shape, (5,))

    def test_embedded_weights(self):
        model = resnetc.load(resnetc.compile(models.TEXT, weights=models.weights()))
        self.assertTrue(model.info.has_weights)
        np.testing.assert_allclose(model(models.images(2)), models.model()(models.images(2)), rtol=1e-4, atol=1e-4)

    def test_no_llvm_here(self):
        resnetc.compile(models.TEXT)
        for name in ("libLLVM", "libMLIR", "libHalide"):
            self.assertNotIn(name, pathlib.Path("/proc/self/maps").read_text())

    def python(self, *words, **environment):
        return subprocess.run([sys.executable, *map(str, words)], env={**os.environ, **environment}, capture_output=True,
                              text=True, check=False)

    def test_named_compiler(self):
        code = "import resnetc; resnetc.compile('resnetc 1\\n')"
        self.assertIn("RESNETC names /absent", self.python("-c", code, RESNETC="/absent").stderr)

    def test_commands(self):
        for name, function in (("resnetc", "main"), ("resnetc-run", "main_run"), ("resnetc-lsp", "main_lsp")):
            done = self.python("-c", f"from resnetc._programs import {function}; {function}()", "--version")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertRegex(done.stdout, f"^{name} 0")

    def test_shipped_models(self):
        self.assertTrue(resnetc.shipped_models()["resnet18"].exists())

    def test_example(self):
        done = self.python(EXAMPLES / "ten_lines.py")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"parameters, loss 0\.\d+, \d+% right")


if __name__ == "__main__":
    unittest.main()
