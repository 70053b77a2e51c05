"""campaign check, and what doctor says of templates of campaigns: every fault of theirs, a line each."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.commands.findings import Finding, fault, good
from bot.commands.given import Given
from bot.config import Config
from bot.folders.form_folder import own_campaign_texts, own_texts
from bot.folders.own_files import read_text
from bot.folders.register_folder import open_registers
from domain.errors import RefusalError
from forms.campaigns.reader import KnownThere, campaign_faults, read_campaign, shipped_campaign_texts
from forms.library import read_library, shipped_library
from registers.library import shipped_library as shipped_registers

SHIPPED, OWN, REPLACING = 0, 1, 2


def check_campaigns_of(given: Given, files: Sequence[Path]) -> bool:
    """Print a line for every fault of `files`, or of all templates; where there is none, one for every template.

    Tells whether there is no fault. Raises ConfigError, FormError for a file that is not in UTF-8, and OSError.
    """
    config = given.config_if_any()
    own = own_campaign_texts(config) if config is not None else {}
    texts = {str(file): read_text(file) for file in files} or {**shipped_campaign_texts(), **own}
    faults = list(campaign_faults(texts, known_there(config)))
    for error in faults:
        given.say(error.key, **error.details)
    if faults:
        given.say_aside("campaign-check-faulty", count=len(faults))
        return False
    for name, text in sorted(texts.items()):
        template = read_campaign(text, name)
        given.say(
            "campaign-check-good",
            template=template.id,
            version=template.version,
            phases=len(template.phases),
            tasks=sum(1 for _task in template.tasks()),
            title=template.title[given.language],
            own=(REPLACING if name in shipped_campaign_texts() else OWN) if name in own else SHIPPED,
        )
    return True


def known_there(config: Config | None) -> KnownThere:
    """Return the forms and registers of an installation; of none, those that come with the program."""
    if config is None:
        return KnownThere(set(shipped_library()), set(shipped_registers()))
    return KnownThere(set(read_library(own_texts(config))), set(open_registers(config)))


def check_own_campaigns(config: Config) -> Iterator[Finding]:
    """Say how many templates there are, or everything that is wrong with the office's own."""
    own = own_campaign_texts(config)
    try:
        faults = list(campaign_faults({**shipped_campaign_texts(), **own}, known_there(config)))
    except RefusalError:
        return  # what is wrong with forms and registers is said by their own checks
    for error in faults:
        yield fault(error.key, **error.details)
    if not faults:
        yield good("campaign-doctor", count=len({*shipped_campaign_texts(), *own}), own=len(own))
