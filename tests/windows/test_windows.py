from windows.windows import told_apart


def test_only_names_that_stand_there_twice_are_told_apart() -> None:
    named = [("通知", "5月2日"), ("课件", "5月3日"), ("通知", "5月9日")]
    assert told_apart(named) == ["通知 · 5月2日", "课件", "通知 · 5月9日"]
    assert told_apart([]) == []
