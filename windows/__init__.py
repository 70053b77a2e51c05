"""Values in, a window out: words and buttons, without a database and without aiogram."""
