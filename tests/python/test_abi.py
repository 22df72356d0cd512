"""ctypes' structs against the header."""
import ctypes
import pathlib
import subprocess
import tempfile
import unittest

from resnetc import Status, _abi

INCLUDE = pathlib.Path(__file__).resolve().parents[2] / "runtime" / "include"
STRUCTS = {"resnetc_tensor_info": _abi.TensorInfo, "resnetc_binding_info": _abi.BindingInfo,
           "resnetc_model_info": _abi.ModelInfo, "resnetc_options": _abi.Options, "resnetc_device_info": _abi.DeviceInfo,
           "resnetc_session_options": _abi.SessionOptions, "resnetc_hyper": _abi.Hyper, "resnetc_api": _abi.Api,
           "resnetc_binding": _abi.Array, "resnetc_launch_event": _abi.LaunchEvent}


class Header(unittest.TestCase):
    def numbers(self, expressions):
        """What the C expressions are, each a size_t, by the header's compiler."""
        lines = "".join(f'printf("%zu\\n", (size_t)({each}));' for each in expressions)
        with tempfile.TemporaryDirectory() as folder:
            source, program = pathlib.Path(folder, "a.c"), pathlib.Path(folder, "a")
            source.write_text("#include <resnetc/session.h>\n#include <stdio.h>\nint main(void) {" + lines + "return 0; }")
            subprocess.run(["cc", "-I", INCLUDE, source, "-o", program], check=True)
            return [int(each) for each in subprocess.run([program], capture_output=True, check=True).stdout.split()]

    def test_members_lie_as_in_c(self):
        places = [(name, struct, field[0]) for name, struct in STRUCTS.items() for field in struct._fields_]
        got = self.numbers([f"offsetof({name}, {member})" for name, _, member in places])
        for (name, struct, member), place in zip(places, got):
            self.assertEqual(getattr(struct, member).offset, place, f"{name}.{member}")

    def test_dlpack(self):
        fields = {"data": "data", "device_type": "device.device_type", "device_id": "device.device_id", "ndim": "ndim",
                  "code": "dtype.code", "bits": "dtype.bits", "lanes": "dtype.lanes", "shape": "shape",
                  "strides": "strides", "byte_offset": "byte_offset"}
        got = self.numbers([f"offsetof(DLTensor, {member})" for member in fields.values()] + ["sizeof(DLTensor)"])
        self.assertEqual([getattr(_abi.DLTensor, name).offset for name in fields] + [ctypes.sizeof(_abi.DLTensor)], got)

    def test_statuses(self):
        got = self.numbers([f"RESNETC_{'' if status is Status.CANCELLED else 'ERROR_'}{status.name}" for status in Status])
        self.assertEqual(got, list(range(1, len(Status) + 1)))


if __name__ == "__main__":
    unittest.main()
