# Study material and requirements: sent down by level 1, read at the grids

menu-materials = To read
menu-materials-unread = To read ({ $count } unread)
menu-materials-sent = Study and requirements

material-kind-study = Study material
material-kind-requirement = Requirement
material-file-photo = picture
material-file-document = document

## One of them

material-head = <b>{ $kind }</b>  sent { $at }
material-see-file = (with a { $file })
material-open-link = Open the link
material-please = Please tap “Read” once you have read it.
material-please-until = Please read it by { $day } and tap “Read”.
material-until = To be read by { $day }
material-read = Read
material-read-at = Read  { $at }
material-was-withdrawn = It has been withdrawn.
material-withdrawn = This has been withdrawn and need not be read any more.

## Readers

material-list =
    <b>Study material and requirements</b>
    { $unread } to read, { $read } read
material-list-none =
    <b>Study material and requirements</b>
    Nothing has been sent to you so far. You will be told when the office sends something.
material-list-unread = Unread  { $title }
material-list-until = Unread  { $title }  by { $day }
material-list-read = Read  { $title }
material-below = Who below has read

## Senders

material-sent-list = <b>Study material and requirements</b>  { $count } sent
material-sent-none =
    <b>Study material and requirements</b>
    Nothing has been sent so far. Please choose what to send:
material-sent-none-below =
    <b>Study material and requirements</b>
    Nothing has been sent to your branch so far. Once the office does, you see here who has read it.
material-send-study = Send study material
material-send-requirement = Send a requirement
material-sent-line = { $read }/{ $readers }  { $title }
material-sent-line-withdrawn = Withdrawn  { $title }
material-counted = Read by { $read } of { $readers }
material-all-read = Everybody has read it.
material-unread = Not read by { $count }:
material-unread-branch = <b>{ $branch }</b>
material-unread-line = • { $grid }  { $name }
material-unread-gone = • { $grid }  { $name } (has moved; whoever is there now finds it in the menu)
material-chase = Remind the { $count } who have not
material-chased = { $sent } reminded.{ $before ->
    [0] {""}
   *[other] {" "}{ $before } were reminded today already.
}{ $unable ->
    [0] {""}
   *[other] {" "}{ $unable } are on leave, have moved or have no phone bound: not reminded.
}
material-withdraw = Withdraw
material-withdraw-sure =
    <b>Withdraw it?</b>
    { $title }
    The { $count } who have not read it see it no more and are not reminded. This can't be undone.
material-withdraw-yes = Withdraw it

material-text-empty = There is nothing yet. Please send a text, a link or a file.
material-text-too-long = A text has { $limit } characters at most. Please shorten it, or send it as a file.
material-link-wrong = This link can't be opened. Please send a whole one that begins with http:// or https://.
material-due-past = It can't be due before today. Please type another day.
material-due-far = It can't be due in more than a year. Please type another day.

## Putting together

compose-what-study = <b>Send study material</b>
compose-what-requirement = <b>Send a requirement</b>
compose-what-how =
    Please send a text, a link, a picture or a document, or forward one to me.
    There may be a text as well as a link and a file.
compose-what-more = Another text, link or file takes the place of the one before.
compose-has-text = Text  { $length } characters
compose-has-link = Link  { $link }
compose-has-file = There is a { $file }
compose-to-where = Next: to which grids
compose-no-such-message = Please send a text, a link, a picture or a document.
compose-where =
    <b>To which grids?</b>
    A tap chooses, another tap takes it back. A branch means its departments too.
compose-where-in = <b>{ $branch } and its departments</b>
compose-chosen = { $grids } grids chosen, { $people } inspectors
compose-all = All grids ({ $count })
compose-kind-administrative = Administrative
compose-kind-clinical = Clinical
compose-kind-technical = Technical
compose-some = { $grid } ({ $chosen }/{ $count })
compose-in = Departments · { $branch }
compose-up = Back to all branches
compose-to-when = Next: by when
compose-when =
    <b>By which day is it to be read?</b>
    You can also type one, such as 2026-06-01.
compose-when-days = Within { $days } days ({ $day })
compose-when-none = No date
compose-check-study = <b>Please check  study material</b>
compose-check-requirement = <b>Please check  requirement</b>
compose-unbound = { $count } of them have no phone bound or can't be reached; they find it in the menu later.
compose-send = Send to { $count }
compose-change-what = Change it
compose-change-where = Change grids
compose-change-when = Change date
compose-drop = Give up
compose-dropped = Given up; nothing was sent.
compose-sent = Sent to { $count }.
compose-see = Who has read it
compose-gone = This has been sent, given up or not kept. Please begin again.
compose-nobody = There are no inspectors at these grids now. Please choose others.

## Reminders

material-remind = <b>You have { $count } to read</b>
material-remind-line = • { $kind }  { $title }
material-remind-line-until = • { $kind }  { $title }  { $day }, { $left }
material-remind-more = … and { $count } more
material-remind-open = Read: { $title }
watch-kind-material = Study material
