"""Every residual of a report is in the plot."""

from hdlgen.report.residuals import plot

PHASES = [
    {"phase": "float", "accuracy": 0.99},
    {
        "phase": "prune 1/1, approached",
        "residuals": [
            {"epoch": e, "rho": 0.1, "constraint": c, "layer": layer, "primal": 0.5 / e, "dual": 0.25 / e}
            for e in (1, 2, 3)
            for c in ("structure", "levels")
            for layer in ("conv1", "fc1")
        ],
    },
]


def test_a_report_without_residuals_has_no_plot():
    assert plot({"phases": PHASES[:1]}) == {}


def test_each_layer_and_constraint_is_a_line_in_both_panels(monkeypatch):
    drawn = []
    monkeypatch.setattr("hdlgen.report.residuals.saved", lambda name, figure: drawn.append((name, figure)) or {})
    plot({"phases": PHASES})
    ((name, figure),) = drawn
    assert name == "residuals"
    primal, dual = figure.axes
    assert [line.get_label() for line in primal.lines] == ["conv1", "fc1", "conv1, levels", "fc1, levels"]
    for line in primal.lines:
        assert list(line.get_xdata()) == [1, 2, 3]
        assert list(line.get_ydata()) == [0.5, 0.25, 0.5 / 3]
    assert list(dual.lines[3].get_ydata()) == [0.25, 0.125, 0.25 / 3]
    assert primal.get_title(loc="left") == "prune 1/1"


def test_steps_share_a_scale_on_which_all_is_seen(monkeypatch):
    drawn = []
    monkeypatch.setattr("hdlgen.report.residuals.saved", lambda name, figure: drawn.append(figure) or {})
    larger = [{**r, "primal": 3 * r["primal"]} for r in PHASES[1]["residuals"]]
    plot({"phases": [*PHASES, {"phase": "prune 2/2, approached", "residuals": larger}]})
    first, second = drawn[0].axes[:2]
    assert first.get_ylim() == second.get_ylim()
    assert first.get_ylim()[0] == 0
    assert 1.5 < first.get_ylim()[1] < 1.8


def test_the_same_numbers_give_the_same_bytes():
    files = plot({"phases": PHASES})
    assert sorted(files) == ["residuals.png", "residuals.svg"]
    assert files == plot({"phases": PHASES})
