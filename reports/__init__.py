"""Values in, files and pictures out: workbooks, pictures of lights, the sample hospital."""

import logging

# On its first run Matplotlib tells of its cache of fonts, which nobody who types a command can do anything about.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
