"""Use cases: what questions are asked of, whoever asks them: reports and registers stand on it."""
