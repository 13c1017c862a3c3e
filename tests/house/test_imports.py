"""Who imports what: seen from outside, in a fresh interpreter."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "onnx", "amaranth", "cocotb")
ROOT = Path(__file__).parents[2]


def loaded(code: str) -> set[str]:
    """Top-level modules that `code` leaves loaded."""
    report = "import json, sys; print('\\n' + json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_hdlgen_is_light():
    assert not loaded("import hdlgen").intersection(HEAVY)


def test_help_is_light():
    modules = loaded("from hdlgen.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass")
    assert "hdlgen" in modules
    assert not modules.intersection(HEAVY)


def test_the_judge_sees_what_is_loaded():
    assert "cocotb" in loaded("import cocotb")


def test_import_contracts_hold():
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.fail("lint-imports is not installed: pip install 'hdlgen[test]'")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "sim")])}
    done = subprocess.run([program, "--no-cache"], capture_output=True, text=True, cwd=ROOT, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_array_models_stand_alone():
    assert "hdlgen" not in loaded("import sys; sys.path.insert(0, 'sim'); import hdlgen_sim")
