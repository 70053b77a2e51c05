# 各角色在台账中办什么
registers-work-both = 审核、审定{ $registers }
registers-work-reviews = 审核{ $registers }
registers-work-approves = 审定{ $registers }
registers-work-opens = 登记{ $registers }
registers-work-answers = 答复发给您的{ $registers }
registers-work-owns = 办理由您负责的{ $registers }
registers-work-unit = 登记、办理全院各项台账
registers-work-list-comma = 、
registers-work-list-more = { $registers }等
registers-work-and = ；
registers-menu-work = 您在“工作台账”中{ $work }。
registers-work-above = 办理{ $registers }的事项
