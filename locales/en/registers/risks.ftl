registers-objections = Objections while it is published go to the supervision office.
registers-named-post = { $name } ({ $post })
registers-taken-over = taken over from the risk forms that were filed before
register-preview-opens = ── Opened by the clock ──
register-preview-opening = One each for { $who } of { $of }, { $days } days before: { $rule }
