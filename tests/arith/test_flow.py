import numpy as np

from hdlgen.arith import Window, WindowFlow


def test_rows_that_are_kept():
    assert WindowFlow(Window(28, 28, 1, (5, 5)), 1).row_banks == 10  # the last windows' five and the next image's five
    assert WindowFlow(Window(8, 8, 1, (3, 3), (1, 1), (1,) * 4), 1).row_banks == 4  # three and the one being written
    assert WindowFlow(Window(8, 8, 1, (3, 3), (2, 1), (1,) * 4), 1).row_banks == 5
    assert WindowFlow(Window(8, 8, 1, (3, 3), (1, 1), (2,) * 4, (2, 2)), 1).row_banks == 6
    assert WindowFlow(Window(4, 5, 1, (4, 5)), 3).row_banks == 0
    assert WindowFlow(Window(4, 5, 1, (1, 3), (1, 2)), 3).row_banks == 0
    assert WindowFlow(Window(6, 6, 1, (2, 2), (3, 3)), 1).stored_rows == 5  # the sixth is seen by no window


def test_steps_of_a_row():
    def steps(*window):
        flow = WindowFlow(Window(*window), 2)
        return flow.row_steps, flow.turn, flow.late_columns

    assert steps(8, 9, 1, (3, 3)) == (18, 6, 0)
    assert steps(8, 9, 1, (3, 3), (1, 3)) == (18, 6, 0)
    assert steps(8, 8, 1, (3, 3), (1, 3)) == (12, 6, 0)  # two columns are not read
    assert steps(8, 8, 1, (3, 3), (1, 1), (1,) * 4) == (16, 2, 1)
    assert steps(8, 8, 1, (3, 3), (1, 1), (0, 2, 0, 2)) == (20, 2, 2)  # 2 + 2 + 1 − 3 dummy pixels
    assert steps(8, 1, 1, (3, 3), (1, 1), (1,) * 4) == (2, 2, 1)
    assert steps(8, 8, 1, (1, 1), (1, 3)) == (16, 4, 0)  # without row memories every column goes in


def test_cycles_of_an_image():
    flow = WindowFlow(Window(8, 8, 1, (3, 3), (1, 1), (1,) * 4), 2)
    assert [flow.interval(pace) for pace in (1, 2, 3)] == [128, 128, 192]
    assert WindowFlow(Window(8, 8, 1, (3, 3)), 1).interval(2) == 6 * (5 * 2 + 3)


def test_beats_that_go_in():
    flow = WindowFlow(Window(4, 4, 1, (3, 3), (1, 1), (1,) * 4), 1)
    # two rows and two columns for the first window, four columns for the last of a row; the last row waits for none
    assert flow.needs.tolist() == [6, 7, 8, 8, 10, 11, 12, 12, 14, 15, 16, 16, 16, 16, 16, 16]
    # Three rows besides the padding. A row of windows leaves room for one more when its last column is read: that is
    # the beat after the one that completes its second window.
    rows = [3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7]
    assert flow.takes.tolist() == (4 * np.array(rows)).tolist()
    whole = WindowFlow(Window(2, 2, 3, (2, 2)), 3)
    assert (whole.needs.tolist(), whole.takes.tolist()) == ([12], [12, 24])


def test_cycles_until_a_window_is_offered():
    flow = WindowFlow(Window(3, 4, 1, (3, 3), (1, 1), (1,) * 4), 2)
    # the last column waits for a pixel of two beats; rows that see nothing new come a row's eight beats later
    assert flow.latency.tolist() == [3, 3, 3, 5, 3, 3, 3, 5, 7, 9, 11, 13]
    assert WindowFlow(Window(2, 2, 3, (2, 2)), 3).latency.tolist() == [1]
