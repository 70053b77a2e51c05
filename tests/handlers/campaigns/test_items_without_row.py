"""A campaign whose items of work the summary's form does not list: said before it is made, with what to do."""

from pathlib import Path

from bot.blocks.office_blocks import FormsBlock
from forms.campaigns.reader import shipped_campaigns
from tests.desks import FORMS
from tests.handlers.campaigns.campaigns_by_hand import OFFICE, begin
from tests.harness import Hospital
from usecases.campaigns.making import items_without_row

OWN = "本院医药领域整治"


async def test_what_the_summary_has_no_row_for_is_said_before_the_campaign_is_made(
    hospital: Hospital,
) -> None:
    folder = hospital.folder / "campaigns"
    folder.mkdir()
    template = shipped_campaigns().text("selfcheck")
    own = template.replace('id = "selfcheck"', 'id = "own_items"').replace("专项自查整改", OWN)
    head = 'items = [{ zh = "采购管理", en = "procurement" }, { zh = "医德医风", en = "medical ethics" }]\n'
    papers = 'papers = ["campaign_summary"]\n'
    lines = [line for line in own.splitlines(keepends=True) if not line.startswith(("items", "papers"))]
    first = next(place for place, line in enumerate(lines) if line.startswith("[["))
    (folder / "own_items.toml").write_text("".join([*lines[:first], head, papers, *lines[first:]]), "utf-8")
    campaigns = FormsBlock(folder=Path("campaigns"))
    hospital.config = hospital.config.model_copy(update={"campaigns": campaigns})
    await hospital.restart()
    await begin(hospital, OWN, "5月12日")
    office = await hospital.phone_of(OFFICE)
    await office.tap("日期可以，下一步")
    await office.tap("下一步，核对")
    await office.see("专项整治情况汇总表没有这些整治工作项目：采购管理。")


def test_the_shipped_ones_have_a_row_each() -> None:
    for template in shipped_campaigns().values():
        assert items_without_row(FORMS, template) == []
