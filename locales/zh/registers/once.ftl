# 签到：各人各办一次（each_once）。
once-made = 已{ $move }（{ $day } { $time }）
once-count = 已{ $move } { $count } 人
once-only-on = { $move }限当天（{ $day }）。
once-other-day = 不在当天，不能办理。请于 { $day } 当天办理。
once-over = 已结束，不能再办理。
once-unknown = 此二维码无效，或不涉及您所在的科室。请向主办人询问。
once-stranger = 您尚未绑定，暂不能办理。请向监察室索取邀请链接，绑定后再扫一次二维码。
once-code = 请打印或投屏。扫码后点“{ $move }”即可。
once-code-day = 请打印或投屏，{ $day }当天有效。扫码后点“{ $move }”即可。
once-code-button = { $move }二维码
once-list = { $move }（{ $count }）
once-list-head = <b>{ $register } · { $move }</b>
