registers-objections = Objections while it is published go to the supervision office.
registers-named-post = { $name } ({ $post })
registers-taken-over = taken over from the risk forms that were filed before
