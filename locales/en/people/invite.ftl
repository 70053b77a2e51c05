# Invite and unbind
invite-ask = Please type a staff number, name (or its pinyin initials), post or department to find whom to invite or unbind. Bound so far: { $bound }.
invite-sheet-roles = Sheet: { $count } with a role and no phone
invite-sheet-all = Sheet: all { $count } without a phone
invite-sheet-sure = A link is made for each of { $count } people, on one sheet with QR codes. Whoever opens a link is bound as that person: please hand each out to the person alone, and delete the sheet afterwards.
invite-sheet-first = A sheet has { $count } people at most. Please make another for the others.
invite-sheet-yes = Make the sheet
invite-sheet-making = The sheet is being made; please wait a moment.
invite-sheet-done = The sheet has links for { $count } people. They work for 7 days, once, and are shown nowhere else.
invite-sheet-nobody = Everybody is bound already; there is nothing to make.
invite-found = { $count } found; please choose:
invite-none = Nobody matches “{ $text }”. Please try another spelling.
invite-person = { $name } ({ $number }) { $grid }
invite-is-bound = Bound. If the phone was lost or changed hands, unbind first, then invite again.
invite-not-bound = Not bound yet.
invite-issue = Make an invitation link
invite-unbind = Unbind
invite-unbind-sure = Unbind { $name }? The phone will at once show nothing any more.
invite-unbind-yes = Yes, unbind
invite-unbound = Unbound. To invite again, choose “Make an invitation link”.
invite-link = Please pass this link to { $name } in person. It is valid for 7 days and works once; do not post it in a group.
invite-link-earlier = Earlier links still work; once one is used, the others no longer do.

## Notices of what is done to the phone of somebody who handles tips

invite-letter-server = The server's administrator
invite-letter-unbound = { $actor } has unbound the phone of { $name }, who handles tips. Please ask { $name } in person.
invite-letter-unbound-own = { $actor } has unbound your earlier phone. If you did not know of it, please tell the other handlers at once.
invite-letter-invited = { $actor } has made an invitation link for { $name }; the phone that opens it will handle tips. Please ask { $name } in person.
invite-letter-invited-own = { $actor } has made an invitation link for you; the phone that opens it takes the place of this one. If you did not know of it, please tell the other handlers at once.
invite-letter-bound = { $name } has bound a phone anew and can handle tips on it. Please ask them in person, and hand nothing over before.
invite-letter-bound-own = You have bound a phone anew. If it was not you, please tell the other handlers at once.
