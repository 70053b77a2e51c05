"""The composition root: what a running bot does all the time, and which of several processes does what."""
