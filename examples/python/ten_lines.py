import numpy, resnetc
from pathlib import Path
text = Path(__file__).with_name("halves.dsl")                      # 8 x 8 pixels, two classes
model = resnetc.compile(text, mode="train")
model.initialize(seed=1)
x = numpy.random.default_rng(1).random((64, 1, 8, 8), numpy.float32)
labels = numpy.arange(64) % 2
x[labels == 1, :, :, :4] += 1                                      # the left half is brighter
for step in range(60):
    loss, correct = model.train_step(x, labels, lr=0.05, momentum=0.9)
print(f"{(model(x).argmax(1) == labels).sum()} of {len(x)} right, loss {loss:.3f}")
