# Opinions and suggestions: sent up from the grids, answered by level 1

menu-suggest = Make a suggestion
menu-suggestions = Suggestions
menu-suggestions-waiting = Suggestions ({ $count })

suggestion-head = <b>Suggestion</b>  { $day }  { $grid }
suggestion-head-name = <b>Suggestion</b>  { $day }  { $grid }  { $name }
suggestion-empty = There is nothing in it. Please type it as text.
suggestion-too-long = { $limit } characters at most, yours has { $length }. Please shorten it.
suggestion-gone = This suggestion is there no more; its report may have been corrected.

## Inspectors

suggestion-ask =
    <b>Make a suggestion</b>
    Please type it, { $limit } characters at most. You will be told the office's answer.
    For certain people and events please forward a tip or report them instead.
suggestion-check = <b>Please check</b>
suggestion-send = Send
suggestion-sent = Sent to the office; you will be told the answer.
suggestion-mine = My suggestions ({ $count })
suggestion-my-list = My suggestions
suggestion-mine-head = <b>My suggestions</b>  { $count }
suggestion-mine-none =
    <b>My suggestions</b>
    You have made none yet. Tap “Make a suggestion”; those of your monthly reports are listed here too.
suggestion-line-waiting = Open  { $text }
suggestion-line-answered = Answered  { $text }
suggestion-unanswered = The office has not answered yet.
suggestion-answer = <b>Answer</b>  { $day }
suggestion-retype = To change it, simply type it again.
suggestion-told = <b>Your suggestion of { $day } has been answered</b>
suggestion-told-answer = <b>Answer</b>

## Level 1

suggestion-waiting = <b>Suggestions</b>  { $count } to answer
suggestion-waiting-none =
    <b>Suggestions</b>
    There is nothing to answer. What monthly reports and inspectors suggest is listed here.
suggestion-line-grid = { $grid }: { $text }
suggestion-done = { $count } answered
suggestion-done-head = <b>Suggestions</b>  { $count } answered
suggestion-do-answer = Answer
suggestion-do-correct = Correct the answer
suggestion-ask-answer = Please type the answer, { $limit } characters at most.
suggestion-check-answer = <b>Please check the answer</b>
suggestion-send-answer = Send the answer
suggestion-answered = Answered, and told.
suggestion-answered-nobody = Answered. Nobody of this grid can be told now; they find it under “My suggestions” once bound.
