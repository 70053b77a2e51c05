"""What an installation has beside config.toml: forms, registers and a grading file of its own."""
