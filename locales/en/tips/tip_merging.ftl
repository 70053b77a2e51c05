# Merging repeated tips, and undoing it.

tips-act-merged = Merge into another
tips-act-separated = Undo the merging

## The window of a tip

tip-merging-line = { $number } { $day } merged into { $main }
tip-merging-into = <b>Merged into { $number }</b>  Handling, result and closing go there; telling this reporter stays here
tip-merging-merged = Merged into this: { $numbers }
tip-merging-merged-more = Merged into this: { $numbers } and others, { $count } in all
tip-merging-open = Open { $number }
tip-merging-list = Merged tips { $count }
tip-merging-listed = <b>Merged into tip { $number }</b>  { $count } in all
tip-merging-recuse = You recuse yourself from all that it is merged with.

## Merging

tip-merging-which = <b>What is tip { $number } merged into?</b>
tip-merging-type = Please choose, or type a number.
tip-merging-none = There is none now. It has to be open, and as far as this one or further.
tip-merging-sure = Merge tip { $number } into { $main }?
tip-merging-means =
    From then on { $main } is handled for both and { $number } shares its state; each keeps its number, files, ledger entry and the time limits for telling its reporter.
    Who has recused themselves from one no longer sees either. It can be undone until it is closed.
tip-merging-yes = Yes: { $number } into { $main }

## Undoing it

tip-separating-sure = Take tip { $number } out of { $main }?
tip-separating-means = It is then handled by itself. What was entered at { $main } does not count for { $number }; recusals stay.
tip-separating-yes = Yes, take out { $number }

## What can't be merged

tip-merging-unknown = There is no tip of that number; please check it, e.g. 2026-003.
tip-merging-itself = Tip { $number } is this one; please choose another.
tip-merging-already = Tip { $number } is merged into { $main }; please undo that first.
tip-merging-chain = Tip { $number } is merged into { $main }; please choose { $main }.
tip-merging-has-merged = Others are merged into { $number }; it can't be merged itself.
tip-merging-ended = Tip { $number } is closed, not accepted or erased: it can't be merged or taken out.
tip-merging-elsewhere = Tip { $number } belongs to another body and can't be merged.
tip-merging-not-as-far = Tip { $main } is not as far as { $number }. Please bring it forward first, or merge { $main } into { $number }.
tip-merging-alone = Tip { $number } is merged into none.
tip-merging-hides = The other handlers have recused themselves from one of them; merged, nobody but you would see them. They can't be merged; please handle them apart.

## Notices of merging

tip-merging-letter-merged = { $name } has merged { $numbers }. You can open these tips.
tip-merging-letter-separated = { $name } has taken { $numbers } apart again. You can open these tips.
tip-merging-letter-hidden = { $name } has merged { $numbers } ({ $count } in all) with a tip that you recused yourself from; you no longer see them. If in doubt, please ask the other handlers in person.

## Ledger and figures

ledger-merged = merged into { $number }
figures-merged = merged
