# The simulated phones in the browser (gridbot demo) and recordings played again (gridbot replay).
training-opening = Integrity grid, a simulation: preparing the sample hospital…
training-open =
    Open { $url } in a browser.
    This is a simulation: no Telegram account, no message leaves this machine, and only this machine can open the page.
    Ctrl-C ends it. For the month in the terminal: gridbot demo --play
training-kept = This session is kept in { $folder }; the same folder takes it up again.
training-ended = The simulation has ended.
training-live-token = { $where } holds the token of a real bot; the simulation does not run there. Take the token out, or use another folder.
training-port-taken = Port { $port } is taken; choose another with --port.
training-keep-not-empty = The folder { $folder } holds something else; choose an empty one.
training-no-recording = { $path } is no recording.
training-replay-same = { $path }: { $steps } steps, as recorded
training-replay-updated = { $path }: updated to what is shown now
training-replay-differs = { $path }: differs from what was recorded. If that is intended, --update rewrites it.
training-help-browser = open the phones in the browser even without a terminal
training-help-play = play a month in the terminal and end (so it is without a terminal)
training-help-port = port of the browser's phones, on 127.0.0.1 only
training-help-roster = the hospital's own roster (.xlsx) instead of the sample, for the phones in the browser
training-help-replay = play recordings of the browser's phones again and print what differs
training-help-files = recordings
training-help-update = rewrite the recordings to what is shown now
training-page = Whoever has no Telegram reports in a browser at { $url }
training-roster-plays-not = --roster is for the phones in the browser; in the terminal there is the sample hospital only. Leave --play out.
training-roster-there = The training in { $folder } has a roster already. Choose another folder, or leave --roster out to go on with it.
