# Reviews
reviews-menu = Review ({ $count })
reviews-list = <b>{ $count } to review</b>
reviews-list-line = { $title }
reviews-none = Nothing waits to be reviewed.
reviews-all = Accept all
reviews-all-ask = <b>All { $count } reports that wait will be accepted</b>
reviews-all-warn = Also those that have not been opened.
reviews-all-yes = Accept { $count }
reviews-all-done = { $count } accepted.
reviews-list-changed = The list has changed, please check once more
reviews-late = late
reviews-edited = corrected
reviews-filed = Filed on { $day } ({ $name })
reviews-filed-late = Filed late on { $day } ({ $name })
reviews-zero = Nothing to report
reviews-correction = Corrected on { $day }: { $reason }
reviews-line-accepted = { $day } accepted by { $level ->
    [1] level 1
   *[other] the branch
} ({ $name }){ $opinion ->
    [none] {""}
   *[other] : { $opinion }
}
reviews-line-returned = { $day } returned by { $level ->
    [1] level 1
   *[other] the branch
} ({ $name }): { $opinion }
reviews-with-inspector = Returned; to be reviewed once corrected.
reviews-accept = Accept
reviews-accept-with = Accept with words
reviews-return = Return
reviews-whole = Full text
reviews-next = Next ({ $count } more)
reviews-to-list = Back to the list
reviews-why = { $title }
    Please choose or type why it is returned (2–{ $limit } characters); the inspector will read it.
reviews-why-1 = Figures are wrong, please check
reviews-why-2 = Incomplete, please add
reviews-why-3 = What was done is missing
reviews-why-4 = Please add the attachments
reviews-words = { $title }: please type your opinion (2–{ $limit } characters); it is accepted with it.
reviews-length = Please write { $least }–{ $limit } characters.
reviews-done-accepted = Accepted: { $title }
reviews-done-returned = Returned: { $title }. It comes back to you once corrected.
reviews-decided = This report has been reviewed already
reviews-corrected-meanwhile = The report was corrected just now, please look at it again
reviews-not-yours = You may not review this report.

reviews-returned = <b>{ $count } returned, please correct</b>
reviews-returned-line = • { $title }: { $opinion }
reviews-correct = Correct
reviews-correct-one = Correct · { $title }
reviews-state-accepted = Accepted. { $opinion ->
    [none] {""}
   *[other] Opinion: { $opinion }
}
reviews-state-returned = Returned: { $opinion }
reviews-state-edited = Corrected, waits to be reviewed.
reviews-submit = Submit again
reviews-reason = corrected as asked
reviews-again-filed = Submitted again; it waits to be reviewed.

reviews-told-returned = Your report was returned; please correct and submit it again:
reviews-told-line = • { $title }
reviews-told-opinion = Why: { $opinion }
reviews-told-by = By: { $name }
reviews-told-waiting = { $count } reports wait for your review:
reviews-told-waiting-line = • { $title }  { $count }
reviews-told-too = { $count } reports to review as well.
reviews-told-open = Review
watch-kind-review = reviews

reviews-standing = <b>{ $title }</b>
    Reviews: { $closed }/{ $branches } branches done
reviews-standing-own = Branches' reports: { $waiting } waiting, { $returned } returned, { $accepted } accepted
reviews-standing-line = • { $branch }  { $filed }/{ $due } filed, { $waiting } waiting, { $returned } returned, { $accepted } accepted
reviews-standing-closed = • { $branch }  { $filed }/{ $due } filed, done
reviews-standing-own-open = Branches' reports
reviews-standing-branch = <b>{ $title }</b>
    { $branch }: { $count } filed
reviews-standing-received = waiting
reviews-standing-returned = returned
reviews-standing-edited = corrected, waiting
reviews-standing-accepted = accepted
reviews-standing-none = No branch or department owed this.
reviews-filed-uncorrected = Not corrected by the close: counted as missing, and as late once corrected.
reviews-filed-closed = Filed; this period has closed.
