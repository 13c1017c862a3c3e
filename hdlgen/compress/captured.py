"""`Captured`: forward and backward pass of a batch as one graph of kernels, which a GPU runs without the processor."""

from __future__ import annotations

import sys
from collections.abc import Callable

import torch
from torch import Tensor, nn

WARM = 3
"""Batches computed kernel by kernel before one is captured, as PyTorch asks for: memory and algorithms are found."""

Loss = Callable[[Tensor, Tensor], Tensor]
"""Images float[image, channel, row, column] and labels int64[image] → loss."""


def backward(network: nn.Module, loss: Loss) -> Loss:
    """What computes a loss, and leaves its gradients in the parameters of `network`."""

    def compute(x: Tensor, labels: Tensor) -> Tensor:
        network.zero_grad()
        value = loss(x, labels)
        value.backward()
        return value.detach()

    return compute


class Captured:
    """`backward` on a GPU: from the fourth batch on one start instead of that of each kernel.

    Batches are of one size. What `loss` does with Python's values is done once for all later batches. Where a step
    waits for the processor, as for numbers that it draws, nothing can be captured, and all goes on kernel by kernel.
    """

    def __init__(self, network: nn.Module, loss: Loss) -> None:
        self._network, self._compute = network, backward(network, loss)
        self._warm = WARM
        self._stream = torch.cuda.Stream()
        self._graph: torch.cuda.CUDAGraph | None = None

    def __call__(self, x: Tensor, labels: Tensor) -> Tensor:
        """The loss of a batch; it holds until the next one. Gradients are in the parameters."""
        if self._graph is None and self._warm == 0:
            self._capture(x, labels)
        if self._graph is None:
            return self._step(x, labels)
        self._x.copy_(x)
        self._labels.copy_(labels)
        self._graph.replay()
        return self._loss

    def _step(self, x: Tensor, labels: Tensor) -> Tensor:
        """Kernel by kernel; beside the stream that is everybody's, as long as something may be captured."""
        if self._warm < 0:
            return self._compute(x, labels)
        self._warm -= 1
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            loss = self._compute(x, labels)
        torch.cuda.current_stream().wait_stream(self._stream)
        return loss

    def _capture(self, x: Tensor, labels: Tensor) -> None:
        self._x, self._labels = x.clone(), labels.clone()
        self._network.zero_grad()
        graph = torch.cuda.CUDAGraph()
        try:
            with torch.cuda.graph(graph, stream=self._stream):
                self._loss = self._compute(self._x, self._labels)
        except RuntimeError as error:
            print(f"a step is not captured: {str(error).splitlines()[0]}", file=sys.stderr)
            self._network.zero_grad()
            self._warm = -1
        else:
            self._graph = graph
