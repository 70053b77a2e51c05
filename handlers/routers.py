"""The conversations, in the order in which they are asked.

Groups hear nothing but /digest. An unfinished tip takes everything that its reporter sends, so it comes next. Free
words and old buttons come last.
"""

from aiogram import Router

from handlers import (
    bind_phone,
    block_bot,
    chase_missing,
    fill_form,
    forward_tip,
    free_text,
    groups,
    handle_tips,
    invite_people,
    list_duties,
    look_up_receipt,
    read_digest,
    show_menu,
    submit_tip,
    tip_desk,
)


def routers() -> list[Router]:
    """Return every conversation's router, newly built."""
    conversations = (
        groups,
        tip_desk,
        bind_phone,
        show_menu,
        fill_form,
        list_duties,
        read_digest,
        chase_missing,
        invite_people,
        submit_tip,
        forward_tip,
        look_up_receipt,
        handle_tips,
        block_bot,
        free_text,
    )
    return [conversation.build() for conversation in conversations]
