"""`python -m malaff.cli`."""

import sys

from malaff.cli import main

sys.exit(main())
