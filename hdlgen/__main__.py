"""`python -m hdlgen`: the command `hdlgen`."""

import sys

from hdlgen.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
