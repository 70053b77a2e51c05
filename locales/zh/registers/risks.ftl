registers-objections = 公示期间如有异议，请向医院监察室反映。
registers-named-post = { $name }（{ $post }）
registers-taken-over = 由此前填报的廉政风险防控表转入
register-preview-opens = ── 到期自动登记 ──
register-preview-opening = 为“{ $of }”的{ $who }各登记一件，提前 { $days } 天：{ $rule }
