"""What stands on a campaign's board beside its tasks: talks, old clues and findings, papers."""

from domain.reporting.documents import DocumentKind
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.again import TALK, talks_held
from usecases.campaigns.board import Board, read_board
from usecases.campaigns.facts import CampaignReader
from usecases.campaigns.papers import PHASE_PAPER, SUMMARY_PAPER, paper_subject, phase_day
from usecases.house import Request
from windows.campaigns.board import AGAIN, BoardParts, board_window
from windows.entries import open_document
from windows.entry_buttons import reached_since
from windows.windows import Button, Window


def board_of(uow: UnitOfWork, request: Request, campaign_id: int, note: str = "") -> Window:
    """Return the board of a campaign."""
    board = read_board(uow, request, campaign_id)
    speech = speech_of(request, request.viewer(uow))
    return board_window(board, board_parts(uow, request, board, speech), speech, note)


def board_parts(uow: UnitOfWork, request: Request, board: Board, speech: Speech) -> BoardParts:
    """Return what the board of a campaign says of talks, and where it leads: talks, 起底, its summary."""
    campaign, runs = board.facts.campaign, board.reader is CampaignReader.RUNS
    lines, buttons = [], []
    talks = talks_held(uow, request.house.registers, board.facts, request.today)
    if talks is not None:
        lines.append(
            speech.text("campaigns-talks", reached=talks.reached, wanted=talks.wanted, left=talks.left)
        )
        if runs:
            data = reached_since(TALK, talks.number, campaign.starts_on)
            buttons.append(Button(speech.label("campaigns-talks-open"), data))
    if runs and board.facts.template.old_clues:
        buttons.append(Button(speech.label("campaigns-again"), f"{AGAIN}:{campaign.id}"))
    if runs and (campaign.ended_on is not None or board.phase == len(campaign.phases) - 1 or _over(board)):
        subject = paper_subject(SUMMARY_PAPER, campaign.ends_on)
        button = Button(
            speech.label("campaigns-summary-paper"), open_document(DocumentKind.REGISTER, subject)
        )
        buttons.append(button)
    return BoardParts(lines, buttons)


def _over(board: Board) -> bool:
    return board.phase is None and bool(board.by_task)


def phase_parts(board: Board, place: int, speech: Speech) -> BoardParts:
    """Return what the board of a phase leads to: its report, once anything was asked for."""
    if board.reader is not CampaignReader.RUNS or not any(
        task.duty_id in board.by_task for task in board.facts.tasks_in(place)
    ):
        return BoardParts()
    subject = paper_subject(PHASE_PAPER, phase_day(board.facts, place))
    paper = Button(speech.label("campaigns-phase-paper"), open_document(DocumentKind.REGISTER, subject))
    return BoardParts(buttons=[paper])
