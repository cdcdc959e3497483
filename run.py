"""The first file: sets up what the product needs where that is missing, then hands over to the command line.

Every Python from 2.7 on can read it as far as that one is asked for its version.
"""

import gc
import os
import sys

if __name__ == "__main__":
    ROOT = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, ROOT)  # a Python that is isolated (-I) does not look here
    from installation.interpreter import lead_to_suitable

    lead_to_suitable(ROOT, sys.argv)
    from installation.first_command import lead_on
    from outputs.shared.arguments import languages_asked

    sys.argv[1:] = lead_on(sys.argv[1:], languages_asked(sys.argv[1:]))
    from outputs.shared.stopping import ignore_signals, stop_at_once

    stop_at_once()  # as long as the rest is read
    # Tables and figures are many objects that live long. To look for dead ones after every 700 takes a twentieth of a large run.
    gc.set_threshold(100000)

from outputs.command_line import app, main

__all__ = ["app", "main"]

if __name__ == "__main__":
    code = main()
    ignore_signals()
    sys.exit(code)
