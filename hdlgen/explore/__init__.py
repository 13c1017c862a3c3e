"""Many chips of one design: what their cells do to accuracy."""

from hdlgen.explore.seeds import Spread, Summary, measure
from hdlgen.explore.study import Study

__all__ = ["Spread", "Study", "Summary", "measure"]
