"""The conversations, in the order in which they are asked.

Groups hear nothing but /digest. An unfinished tip takes everything that its reporter sends, so it comes next. Then
what is recognised by its own look, before the words typed below a form's question; free words and old buttons last.
"""

from aiogram import Router

from handlers import (
    answer_facts,
    answer_suggestions,
    ask_for_facts,
    assess,
    bind_phone,
    block_bot,
    chase_missing,
    choose_archive,
    delete_chat,
    documents,
    download_tips,
    drill_down,
    enter_holidays,
    exempt_items,
    export_ledger,
    fill_form,
    forward_tip,
    free_text,
    groups,
    hand_over_again,
    handle_tips,
    handler_keys,
    hearings_choose,
    hearings_host,
    hearings_offer,
    invite_people,
    list_duties,
    list_hearings,
    look_up_receipt,
    merge_tips,
    read_digest,
    read_digest_parts,
    read_materials,
    review_reports,
    review_standing,
    send_material,
    sent_materials,
    show_menu,
    stray_secrets,
    submit_tip,
    suggest,
    take_leave,
    tip_desk,
    tip_steps,
    unlock_tips,
)
from handlers.acts import put_gate


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
    for part in routers():
        for kind, observer in part.observers.items():
            of_all = observer._handler.filters or []  # noqa: SLF001 - aiogram keeps a router's own filters there
            for handler in observer.handlers:
                handler.filters = [*of_all, *(handler.filters or [])]
                put_gate(handler)
            whole.observers[kind].handlers.extend(observer.handlers)
    return whole
