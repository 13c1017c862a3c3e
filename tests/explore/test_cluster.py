import json
import os
import signal
import threading
import time

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.explore import trade
from hdlgen.explore.trade import front
from tests.explore import trading, workers
from tests.explore.trading import explored, space

distributed = pytest.importorskip("distributed", reason="pip install 'hdlgen[cluster]'")


@pytest.fixture(scope="module")
def local():
    """A scheduler and four workers, each a process."""
    with distributed.LocalCluster(
        n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture
def cluster(local):
    from hdlgen.explore.cluster import connected

    with connected(local.scheduler_address) as found:
        yield found


def test_tasks_are_done_and_progress_and_mistakes_arrive(cluster):
    heard = []
    assert cluster.workers == 4
    done = sorted(cluster.run(workers.double, 100, iter([3, 1, 4, 1, 5] * 3), heard.append))
    assert done == sorted([(3, 106), (1, 102), (4, 108), (1, 102), (5, 110)] * 3)
    deadline = time.monotonic() + 30
    while len(heard) < 15 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert sorted(heard) == sorted([3, 1, 4, 1, 5] * 3)
    with pytest.raises(HdlgenError, match="a: is wrong\\n    fix: mend it\\nb: too"):
        list(cluster.run(workers.refuse, 100, [1, 2], lambda n: None))


def test_no_result_is_lost_with_a_worker_and_none_comes_twice(local, cluster, tmp_path):
    want, _ = explored(trading.problem(), tmp_path / "here")
    killed = threading.Event()

    def told(record, there):
        if not killed.is_set():
            killed.set()
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)

    found, _ = explored(trading.problem(), tmp_path / "there", executor=cluster, told=told)
    assert killed.is_set()
    digests = [json.loads(line)["digest"] for line in (tmp_path / "there" / trade.FILE).read_text().splitlines()]
    assert sorted(digests) == sorted(r.digest for r in want)
    assert [r.values for r in front(found, space())] == [r.values for r in front(want, space())]


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    from hdlgen.explore import cluster

    monkeypatch.setattr(cluster, "WAIT", "1s")
    with pytest.raises(HdlgenError, match="9 does not answer"), cluster.connected("tcp://127.0.0.1:9"):
        pass
