# Invite and unbind
invite-ask = Please type a staff number, name (or its pinyin initials), post or department to find whom to invite or unbind. Bound so far: { $bound }.
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
