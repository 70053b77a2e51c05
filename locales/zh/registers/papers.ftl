registers-paper-notice = 下载通知书
registers-paper-notice-name = 廉政风险预警通知书（{ $number }）
registers-paper-below = 已发送：{ $name }
registers-paper-report = 整改落实情况
registers-paper-of = 已生成：{ $name }，共 { $count } 个问题。
registers-paper-many = 一次最多 { $most } 个。请先筛选，再生成。
registers-whole-closed = 所属事项已办结。请先重新打开所属事项，再办理。
