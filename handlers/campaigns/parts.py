"""What stands on a campaign's board beside its tasks."""

from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.board import Board, read_board
from usecases.house import Request
from windows.campaigns.board import BoardParts, board_window
from windows.windows import Window


def board_parts(uow: UnitOfWork, request: Request, board: Board, speech: Speech) -> BoardParts:
    """Return what the board of a campaign says of talks, old clues and papers."""
    del uow, request, board, speech
    return BoardParts()


def phase_parts(board: Board, place: int, speech: Speech) -> BoardParts:
    """Return what the board of a phase leads to."""
    del board, place, speech
    return BoardParts()


def board_of(uow: UnitOfWork, request: Request, campaign_id: int, note: str = "") -> Window:
    """Return the board of a campaign."""
    board = read_board(uow, request, campaign_id)
    speech = speech_of(request, request.viewer(uow))
    return board_window(board, board_parts(uow, request, board, speech), speech, note)
