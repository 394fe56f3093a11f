"""When the program began: a limit of time counts from here, the loading of libraries included."""

import time

STARTED = time.monotonic()
"""As early as the package is imported."""
