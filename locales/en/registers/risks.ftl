registers-objections = Objections while it is published go to the supervision office.
registers-named-post = { $name } ({ $post })
