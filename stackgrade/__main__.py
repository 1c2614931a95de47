"""`python -m stackgrade`."""

import sys

from stackgrade.cli import main

if __name__ == "__main__":
    sys.exit(main())
