# 离开一级网格的线索数字：党委、驻组和院级特邀监察员看到的。

digest-tips-small = 本期收到线索不足 5 件
digest-tips-derivable = 本期收到线索件数不显示，以免推算出不足 5 件的数
digest-tips-running = 本期收到线索件数在本月结束后显示
digest-tip-figures = 线索统计
figures-outside = 每月结束后更新，当月的尚未计入。
