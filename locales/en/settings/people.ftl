# Settings: people
people-head =
    <b>People</b>
    { $people } in all, { $bound } bound, { $unbound } not
people-branch = { $name } { $bound }/{ $people }
people-branch-head = <b>{ $name }</b> bound { $bound }/{ $people }
people-bound = ✓ { $name } ({ $grid })
people-invited = · { $name } ({ $grid }) not bound, invited
people-unbound = · { $name } ({ $grid }) not bound
people-invite = Invite, sheets, unbind
people-keys = Handlers' keys
people-keys-head = <b>Handlers' keys</b> (public, 8 characters of either end)
people-key = { $name }: { $ends }, since { $day }
people-key-here = { $name }: { $ends }, since { $day }, opened by passphrase
people-key-none = { $name }: no key of their own yet
people-keys-more = { $count } more
people-keys-nobody = There is no handler on the roster yet.
people-keys-shared = Shared keys: { $count }
people-keys-above = The organ above has a key and can receive what concerns the office.
people-keys-above-none = The organ above has no key yet: what concerns the office can't be passed on here.
people-keys-how = Each handler sets their own key under Tips, Keys and hand-over. Please compare both ends face to face.
