# Posters for the departments, and what is said after scanning one.

poster-title = Report a concern
poster-place = { $hospital } · { $grid }
poster-scan = Scan with Telegram; you need not give your name
poster-promises =
    We keep no account, name or phone number, only the date
    It is encrypted before it is stored; only the handlers can open it
    A receipt code shows the progress and takes more material
    Nobody may look into who reported
poster-scan-page = Scan it, open it in the browser; you need not give your name
poster-promises-page =
    No account, and no Telegram in between
    Encrypted in your browser, only those who handle it can open it
    Your name, phone and network address are not kept, only the date
    Follow it and add to it with the receipt code
    Nobody may look into who reported
poster-bot = You can also report by Telegram; the page's hash:
poster-department = Department: { $grid } (you can change it before you submit)
poster-help-command = Make posters for the departments (PDF, a QR code a page)
poster-help-out = The PDF to write
poster-help-grid = Only the grid with this code; may be repeated
poster-unknown-grid = There is no grid with the code { $code }; please check it.
poster-none = There are no departments yet; please import the roster first.
