# 绑定后：在这里做什么
bind-work = 您在这里：{ $work }。
bind-work-unit = 组织上报和汇总
bind-work-grid = 填报本网格廉情
bind-work-digest = 查看廉情汇总
bind-work-tips = 受理线索
