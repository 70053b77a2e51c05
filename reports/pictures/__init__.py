"""Pictures and files: pictures drawn from figures."""
