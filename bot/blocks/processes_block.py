"""The block of config.toml that says by what several processes of one bot work together."""

from pydantic import SecretStr

from bot.blocks.office_blocks import Block


class ProcessesBlock(Block):
    """[processes]: the Redis that they share, as a URL, which may hold a password; empty: one process, on its own."""

    redis: SecretStr = SecretStr("")
