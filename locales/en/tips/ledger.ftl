# Figures about tips

figures-head = <b>Tips in figures</b>  { $first } to { $last }
figures-month = { $month }/{ $year }
figures-none = No tip was received.
figures-received = Received  { $count }
figures-by-source = Source  { $counts }
figures-by-area = Area  { $counts }
figures-by-month = Month  { $counts }
figures-by-decision = Decision  { $counts }
figures-by-way = Handling  { $counts }
figures-by-verdict = Result  { $counts }
figures-one = { $what } { $count }
figures-others = others { figures-hidden }
figures-hidden = *
figures-why-hidden = { figures-hidden } Fewer than 5 are not shown, nor what the totals would give away.

figures-accepted = accepted
figures-declined = not accepted
figures-unopened = not decided yet
figures-unhandled = not handled yet
figures-upheld = upheld
figures-not_upheld = no problem found
figures-unsettled = no result yet

figures-days = { $what }  median { $median } days
figures-days-and-longest = { $what }  median { $median } days, longest { $longest } days
figures-days-opened = Receipt to decision
figures-days-answered = Receipt to answer
figures-days-closed = Receipt to closing
