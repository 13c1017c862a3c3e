"""Readers as a file, read by a program in C++."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Reader, native
from hdlgen_sim.packed import pack

from tests.hdlgen_sim.readouts import KINDS, readout, words

MAIN = Path(__file__).parent / "packed_main.cpp"


@pytest.mark.skipif(native.library() is None, reason="there is no C++ compiler")
def test_readers_of_every_kind_give_a_program_in_c_their_codes(tmp_path):
    readers = [Reader(readout(**kind)) for kind in KINDS.values()]
    vectors = [words(reader.readout, 1)[0] for reader in readers]
    (tmp_path / "readers").write_bytes(pack(readers))
    (tmp_path / "words").write_bytes(b"".join(vector.tobytes() for vector in vectors))
    program = tmp_path / "main"
    command = ["g++", "-std=c++17", f"-I{native.SOURCE.parent}", "-o", program, MAIN, "-ldl"]
    subprocess.run(command, check=True)
    files = [native.file(tmp_path), tmp_path / "readers", tmp_path / "words"]
    said = subprocess.run([program, *files], check=True, capture_output=True).stdout
    want = [reader.one(vector, 5).ravel() for reader, vector in zip(readers, vectors, strict=True)]
    np.testing.assert_array_equal(np.frombuffer(said, np.int16), np.concatenate(want))


def test_where_numpy_must_do_nothing_is_packed(monkeypatch):
    monkeypatch.setattr(native, "library", lambda: None)
    with pytest.raises(ValueError, match="no compiled reader on this machine"):
        pack([Reader(readout())])
    monkeypatch.undo()
    with pytest.raises(ValueError, match=r"inputs gate their cells|no compiled reader"):
        pack([Reader(readout(), lambda driven: np.zeros((len(driven), 11), np.int64))])
