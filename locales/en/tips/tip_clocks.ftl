# What the clock says of tips: what is due, and what will be erased

tip-clock-head = { $day }  Tips: { $count } due soon or overdue. Please see to them and enter them in the register
tip-clock-title = { $number }  { $what }
tip-clock-overdue = • { $title }  was due { $due }, { $days } days overdue
tip-clock-more = { $count } more are in the register.
tip-clock-tell-accepted = tell the named reporter whether it is accepted
tip-clock-propose = propose how to handle it
tip-clock-tell-result = tell the named reporter the result
tip-clock-pass-on = pass it on to the other body

tip-retention-head =
    <b>Closed tips are about to be erased</b>
    What was said and sent is erased when its time is up; the register and the ledger stay. Please download the sealed files first if they are to be kept.
tip-retention-line = • Erased on { $day } after { $at }: { $numbers }
tip-retention-more = { $count } more are in the register.

tip-kept-head =
    <b>The time of these tips is up; they are kept for now</b>
tip-kept-unread = Something has not been read (reading or downloading counts from the day after it came); nothing is erased before: { $numbers }
tip-kept-alone = No handler but the one who closed it can be warned; please have a colleague bind a phone: { $numbers }
