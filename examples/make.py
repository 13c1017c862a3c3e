"""Makes the example networks anew: `python -m examples.make`, from the root of the project.

Networks with branches in the shapes that compression leaves; their weights are random, of a seed.
"""

from __future__ import annotations

from pathlib import Path

from examples.builder import Builder

FOLDER = Path(__file__).parent
SIX = {"out": "uint6"}
LINEAR = {"activation": "none", "out": "int8"}


def resnet18() -> Builder:
    """ResNet-18 for CIFAR-10 with the weights of the 60× recipe: 183,000 in 3×3 convolutions, of 11 million."""
    b = Builder("resnet18", (32, 32, 3), seed=18)
    stream = b.conv("stem", 40, **SIX)
    for stage, (outer, inner) in enumerate([(40, 24), (64, 32), (96, 32), (128, 32)], 1):
        for block in (1, 2):
            name, stride = f"s{stage}b{block}", 2 if stage > 1 and block == 1 else 1
            b.conv(f"{name}_1", inner, 3, stream, stride=stride, keep=0.54, **SIX)
            b.conv(f"{name}_2", outer, keep=0.54, activation="none", out="int8")
            short = stream
            if stride == 2:
                short = b.conv(f"{name}_0", outer, 1, stream, stride=2, activation="none", out="int8")
            stream = b.join("add", f"{name}_add", f"{name}_2", short, activation="relu", **SIX)
    b.add("avgpool", "pool", kernel="all")
    b.linear("fc", 10, **LINEAR)
    return b


def vgg16() -> Builder:
    """VGG-16 for CIFAR-10 with the weights of the 51× recipe: 288,000 of 14.7 million."""
    b = Builder("vgg16", (32, 32, 3), seed=16)
    for group, (width, count) in enumerate([(24, 2), (40, 2), (64, 3), (96, 3), (96, 3)], 1):
        for n in range(1, count + 1):
            b.conv(f"conv{group}_{n}", width, keep=0.44 if group > 1 else 1, **SIX)
        b.add("maxpool", f"pool{group}", kernel=2)
    b.linear("fc", 10, **LINEAR)
    return b


def se_fcn() -> Builder:
    """A squeeze-and-excitation FCN for segmentation: two strides, two transposed convolutions, a skip, two classes."""
    b = Builder("se_fcn", (128, 128, 1), seed=22)
    b.conv("down1", 8, stride=2)
    skip = b.squeeze("se1", 4)
    b.conv("down2", 16, stride=2)
    b.conv("middle", 16, keep=0.5)
    b.squeeze("se2", 4)
    b.array("convtranspose", "up1", channels=8, kernel=4, stride=2, padding=1, keep=0.5)
    b.join("concat", "both", "up1", skip)
    b.conv("merge", 8, keep=0.5)
    b.array("convtranspose", "up2", channels=4, kernel=2, stride=2)
    b.conv("head", 2, 1, **LINEAR)
    b.add("argmax", "mask")
    return b


def unet() -> Builder:
    """A U-Net of three levels."""
    b = Builder("unet", (32, 32, 1), seed=3)
    one = b.conv("enc1", 8)
    b.add("maxpool", "down1", kernel=2)
    two = b.conv("enc2", 12, keep=0.6)
    b.add("maxpool", "down2", kernel=2)
    b.conv("bottom", 16, keep=0.6)
    b.add("upsample", "up2", factor=2)
    b.join("concat", "cat2", "up2", two)
    b.conv("dec2", 12, keep=0.4)
    b.array("convtranspose", "up1", channels=8, kernel=2, stride=2)
    b.join("concat", "cat1", "up1", one)
    b.conv("dec1", 8, keep=0.4)
    b.conv("head", 3, 1, **LINEAR)
    b.add("argmax", "classes")
    return b


def mobilenetv3_block() -> Builder:
    """An inverted residual of MobileNetV3: expand, depthwise 5×5, squeeze-and-excitation, project; hard swish."""
    b = Builder("mobilenetv3_block", (14, 14, 16), "int6", seed=5)
    function = {"function": "hard_swish", "in_scale": 0.05, "out_scale": 0.1}
    swish = {"activation": function, "out": "int6", "table_in": "int8"}
    b.conv("expand", 48, 1, **swish)
    b.conv("depthwise", 48, 5, groups=48, **swish)
    b.squeeze("se", 12)
    b.conv("project", 16, 1, activation="none", out="int7")
    b.join("add", "sum", "project", "input", out="int6")
    return b


def inception_block() -> Builder:
    """An Inception block: 1×1, 3×3, two 3×3 and pooled ways, concatenated."""
    b = Builder("inception_block", (14, 14, 24), "uint4", seed=6)
    ways = [b.conv("one", 16, 1, "input")]
    b.conv("three_1", 12, 1, "input")
    ways.append(b.conv("three_2", 16, keep=0.6))
    b.conv("five_1", 8, 1, "input")
    b.conv("five_2", 12, keep=0.6)
    ways.append(b.conv("five_3", 12, keep=0.6))
    b.add("maxpool", "pool_1", "input", kernel=3, stride=1, padding=1)
    ways.append(b.conv("pool_2", 8, 1))
    b.join("concat", "all", *ways)
    return b


def densenet_block() -> Builder:
    """A DenseNet block of four layers that grow by 8, and the transition behind it."""
    b = Builder("densenet_block", (16, 16, 12), "uint4", seed=7)
    stream = "input"
    for n in range(1, 5):
        b.conv(f"squeeze{n}", 16, 1, stream)
        b.conv(f"grow{n}", 8, keep=0.6)
        stream = b.join("concat", f"cat{n}", stream, f"grow{n}")
    b.conv("transition", 16, 1)
    b.add("avgpool", "half", kernel=2)
    return b


NETWORKS = (resnet18, vgg16, se_fcn, unet, mobilenetv3_block, inception_block, densenet_block)

if __name__ == "__main__":
    for network in NETWORKS:
        print(network().write(FOLDER))
