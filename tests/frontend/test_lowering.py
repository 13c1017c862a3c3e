"""What lowering refuses, with its reason; and what it must not merge."""

import numpy as np
import pytest

from hdlgen.errors import SpecError
from hdlgen.frontend.builder import Builder
from hdlgen.frontend.integers import integers
from hdlgen.frontend.operators import Add, Affine, Average, Clip, Concat, Conv, Function, Grid, MaxPool, Quant, Scale
from hdlgen.spec.names import INPUT
from tests.frontend.test_integers import computed

SHAPE = (4, 4, 2)
IMAGE = Grid(np.array([1 / 255]), 0, 255)


class Net:
    """A network on 4×4×2: `conv`, quantized to −8..7, then what a test adds."""

    def __init__(self):
        self.b = Builder("net", SHAPE)
        k = np.random.default_rng(0).integers(-7, 8, (2, 2, 1, 1))
        self.conv = self.add("conv", Conv(k * 0.1, np.zeros(2), grid=Grid(np.array([0.1]), -7, 7)), INPUT)
        self.q = self.quant("q", self.conv)

    def add(self, name, op, *inputs):
        return self.b.add(name, name, op, *inputs)

    def quant(self, name, x, lo=-8, hi=7, scale=0.2, rounding="half_up"):
        return self.add(name, Quant(Grid(np.array([scale]), lo, hi, rounding)), x)

    def lowered(self, *outputs):
        self.source = self.b.source(outputs, outputs)
        return integers(self.source, IMAGE)


def twice(n):
    return n.quant("end", n.add("joined", Concat(), n.q, n.quant("again", n.q)))


def clipped_then_scaled(n):
    x = n.add("clip", Clip(0.0, np.inf), n.conv)
    return n.quant("end", n.add("scaled", Affine(np.array([1.0, 2.0]), np.zeros(2)), x), 0, 15)


def pooled_then_turned(n):
    x = n.add("pool", MaxPool((2, 2), (2, 2)), n.conv)
    return n.quant("end", n.add("turned", Affine(np.array([-1.0, -1.0]), np.zeros(2)), x))


def shifted_sum(n):
    x = n.add("sum", Add(), n.q, INPUT)
    return n.quant("end", n.add("shifted", Affine(np.ones(2), np.ones(2)), x))


def function_behind_a_pool(n):
    n.b.nodes["q"].op.grid.scale[0] = 1.0
    x = n.add("pool", MaxPool((2, 2), (2, 2)), n.q)
    return n.quant("end", n.add("f", Function("hard_swish"), x))


def function_behind_a_sum(n):
    x = n.quant("sum_q", n.add("sum", Add(), n.q, INPUT), scale=0.3)
    return n.quant("end", n.add("f", Function("sigmoid"), x), 0, 15, 0.1)


def function_beside_others(n):
    f = n.quant("f_q", n.add("f", Function("sigmoid"), n.q), 0, 15, 0.1)
    return n.quant("end", n.add("sum", Add(), f, n.q), scale=0.3)


def function_without_quantizer(n):
    return n.quant("end", n.add("f", Function("sigmoid"), n.conv), 0, 15, 0.1)


def scaled_curve(n):
    f = n.add("f", Function("sigmoid"), n.q)
    return n.quant("end", n.add("scaled", Affine(np.array([1.0, 2.0]), np.zeros(2)), f), 0, 15, 0.1)


def float_weights(n):
    return n.quant("end", n.add("plain", Conv(np.ones((2, 2, 1, 1)), np.zeros(2)), n.q))


def wide(n):
    return n.quant("end", n.add("mean", Average(None), n.q), -300, 300)


def by_channel(n):
    return n.add("end", Quant(Grid(np.array([0.1, 0.2]), -8, 7)), n.conv)


def constant(n):
    x = n.add("clip", Clip(0.0, 0.01), n.conv)
    return n.quant("end", x)


def narrow_average(n):
    return n.quant("end", n.add("mean", Average((2, 2), (2, 2)), n.q), -7, 7, 0.1)


def sign_of_a_product(n):
    gates = n.quant("gates", n.add("mean", Average(None), n.q), scale=0.1)
    return n.quant("end", n.add("product", Scale(), n.q, gates), -1, 1, 1.0, "sign")


def quantized_in_two_ways(n):
    return n.quant(
        "end", n.add("joined", Concat(), n.q, n.add("pool", MaxPool((1, 1)), n.quant("other", n.conv, scale=0.3)))
    )


def quantized_again_behind_a_function(n):
    f = n.quant("f_q", n.add("f", Function("sigmoid"), n.q), 0, 15, 0.1)
    pool = n.add("pool", MaxPool((1, 1)), n.quant("other", n.conv))
    return n.quant("end", n.add("sum", Add(), f, pool), scale=0.3)


def function_quantized_twice(n):
    f = n.add("f", Function("sigmoid"), n.q)
    return n.quant("end", n.add("sum", Add(), n.quant("a", f, 0, 15, 0.1), n.quant("b", f, 0, 15, 0.2)), scale=0.3)


def open_result(n):
    return n.add("mean", Average(None), n.q)


def image_itself(n):
    return INPUT


REFUSED = {
    twice: ("joined: reads one value more than once", "scale it"),
    clipped_then_scaled: ("scaled: scales or shifts channels behind a clip", "before the activation"),
    pooled_then_turned: ("turned: multiplies what was pooled by numbers that are not above 0", "before the pool"),
    shifted_sum: ("shifted: scales or shifts channels behind a sum, a product or a concat", "put it before it"),
    function_behind_a_pool: ("f: is a hard_swish behind pool, which has no table", "right behind the quantizer"),
    function_behind_a_sum: ("f: is a sigmoid behind sum, which has no table", "right behind the quantizer"),
    function_beside_others: ("f: is a sigmoid of what others read without it", "a layer of their own"),
    function_without_quantizer: ("f: reads what conv gives, which is not quantized", "put a quantizer there"),
    scaled_curve: ("scaled: scales channels differently behind a function", "in front of the function"),
    float_weights: ("plain: has weights that are not quantized", "--bits"),
    wide: ("end: gives integers of -300 to 300 steps, which takes 10 bits", "use 8 bits or fewer"),
    by_channel: ("end: quantizes activations with a scale for each channel", "one for the whole tensor"),
    constant: ("end: gives one number for all images", "ranges that overlap"),
    narrow_average: ("mean: an average gives -7 to 7, which is no whole type", "give -8 to 7"),
    sign_of_a_product: ("end: is quantized to its sign", "two bits or more"),
    quantized_in_two_ways: ("other: quantizes conv, which another quantizes otherwise", "one quantizer"),
    quantized_again_behind_a_function: ("other: quantizes conv, which another quantizes otherwise", "one quantizer"),
    function_quantized_twice: ("b: quantizes a function behind conv, which another quantizes, too", "one quantizer"),
    open_result: ("mean: is a result that is not quantized", "--data"),
    image_itself: ("result input: is the image itself", "leave it out"),
}


@pytest.mark.parametrize(("build", "texts"), REFUSED.items(), ids=[f.__name__ for f in REFUSED])
def test_what_has_no_hardware_is_refused_with_its_reason(build, texts):
    net = Net()
    with pytest.raises(SpecError) as caught:
        net.lowered(build(net))
    for text in texts:
        assert text in str(caught.value)


def same(net, taken, tmp_path):
    """Asserts that all results are those of the real numbers."""
    images = np.random.default_rng(1).integers(0, 256, (20, *SHAPE))
    right = net.source.run(images * IMAGE.scale)
    for r, k, name in zip(taken.results, computed(taken, SHAPE, images, tmp_path), net.source.outputs, strict=True):
        np.testing.assert_array_equal(k, np.floor(right[name] / r.scale + 0.5), name)


def test_a_clip_narrows_the_layer_in_front_of_it(tmp_path):
    net = Net()
    taken = net.lowered(net.quant("end", net.add("relu", Clip(0.0, np.inf), net.q)))
    assert [layer["name"] for layer in taken.layers] == ["conv"]
    same(net, taken, tmp_path)


def test_a_layer_that_others_read_is_not_narrowed(tmp_path):
    net = Net()
    relu = net.quant("end", net.add("relu", Clip(0.0, np.inf), net.q), 0, 7)
    pool = net.add("pool", MaxPool((2, 2), (2, 2)), net.q)
    taken = net.lowered(relu, pool)
    assert {layer["name"] for layer in taken.layers} == {"conv", "relu", "pool"}
    same(net, taken, tmp_path)


def test_a_layer_that_is_a_result_is_not_narrowed(tmp_path):
    net = Net()
    taken = net.lowered(net.q, net.quant("end", net.add("relu", Clip(0.0, np.inf), net.q), 0, 7))
    same(net, taken, tmp_path)
    assert taken.layers[0]["out"] == "int4"


def test_two_quantizers_that_are_alike_are_one_layer(tmp_path):
    net = Net()
    pool = net.add("pool", MaxPool((2, 2), (2, 2)), net.quant("other", net.conv))
    taken = net.lowered(net.q, pool)
    assert [layer["name"] for layer in taken.layers] == ["conv", "pool"]
    same(net, taken, tmp_path)


def test_a_function_that_rises_goes_in_front_of_a_max_pool(tmp_path):
    net = Net()
    x = net.add("pool", MaxPool((2, 2), (2, 2)), net.q)
    taken = net.lowered(net.quant("end", net.add("f", Function("sigmoid"), x), 0, 15, 1 / 15))
    assert "table" in taken.layers[0]["activation"]
    same(net, taken, tmp_path)
