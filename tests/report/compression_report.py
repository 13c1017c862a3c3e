"""A report of a compression run with numbers of our own."""

FIGURES = [
    {"key": "conv3_weights", "title": "conv weights, ≥ 3×3", "built": 25500, "left": 4296, "unit": "",
     "counts": "weights of convolutions of 3×3 and larger; left: rows with a weight × columns", "ratio": 25500 / 4296},
    {"key": "bits", "title": "bits, against float", "built": 13776000, "left": 85280, "unit": "bit",
     "counts": "built: 32 bits a weight", "ratio": 13776000 / 85280},
    {"key": "tiles_128x128", "title": "tiles of 128×128", "built": 32, "left": 4, "unit": "",
     "counts": "occupied tiles", "ratio": 8.0},
    {"key": "energy", "title": "energy an image", "built": 5.69e-7, "left": 2.31e-7, "unit": "J", "counts": "estimated",
     "ratio": 5.69 / 2.31},
    {"key": "power", "title": "power, own pace", "built": 2e-3, "left": 2.5e-3, "unit": "W", "counts": "each as fast",
     "ratio": 0.8},
    {"key": "conv_nonzero", "title": "conv weights, non-zero", "built": 10, "left": 0, "unit": "",
     "counts": "none left", "ratio": None},
]  # fmt: skip
COMPRESSION = {
    "network": "net",
    "hardware": {"rows": 128, "columns": 128},
    "clock_hz": 1e8,
    "figures": FIGURES,
    "tile_rule": {"tiles": 4, "slack": 1.3, "most": 5.69, "holds": True},
    "missing": [],
}
PHASES = [
    ("float", 0.99, 400, 2),
    ("prune 1/1, approached", 0.985, 400, 4),
    ("prune 1/1, cut", 0.6, 40, 4),
    ("prune 1/1", 0.98, 40, 6),
    ("quantize, rounded", 0.9, 40, 6),
    ("quantize", 0.975, 40, 8),
    ("tile by tile", 0.97, 40, 8),
]


def report(method="admm", weights=40, shift=0.0):
    """Of one pruning step from 400 weights to `weights`; the accuracies less `shift`."""
    phases = [
        {"phase": title, "accuracy": a - shift, "weights": 400 if w == 400 else weights, "epoch": epoch}
        for title, a, w, epoch in PHASES
    ]
    return {
        "recipe": {"prune": {"method": method}},
        "test_images": 1000,
        "built_weights": 400,
        "phases": phases,
        "compression": COMPRESSION,
    }
