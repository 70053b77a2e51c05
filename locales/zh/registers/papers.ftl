registers-paper-notice = 下载通知书
registers-paper-notice-name = 廉政风险预警通知书（{ $number }）
registers-paper-below = 已发送：{ $name }
