# The simulated demo in the terminal (gridbot demo). demo-says-* is what the people in it type.
demo-opening =
    Integrity grid · a simulated demo
    Simulated on this machine: Telegram, the hospital, its people and the time.
    It needs no network and no account. On the left is the bot's date and time;
    after → stands what people tap [..] or type, after │ what the bot shows.
demo-picture = (picture)
demo-file = (file { $name })

demo-scene-import = 1. 12 June: the roster is imported, people are invited
demo-scene-selfcheck = 2. 13 to 20 June: reminders, the half-year self-check
demo-scene-zero = 3. 23 June: a zero report straight from the reminder
demo-scene-full = 4. 24 June: a full report, with a wrong answer and a restart of the bot
demo-scene-correction = 5. 25 June: a correction after it was submitted
demo-scene-tip = 6. 26 June: an anonymous tip, sealed
demo-scene-forward = 7. 27 June: an inspector forwards a tip
demo-scene-others = 8. 28 to 30 June: the whole hospital reports
demo-scene-late = 9. 1 to 3 July: overdue; one grid up hears of it, the office nudges
demo-scene-digest = 10. 6 July: the period has closed, the digest comes
demo-scene-figures = What happened

demo-note-imported = The roster is imported: { $grids } grids, { $people } people. The head of the office opens an invitation link, then invites an inspector.
demo-note-others-bind = The other inspectors and the party secretary open their links.
demo-note-restart = (Now the bot's process ends and starts anew. What was filled in is kept; the page goes on.)
demo-note-opened =
    The office downloads { $file } and opens it with its own key, which the server does not have:
    { $text }
demo-note-receipt = The reporter looks the receipt up:
demo-note-committee = The party secretary's digest names no department and no person:
demo-crowd-bind = bound
demo-crowd-halfyear = half-year self-checks submitted
demo-crowd-monthly = June reports submitted
demo-crowd-quarterly = quarterly self-checks submitted

demo-stranger = visitor
demo-relative = a relative
demo-forwards = (forwarded from { $writer }) { $text }
demo-says-wrong-number = two or three
demo-says-tendency = Gaps in the register of high-value supplies
demo-says-measure = One person keeps it now; checked again next month
demo-says-suggestion = One form for the register in all departments
demo-says-tip = In mid-June somebody in the outpatient wing told patients to buy at one certain pharmacy, for a share.
demo-says-department = Outpatients, second floor
demo-says-told = Somebody sells health products at the door and says that a doctor recommended them.

demo-figure-bound = Phones bound
demo-figure-on_time = on time { $count }
demo-figure-late = late { $count }
demo-figure-missing = missing { $count }
demo-figure-uncorrected = missing (returned, not corrected) { $count }
demo-figure-open = open { $count }
demo-figure-corrections = Corrections
demo-figure-tips = Tips received
demo-figure-letters = Reminders and digests
demo-figure-sent = delivered { $sent }, failed { $failed }
demo-figure-restarts = Restarts of the bot
demo-figure-taps = Buttons pressed
demo-figure-calls = Bot API calls
demo-took = { $days } days played in { $seconds } seconds.

demo-kept = The files are in { $folder }: database, configuration, roster, the sealed tip and its key, the picture, the digest.
demo-not-kept = The files are deleted; to keep them: gridbot demo --keep FOLDER.
demo-go-on = To go live: gridbot init writes the configuration; the README has the steps.
demo-keep-not-empty = { $folder } is not an empty folder; please choose another.
demo-missing = The demo did not get through. Missing: { $what }
demo-errors = The bot failed { $count } times, first: { $text }
demo-interrupted = The demo was interrupted.
