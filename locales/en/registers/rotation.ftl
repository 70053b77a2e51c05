# Rotation: leading officials long in a post with a grave risk
watch-kind-rotation = rotation
rotation-title = Rotation
rotation-open = Rotation
rotation-head = <b>Rotation</b>
    Leading officials with { $years } years in a post with a risk of { $levels }, past or full within a year. Told { $days } days before, on the day and each year after.
rotation-none = <b>Rotation</b>
    Nobody has { $years } years in a leading post with a risk of { $levels }, nor will within a year.
    It goes by “in post since” of the roster and by approved risks.
rotation-off = <b>Rotation</b>
    No risk level is set for which this is told. Please ask IT to fill in [rotation] of the configuration.
rotation-letter = <b>Rotation</b>
    These leading officials hold a post with a risk of { $levels }, and { $years } years in it are full or will be soon:
rotation-who = { $n }. { $post } { $name } ({ $grid })
rotation-line-past = 　since { $since }, { $years } years full on { $full }
rotation-line-soon = 　since { $since }, { $years } years will be full on { $full }
rotation-line-unknown = 　Since when is not in the roster; please fill it in
rotation-more = And { $count } more, see the list.
rotation-look = See the list
rotation-export = Export xlsx
rotation-column-n = No.
rotation-column-name = Name
rotation-column-post = Post
rotation-column-rank = Rank
rotation-column-grid = Grid
rotation-column-levels = Risk levels
rotation-column-since = In post since
rotation-column-full = Full on
rotation-column-standing = Standing
rotation-standing-past = full
rotation-standing-soon = full within a year
rotation-standing-unknown = since when not filled in
rotation-doctor = Rotation is told { $days } days before { $years } years are full in a leading post with a risk of { $levels }.
rotation-doctor-off = Rotation is told of nobody: [rotation] levels is empty.
rotation-doctor-no-risks = Rotation has nothing to go by: the register of risks in use (risk) lacks the levels of [rotation] ({ $levels }) or the state “approved”. Please change [rotation] levels or that register.
