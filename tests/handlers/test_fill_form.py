from tests.harness import Hospital

INSPECTOR = "心内科特邀监察员"


async def test_a_monthly_report_is_filed(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("开始填报")
    await phone.tap("黄")
    await phone.send("2")
    await phone.send("35")
    await phone.tap("核对")
    await phone.tap("提交")
    done = await phone.see("已提交")
    assert "1/70" in done.text
