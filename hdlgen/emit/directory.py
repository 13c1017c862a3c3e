"""An output directory with a manifest: replaced whole, so that a failed or interrupted run leaves the old one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hdlgen_sim.files import read_json

from hdlgen.errors import HdlgenError
from hdlgen.outputs import ASIDE, REGISTER, Digests, digest, install, is_input, known

SHOWN = 5
"""Names of files in a message."""


def replace_directory(
    out: Path, files: Mapping[str, bytes], manifest: str, inputs: Iterable[Path] = (), *, force: bool = False
) -> None:
    """Makes `out` hold `files` (path below it → contents) and nothing else that hdlgen wrote; a link is followed.

    manifest  the file among `files` whose JSON lists all others with their SHA-256 under "outputs"
    inputs    files that the run reads: nothing is written over them
    force     whether files may be written over that hdlgen did not make, or that were edited since. Others that hdlgen
              did not make stay

    Raises HdlgenError if `out` holds anything which its own manifest does not list or that was edited since, if it is
    in the way, or if it cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise HdlgenError(str(out), "is a file", fix="name another directory, or remove this one yourself")

    def agree() -> tuple[list[str], Digests]:
        listed, present = _listed(out, manifest), _present(out, files)
        # The manifest goes first and comes last: half is not taken for whole.
        gone = sorted((listed.keys() - files.keys() | {manifest}) & present, key=lambda name: (name != manifest, name))
        if not force and (fault := _fault(out, manifest, present, listed, {*files, *gone} - {manifest})):
            fix = "name another directory, remove what is yours, or give --force to write over it"
            raise HdlgenError(str(out), fault, fix=fix)
        read = [name for name in sorted({*files, *gone}) if is_input(out / name, inputs)]
        if read:
            raise HdlgenError(str(out / read[0]), "is an input of this run", fix="name another directory")
        return gone, listed

    try:
        install(out.resolve(), files, agree=agree)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise HdlgenError(str(out), what, fix="name a directory that can be written") from error


def _present(out: Path, files: Iterable[str]) -> set[str]:
    """Files below `out`, but for those that a killed run left; of those behind links to folders only `files`."""
    left = set(out.glob("*".join(ASIDE)))
    names = {path for path in out.rglob("*") if not path.is_dir() and not left & set(path.parents)}
    found = {str(path.relative_to(out)) for path in names if path.name != REGISTER}
    return found | {name for name in files if (out / name).exists()}


def _listed(out: Path, manifest: str) -> Digests:
    """What the manifest in `out` lists; nothing if it is not one of hdlgen's."""
    try:
        data = read_json(out / manifest)
        return {name: frozenset([value]) for name, value in data["outputs"].items()} if data["hdlgen"] else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _fault(out: Path, manifest: str, present: set[str], listed: Digests, touched: set[str]) -> str:
    """What about the files in `out` says that hdlgen did not write them so; empty if nothing does."""
    registered = known(out)
    ours = {name: listed.get(name, frozenset()) | registered.get(name, frozenset()) for name in {*listed, *registered}}
    foreign = sorted(present - ours.keys() - ({manifest} if listed else set()))
    if foreign and not ours:
        return f"exists and holds no {manifest} of hdlgen, so it was not written by hdlgen"
    if foreign:
        return f"holds {_names(foreign)}, which was not written by hdlgen"
    edited = sorted(name for name in present & ours.keys() & touched if not _is(out / name, ours[name]))
    return f"holds {_names(edited)}, which was edited since hdlgen wrote it" if edited else ""


def _is(path: Path, digests: frozenset[str]) -> bool:
    """Whether a file has one of `digests`; no pipe has, nor a link to nothing."""
    try:
        return digest(path) in digests
    except OSError:
        return False


def _names(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
