import pytest
from hdlgen_sim.quantity import parse


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("40 uS", "S", 40e-6),
        ("40uS", "S", 40e-6),
        ("-0.5 µS", "S", -0.5e-6),
        ("1e3 nS", "S", 1e-6),
        ("10 MOhm", "S", 1e-7),  # a resistance for a conductance
        ("1.333 kOhm", "Ohm", 1333.0),
        ("0.5 V", "V", 0.5),
        ("19.88665 nA", "A", 19.88665e-9),
        ("250 ns", "s", 250e-9),
        ("5 min", "s", 300.0),
        ("1h", "s", 3600.0),
        ("2 d", "s", 172800.0),
        ("1 %", "1", 0.01),
        (".5 s", "s", 0.5),
    ],
)
def test_quantities_are_the_floats_next_to_what_is_written(text, dimension, value):
    assert parse(text, dimension) == value


@pytest.mark.parametrize(
    ("text", "dimension", "message"),
    [
        ("40", "S", r"""'40' has no unit: a conductance is wanted, as in "40 uS\""""),
        (40, "S", "40 has no unit: a conductance is wanted"),
        ("0.5 V", "S", r"""'0.5 V' is a voltage: a conductance is wanted, as in "40 uS\""""),
        ("40 uS", "Ohm", "'40 uS' is a conductance: a resistance is wanted"),
        ("0 Ohm", "S", "'0 Ohm' is a resistance: a conductance is wanted"),
        ("3 uX", "A", "unit 'uX' of '3 uX' is not known: a current is wanted"),
        ("3 kd", "s", "unit 'kd' of '3 kd' is not known: a time is wanted"),
        ("1e400 s", "s", "'1e400 s' is too large: a time is wanted"),
        ("1e9999999999999999999 s", "s", "is too large: a time"),
        ("-1e31 s", "s", "is too large: a time"),
        ("1e-31 S", "S", "is too small: a conductance"),
        ("1e-320 Ohm", "S", "is too small: a conductance"),
        ("fast", "s", "'fast' is no quantity: a time is wanted"),
        (None, "1", "None is no quantity: a share is wanted"),
        (True, "1", "True is no quantity"),
        ("nan S", "S", "'nan S' is no quantity"),
    ],
)
def test_what_is_no_quantity_of_the_dimension_is_refused(text, dimension, message):
    with pytest.raises(ValueError, match=message):
        parse(text, dimension)
