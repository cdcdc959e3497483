"""Make an environment ready, for make: `python -m installation PART`, with `--folder` and `--least` for another one."""

import os
import sys

from .interpreter import lead_to_suitable

if __name__ == "__main__":
    ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    lead_to_suitable(ROOT, ["-m", "installation"] + sys.argv[1:])
    from .preparing import prepare

    sys.exit(prepare(sys.argv[1:]))
