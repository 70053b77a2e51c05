"""Warning lights (预警灯): what a grid shows for a month (docs/domain.md section 5)."""

from enum import StrEnum


class Light(StrEnum):
    """绿: not yet a risk; 黄: signs; 红: it has occurred. The value is the answer that forms store."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
