"""Which language the command line and the demo speak."""

from collections.abc import Mapping

_NO_LANGUAGE = ("", "C", "POSIX")


def spoken_language(environ: Mapping[str, str]) -> str:
    """Return the language that the machine's locale names: zh where it names none, en for any but Chinese."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    language = named.partition(".")[0]
    return "zh" if language in _NO_LANGUAGE or language.startswith("zh") else "en"
