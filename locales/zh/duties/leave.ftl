# 请假与代理
menu-leave = 请假
command-leave = 请假、销假
help-leave = /leave 请假、销假
leave-ask-from = 从哪天开始请假？也可以输入日期，例如 6月1日。
leave-today = 今天
leave-tomorrow = 明天
leave-ask-to = 从{ $from }开始，请假到哪天（含）？也可以输入日期。
leave-one-day = 只请一天
leave-to-day = 到{ $day }
leave-ask-who = { $from }至{ $to }请假，由谁代理？也可以输入姓名、拼音首字母或工号查找。
leave-ask-who-none = 本网格和上级网格暂无可以代理的人（须已绑定、未请假）。也可以输入姓名、拼音首字母或工号查找。
leave-found-nobody = 在本网格和上级网格没有找到“{ $text }”（须已绑定、未请假），请换一个写法再试。
leave-candidate = { $name } · { $grid }
leave-nobody = 不设代理人
leave-check = <b>请核对</b>
leave-days = 请假：{ $from }至{ $to }
leave-deputy = 代理人：{ $name }。期间的提醒发给代理人，两人都可以填报、办理。
leave-no-deputy = 未设代理人。期间到期的事项直接转给上级网格。
leave-yes = 确定请假
leave-done = 已登记，并告知监察室。
leave-mine = 您已请假：{ $from }至{ $to }，{ $deputy ->
    [none] 未设代理人
   *[other] 代理人 { $deputy }
}
leave-mine-deputy = 您代理{ $name }：{ $from }至{ $to }
leave-end = 销假（{ $from }起）
leave-ended = 已销假，即日起恢复提醒。
leave-away-count = 今日请假 { $count } 人：
leave-away-line = • { $name }（{ $grid }）至{ $to }，{ $deputy ->
    [none] 无代理人
   *[other] { $deputy }代理
}
leave-away-menu = 今日请假：{ $names }
leave-away-name = { $name }（{ $deputy ->
    [none] 无代理人
   *[other] { $deputy }代理
}）
leave-away-more = { $names } 等 { $count } 人

leave-told-level-one = { $name }（{ $grid }）请假：{ $from }至{ $to }，{ $deputy ->
    [none] 未设代理人，期间到期的事项直接转给上级网格。
   *[other] 由{ $deputy }代理。
}
leave-told-deputy = { $name }（{ $grid }）请假：{ $from }至{ $to }，请您代理。期间的提醒发给您，您可以代为填报、办理。
leave-told-ended = { $name }（{ $grid }）已销假，原请假{ $from }至{ $to }。
leave-told-open = 查看未完成的项目
leave-told-stood-in = 您正代理{ $name }（{ $grid }）。{ $from }至{ $to }您也请假，期间到期的事项转给上级网格，已同时告知{ $name }。
leave-told-alone = 您的代理人{ $name }也请假，{ $from }至{ $to }没有人代理您，期间到期的事项转给上级网格。如需改由他人代理，请先销假，再重新请假。

leave-no-post = 您目前没有担任网格职务，不需要在这里请假。
leave-no-day = 没有看懂这个日期，请输入例如 6月1日 或 2026-06-01。
leave-past = 请假不能从今天以前开始，请重新选择。
leave-too-far = 只能登记一年以内的请假，请重新选择。
leave-backwards = 结束日不能早于开始日，请重新选择。
leave-too-long = 一次请假不能超过 { $limit } 天，请重新选择。
leave-overlaps = 这段时间您已登记过请假。如要更改，请先销假。
leave-deputy-self = 不能由本人代理，请另选一人。
leave-deputy-away = 这位同志在这段时间也请假，请另选一人。
leave-deputy-not-near = 代理人须是本网格或上级网格已绑定的人员，请另选一人。
