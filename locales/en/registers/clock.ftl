registers-nudge-head = { $day }  Registers
registers-nudge-waiting = { $count ->
        [one] One entry of registers waits for you
       *[other] { $count } entries of registers wait for you
    }
registers-nudge-first = • { $title }
registers-nudge-first-due = • { $title }  due { $due }, { $left }
registers-nudge-up = { $count ->
        [one] Please see to this overdue entry:
       *[other] Please see to { $count } overdue entries:
    }
registers-nudge-line = { $register }{ $number ->
        [none] {""}
       *[other] {" "}{ $number }
    }  { $title }  due { $due }, { $left }
registers-nudge-more = { $count ->
        [one] One more stands in Registers.
       *[other] { $count } more stand in Registers.
    }
registers-nudge-look = Look at { $title }
registers-letter-green = <b>Green reminder</b>  Please finish in time:
registers-letter-yellow = <b>Yellow notice</b>  The day is near, please see to it:
registers-letter-red = <b>Red notice</b>  The day is past, please see that it is done:
registers-come = Posts have changed hands, and entries of registers are yours to deal with now.
watch-kind-entry_come = Entries come over
registers-confidential =  (seen by the supervision office alone)
