# Reports received
menu-received = Reports received
received-list = <b>Reports received</b>, the latest first; please choose one:
received-none = No report has been received yet. You will be told the morning after one comes.
received-told = { $count ->
    [one] A report has come
   *[other] { $count } reports have come
}, please read:
received-told-line = • { $title }
received-told-corrected = • { $title } (corrected)
received-told-more = { $count } more are in the list.
received-all = All reports received
received-back = Back to the reports received
watch-kind-received = notices of reports received
