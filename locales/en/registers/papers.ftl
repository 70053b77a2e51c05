registers-paper-notice = Get the notice
registers-paper-notice-name = Notice of warning ({ $number })
registers-paper-below = Sent: { $name }
