"""A network in ten lines of numpy: compiled, trained for a step, asked."""
import numpy
import resnetc

model = resnetc.load(resnetc.compile(resnetc.shipped_models()["resnet_digits"], mode="train"))
model.initialize(seed=1)
images = numpy.random.default_rng(1).random((64, 1, 8, 8), numpy.float32) * 16
labels = images.mean(axis=(1, 2, 3)).argsort().argsort() * 10 // 64  # tenths by brightness
for step in range(30):
    loss = model.train_step(images, labels, lr=0.05, momentum=0.9)
print(f"{model.info.parameters} parameters, loss {loss.loss:.3f}, {(model(images).argmax(axis=1) == labels).mean():.0%} right")
