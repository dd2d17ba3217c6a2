"""``python -m samspil.cli``."""

import sys

from samspil.cli import main

sys.exit(main())
