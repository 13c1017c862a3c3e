"""From a float network and images to a pruned, quantized network: training, with PyTorch."""
