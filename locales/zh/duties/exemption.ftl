# 免报
exemption-open = 免报
exemption-list = <b>{ $title }</b> 免报
exemption-list-ask = 请选择免报的网格，也可以输入网格名称查找。
exemption-none-left = 没有尚未上报的网格。
exemption-found-none = 尚未上报的网格中没有“{ $text }”，请换一个写法再试。
exemption-given = 已免报 { $count } 个：
exemption-given-line = • { $grid }：{ $reason }
exemption-withdraw = 撤销免报 · { $grid }
exemption-ask = { $title } · { $grid }：请输入免报原因（2–{ $limit } 字）。
exemption-check = <b>请核对</b>
exemption-check-line = { $title } · { $grid }
exemption-check-reason = 免报原因：{ $reason }
exemption-yes = 确定免报
exemption-done = 已免报，不再提醒。
exemption-withdrawn = 已撤销免报，照常填报。
exemption-more = 其他网格
exemption-in-digest = 免报 { $count }：{ $names }

exemption-told = 监察室已同意免报，无需填报：
exemption-told-back = 监察室已撤销免报，请照常填报：
exemption-told-line = • { $title } · { $grid }
exemption-told-reason = 原因：{ $reason }

exemption-nothing-to-file = 此项已免报，无需填报。
exemption-filed = 这一项已经上报，不需要免报。
exemption-closed = 这一期已截止，不能再免报或撤销。
exemption-length = 免报原因请写 2–{ $limit } 个字。

unreachable-told = 以下 { $count } 人已联系不上（停用了账号或屏蔽了机器人），其未完成的项目已转给上级网格：
unreachable-line = • { $name }（{ $grid }）
unreachable-how = 请联系本人重新打开机器人，或重新邀请。
invite-unreachable = 联系不上 { $count } 人：{ $names }
