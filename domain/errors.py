"""Errors that a person is told about: each carries the key of its sentence in locales/."""


class RefusalError(Exception):
    """Something was not done, for a reason that the person can be told.

    `key` is the Fluent key of the sentence; `details` are its arguments. Never holds ids, secrets or tip text.
    """

    def __init__(self, key: str, **details: str | int) -> None:
        """Refuse with the sentence `key` and its arguments."""
        super().__init__(key)
        self.key = key
        self.details = details


class UnseenError(Exception):
    """Something was done, and what it led to could not be shown; `key` is the sentence that says so.

    Raised from what went wrong.
    """

    def __init__(self, key: str) -> None:
        """Say so with the sentence `key`, which takes no arguments."""
        super().__init__(key)
        self.key = key


class LeftToNewerError(Exception):
    """A newer version of this program, which runs beside it, knows what this one does not.

    Nothing of the update is done here: it is to come again, until it comes to a process of that version.
    """
