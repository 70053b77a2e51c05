# The organ: the hospitals of the city
menu-city = Hospitals
city-not-organ = You may not look at the city's hospitals.
city-title = Hospitals of the city ({ $count })
city-month = Reports of { $period }: { $reported }/{ $due } filed   late { $late }   missing { $missing }
city-empty =
    Hospitals of the city
    No hospital is connected yet. Please have your IT connect them as the deployment guide says; they are shown here then.
city-none = There are no monthly reports to add up yet; please look again when the first ones have fallen due.
city-silent = No answer from { $names } ({ $count } in all); please look again later.
city-and-more = { $names } and others
city-silent-one = This hospital's figures could not be fetched; please look again later. If it stays so, please tell your IT.
city-again = Look again
city-picture-title = Monthly reports of the city's hospitals
city-picture-reported = { $hospitals } hospitals   latest month { $reported }/{ $due } filed
city-compare = Compare
city-tell = Send to all
city-told = Sent
city-hospital = <b>{ $name }</b>
city-duty = { $duty } ({ $period }): { $reported }/{ $due } filed   missing { $missing }
city-risks = Risks: level 1 { $a }   level 2 { $b }   level 3 { $c }
city-open-warning = Open warnings { $open }   overdue { $overdue }
city-open-problem = Open problems { $open }   overdue { $overdue }
city-open-measure = Open measures { $open }   overdue { $overdue }
city-grades-inspector = Inspectors' grades { $period }: { $grades }
city-grades-department = Grids' grades { $period }: { $grades }
city-grades-unit = Unit's grade { $period }: { $grades }
city-few = under { $most }
city-nothing-told = There are no figures to tell yet: fewer than five grids are not listed. Please look again when five grids owe reports and the month has fallen due.
city-compared = Hospitals { $period }, lowest share on time first
city-compared-line = { $name }
    on time { $rate }   yellow { $yellow }   red { $red }   overdue problems { $problems }
city-compared-none = { $name }
    no figures to list
city-notice-ask = Please type what the offices of all hospitals are to read; you can check it before it is sent.
city-notice-empty = The text is empty; please type it again.
city-notice-long = The text is too long; at most { $most } characters, please.
city-notice-text-alone = Only text can be sent here; please type it.
city-notice-check = Please check. To be sent to the offices of { $count } hospitals:

    { $text }
city-notice-send = Send to { $count } hospitals
city-notice-drop = Drop
city-notice-sent = Sent to the offices of { $count } hospitals.
city-notice-unreached = Not reached: { $names } ({ $count } in all); please see who has read it, and tell them otherwise.
city-notice-readings = Who has read it
city-told-list = Sent; open one to see who has read it:
city-told-none = Nothing was sent yet. Please go back and choose "Send to all".
city-told-one = { $day } { $title }
city-readings = { $title }
    hospitals where somebody has read it { $read }/{ $count }
city-reading = { $name }  read { $read }/{ $readers }
city-reading-none = { $name }  not arrived
city-from-above = From above ({ $day })

    { $text }
city-from-above-read = Read
city-from-above-was-read = Read on { $day }.

watch-kind-from = Material from the organ above
