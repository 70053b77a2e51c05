# What each does once (each_once), such as signing in.
once-made = { $move }: done ({ $day } { $time })
once-count = { $move }: { $count } people
once-only-on = { $move }: on the day alone ({ $day }).
once-other-day = This is not the day. Please do it on { $day }.
once-over = It is over, and closed.
once-unknown = This code is not valid, or not meant for your department. Please ask whoever runs it.
once-stranger = Your phone is not bound yet. Please ask the supervision office for an invitation, then scan the code again.
once-code = Please print it or show it on a screen. Whoever scans it taps “{ $move }”.
once-code-day = Please print it or show it on a screen; it is good on { $day }. Whoever scans it taps “{ $move }”.
once-code-button = { $move }: QR code
once-list = { $move } ({ $count })
once-list-head = <b>{ $register } · { $move }</b>
