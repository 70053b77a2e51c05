# Posters for the departments, and what is said after scanning one.

poster-title = Report a concern
poster-place = { $hospital } · { $grid }
poster-scan = Scan with Telegram; you need not give your name
poster-promises =
    We keep no account, name or phone number, only the date
    It is encrypted before it is stored; only the handlers can open it
    A receipt code shows the progress and takes more material
    Nobody may look into who reported
poster-department = Department: { $grid } (you can change it before you submit)
poster-help-command = Make posters for the departments (PDF, a QR code a page)
poster-help-out = The PDF to write
poster-help-grid = Only the grid with this code; may be repeated
poster-unknown-grid = There is no grid with the code { $code }; please check it.
poster-none = There are no departments yet; please import the roster first.
