"""The conversations, in the order in which they are asked.

Groups hear nothing but /digest. An unfinished tip takes everything that its reporter sends, so it comes next. Then
what is recognised by its own look, before the words typed below a form's question; free words and old buttons last.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject

from handlers import free_text, groups, show_menu
from handlers.acts import put_gate
from handlers.digests import assess, drill_down
from handlers.digests import read as read_digest
from handlers.digests import read_parts as read_digest_parts
from handlers.documents import choose_archive, documents
from handlers.duties import chase_missing, exempt_items, take_leave
from handlers.hearings import choose as hearings_choose
from handlers.hearings import host as hearings_host
from handlers.hearings import list_hearings
from handlers.hearings import offer as hearings_offer
from handlers.materials import answer_suggestions, suggest
from handlers.materials import read as read_materials
from handlers.materials import send as send_material
from handlers.materials import sent as sent_materials
from handlers.office import enter_holidays
from handlers.people import bind_phone, block_bot
from handlers.people import invite as invite_people
from handlers.reporting import fill_form, list_duties
from handlers.reviews import review_reports
from handlers.reviews import standing as review_standing
from handlers.tips import (
    answer_facts,
    ask_for_facts,
    delete_chat,
    export_ledger,
    hand_over_again,
    handler_keys,
    look_up_receipt,
    stray_secrets,
)
from handlers.tips import desk as tip_desk
from handlers.tips import download as download_tips
from handlers.tips import forward as forward_tip
from handlers.tips import handle as handle_tips
from handlers.tips import merge as merge_tips
from handlers.tips import steps as tip_steps
from handlers.tips import submit as submit_tip
from handlers.tips import unlock as unlock_tips


def routers() -> list[Router]:
    """Return every conversation's router, newly built."""
    conversations = (
        groups,
        tip_desk,
        stray_secrets,
        send_material,
        enter_holidays,
        forward_tip,
        unlock_tips,
        handler_keys,
        hand_over_again,
        submit_tip,
        delete_chat,
        look_up_receipt,
        ask_for_facts,
        answer_facts,
        suggest,
        answer_suggestions,
        fill_form,
        bind_phone,
        show_menu,
        list_duties,
        read_digest,
        read_digest_parts,
        drill_down,
        assess,
        documents,
        choose_archive,
        review_reports,
        review_standing,
        chase_missing,
        exempt_items,
        read_materials,
        sent_materials,
        take_leave,
        list_hearings,
        hearings_choose,
        hearings_host,
        hearings_offer,
        invite_people,
        handle_tips,
        download_tips,
        tip_steps,
        merge_tips,
        export_ledger,
        block_bot,
        free_text,
    )
    return [conversation.build() for conversation in conversations]


def router() -> Router:
    """Return all conversations as one router, each act behind its gate (domain/acts.py).

    aiogram goes from router to router, which takes it longer than to ask all their handlers (docs/decisions/0002).
    """
    whole = Router(name="conversations")
    for kind, handlers in _handlers().items():
        whole.observers[kind].handlers.extend(handlers)
    return whole


@cache
def _handlers() -> Mapping[str, Sequence[HandlerObject]]:
    """Return the handlers by the kind of update: no bot changes anything about them, so all of a process share them."""
    found: defaultdict[str, list[HandlerObject]] = defaultdict(list)
    for part in routers():
        for kind, observer in part.observers.items():
            of_all = observer._handler.filters or []  # noqa: SLF001 - aiogram keeps a router's own filters there
            for handler in observer.handlers:
                handler.filters = [*of_all, *(handler.filters or [])]
                put_gate(handler)
                found[kind].append(handler)
    return found
