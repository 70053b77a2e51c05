"""Pictures and files: files from outside, taken apart and put together clean."""
