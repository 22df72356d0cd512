"""What a compiled network says of itself: the names and shapes of its tensors, and how many numbers it learns."""
import json

import nets


def check(driver, record, case, library, training=True):
    """Auxiliary heads are in a library for training only, but their parameters always count."""
    wanted = {name: shape for name, shape in case.net.parameters.items()
              if training or name in case.net.inference_parameters()}
    told = json.loads(driver.run("resnetc-run", "info", library, "--json"))
    ours = {tensor["name"]: tuple(tensor["shape"]) for tensor in told["tensors"]}
    missing = [name for name in wanted if name not in ours]
    extra = [name for name in ours if name not in wanted]
    record.require(f"tensors {case.name}", not missing and not extra,
                   f"missing {missing[:3]} ({len(missing)}), unexpected {extra[:3]} ({len(extra)})")
    other = [f"{name} {ours[name]}, the paper's {shape}" for name, shape in wanted.items()
             if name in ours and ours[name] != shape]
    record.require(f"shapes {case.name}", not other, f"{'; '.join(other[:3])} ({len(other)})")
    count = nets.parameter_count(case.net)
    record.require(f"parameters {case.name}", told["parameters"] == count,
                   f"the library has {told['parameters']}, the paper's network {count}")
