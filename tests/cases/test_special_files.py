"""A path that leads to a folder, a device, a pipe or gigabytes: exit code 2 at once, for every file that is given."""

import os
import shutil
import time

import pytest

from tests.cases.conftest import NETWORK
from tests.cases.readers import READERS

SAID = {
    "folder": "Is a directory",
    "device": "Is no regular file",
    "pipe": "Is no regular file",
    "gigabytes": "Has more than",
    "empty": "",
    "nothing": "No such file",
    "link to itself": "Too many levels",
}


@pytest.fixture(params=SAID)
def special(request, tmp_path):
    """Makes what can be no file of ours; gives its path and what must be said."""

    def make(name):
        path = tmp_path / name
        said = SAID[request.param]
        if request.param == "folder":
            path.mkdir()
        elif request.param == "device":
            path.symlink_to("/dev/zero")
        elif request.param == "pipe":
            os.mkfifo(path)
        elif request.param == "gigabytes":
            with path.open("wb") as stream:
                stream.truncate(100 << 30)  # takes no room
        elif request.param == "empty":
            path.touch()
        elif request.param == "link to itself":
            path.symlink_to(path)
        return path, said

    began = time.process_time()
    yield make
    assert time.process_time() - began < 3


@pytest.mark.parametrize("kind", READERS)
def test_texts(special, kind):
    path, message = special("mine.yaml")
    said = READERS[kind].refusal(path)
    assert "mine.yaml" in said
    assert message in said or "mine.yaml: is a folder" in said


def test_weights(special, hdlgen, tiny):
    (tiny.parent / "tiny.safetensors").unlink()
    _, message = special("tiny.safetensors")
    hdlgen("check", tiny).refuses("tiny.yaml:4: network.weights: ", "tiny.safetensors", message)


def test_images(special, hdlgen, tiny):
    path, message = special("own.npz")
    hdlgen("eval", "--net", tiny, "--data", path).refuses("own.npz: ", message)


@pytest.mark.parametrize("name", ["t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz"])
def test_images_of_a_data_set(special, hdlgen, tmp_path, name):
    special(name)
    hdlgen("eval", "--net", "lenet_q4", "--data", tmp_path).refuses("t10k-images-idx3-ubyte")


def test_a_run_of_compress(special, hdlgen, tmp_path):
    _, message = special("report.json")
    hdlgen("curves", tmp_path, "--out", tmp_path / "plots").refuses(
        "report.json: is no report of hdlgen compress: ", message
    )


def test_cards_and_peripheries_by_option(special, hdlgen, tiny):
    path, message = special("mine.yaml")
    for option in ("--device", "--periphery"):
        hdlgen("eval", "--net", tiny, option, path, "--data", _own(tiny.parent)).refuses("mine.yaml", message)
    hdlgen("device", "show", path).refuses("mine.yaml", message)


def _own(folder):
    import numpy as np

    from tests.cases.conftest import images_of

    np.savez(folder / "own.npz", images=images_of([0]), labels=[0])
    return folder / "own.npz"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "..", "/", "a\\0b", "\\ud800", "x" * 300, ""])
@pytest.mark.parametrize("key", ["hardware", "device", "ranges", "periphery", "weights", "card"])
def test_paths_in_a_network_file(hdlgen, tiny, key, path):
    text = NETWORK.replace("weights: tiny.safetensors", f'weights: "{path}"') if key == "weights" else NETWORK
    if key == "card":
        text = text.replace("device: {", f'device: {{card: "{path}/c.yaml", ')
    elif key != "weights":
        lines = text.splitlines()
        first = next((i for i, line in enumerate(lines) if line.startswith(f"{key}:")), len(lines))
        last = next((i for i in range(first + 1, len(lines)) if lines[i][0] != " "), len(lines))
        text = "\n".join([*lines[:first], f'{key}: "{path}"', *lines[last:]]) + "\n"
    tiny.write_text(text)
    hdlgen("check", tiny).refuses("tiny.yaml:", f"{key}: ")


@pytest.fixture
def nobody():
    """The test reads files as a user who is not root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind not in ("hardware", "ranges")])
def test_files_that_may_not_be_read(tmp_path, kind, nobody):
    assert "Permission denied" in READERS[kind].refusal(tmp_path / "mine.yaml")


def test_a_network_named_by_a_folder_or_a_device(hdlgen, tmp_path):
    (tmp_path / "mine").mkdir()
    hdlgen("check", "mine").refuses("mine: is a folder, and no bundled network")
    hdlgen("check", "/dev/zero").refuses("'/dev/zero': Is no regular file")
    shutil.rmtree(tmp_path / "mine")
    hdlgen("check", "mine").refuses("mine: is neither a file nor a bundled network")
