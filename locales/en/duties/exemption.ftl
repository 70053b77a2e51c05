# Exemptions
exemption-open = Exempt
exemption-list = <b>{ $title }</b>: exemptions
exemption-list-ask = Please choose the grid to exempt, or type its name.
exemption-none-left = Every grid has reported.
exemption-found-none = No grid that has yet to report fits “{ $text }”. Please try another spelling.
exemption-given = Exempt, { $count }:
exemption-given-line = • { $grid }: { $reason }
exemption-withdraw = Withdraw · { $grid }
exemption-ask = { $title } · { $grid }: please type the reason (2–{ $limit } characters).
exemption-check = <b>Please check</b>
exemption-check-line = { $title } · { $grid }
exemption-check-reason = Reason: { $reason }
exemption-yes = Exempt
exemption-done = Exempt; there will be no more reminders.
exemption-withdrawn = The exemption is withdrawn; the report is due as usual.
exemption-more = Other grids
exemption-in-digest = Exempt { $count }: { $names }

exemption-told = The office has granted an exemption; there is nothing to file:
exemption-told-back = The office has withdrawn the exemption; please file as usual:
exemption-told-line = • { $title } · { $grid }
exemption-told-reason = Reason: { $reason }

exemption-nothing-to-file = This is exempt; there is nothing to file.
exemption-filed = This has been filed; it needs no exemption.
exemption-closed = This period has closed; exemptions can no longer be given or withdrawn.
exemption-length = Please give a reason of 2–{ $limit } characters.

unreachable-told = { $count } can no longer be reached (account deleted, or the bot blocked); what they have open has gone to the grid above:
unreachable-line = • { $name } ({ $grid })
unreachable-how = Please ask them to open the bot again, or invite them anew.
invite-unreachable = Cannot be reached, { $count }: { $names }
