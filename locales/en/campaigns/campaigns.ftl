# Campaigns: made of a template, with tasks in phases that are asked for in time
menu-campaigns = Campaigns
command-campaigns = Campaigns
help-campaigns = /campaigns the office makes and runs them; leaders and the committee see how far they are
campaigns-not-yours = The office runs campaigns; leaders and the committee see how far they are. For your own tasks use /duties.
campaigns-gone = There is no such campaign, or its template is gone. Please use /campaigns.
campaigns-sums-only = You can see the sums of the hospital, not those of departments.
campaigns-plan-gone = What you had entered is gone. Please begin again.

## List

campaigns-list = <b>Campaigns</b>: { $count }
campaigns-list-none =
    <b>Campaigns</b>
    There is none yet. Tap “New campaign”: choose a template and the first day, and the tasks of each phase go out by themselves.
campaigns-list-none-yet =
    <b>Campaigns</b>
    There is none yet. Once the office has made one, you see here how far it is.
campaigns-list-line = • { $title }, { $state }
campaigns-state-waiting = begins { $first }
campaigns-state-running = until { $last }
campaigns-state-over = over ({ $last })
campaigns-state-ended = ended early ({ $last })
campaigns-new = New campaign
campaigns-back = Campaigns
campaigns-head = <b>{ $title }</b>
campaigns-basis = Basis: { $basis }

## A new one

campaigns-choose-template = <b>New campaign</b>: of which template?
campaigns-template-line = • { $title }: { $phases } phases, { $days } days
campaigns-ask-title = What is it called?
campaigns-title-keep = Call it “{ $title }”
campaigns-title-empty = Please type a name.
campaigns-title-long = At most { $most } characters, please shorten it.
campaigns-ask-basis = Which paper does it go by? Please type its number or name.
campaigns-basis-none = No paper yet
campaigns-basis-empty = Please type the number or name of the paper.
campaigns-basis-long = At most { $most } characters, please shorten it.
campaigns-ask-start = On which day does it begin? Tap one, or type a day, such as 2026-06-01.
campaigns-start-today = Today ({ $day })
campaigns-start-far = It may begin { $back } days ago at the earliest and in { $ahead } days at the latest.
campaigns-days = <b>Days of the phases</b>. Each follows the one before it.
campaigns-phase-line = { $number } { $phase }: { $first } to { $last } ({ $days } days)
campaigns-change-phase = { $phase }: days
campaigns-days-good = Good, go on
campaigns-change-start = First day
campaigns-ask-end = On which day does this phase end? Tap one, or type a day, such as 2026-06-30.
campaigns-later = { $days } days longer
campaigns-earlier = { $days } days shorter
campaigns-phase-backwards = That is before the phase begins. Please choose another day.
campaigns-phase-long = A phase lasts { $most } days at most. Please choose another day.
campaigns-phase-over = This phase is over, or the day is past. It can't be changed.
campaigns-people = <b>Who answers for each phase</b>
campaigns-person-line = { $phase }: { $name }
campaigns-nobody = nobody named
campaigns-change-person = { $phase }: who
campaigns-people-good = Go on, check
campaigns-ask-person = Who answers for “{ $phase }”? Please choose somebody of the office or a leader.
campaigns-not-answering = Only somebody of the office or a leader can. Please choose another.
campaigns-check = Please check
campaigns-amount = { $tasks } tasks, { $reports } reports in all
campaigns-items-without-row = The campaign summary has no row for: { $items }. Please send a summary form that lists them in /settings, Forms and registers; without it the paper has no row for them.
campaigns-next-due = Due first:
campaigns-next-line = • { $day } { $title }, { $grids } grids
campaigns-make = Make it
campaigns-change-days = Days
campaigns-change-people = Who answers
campaigns-quit = Give up
campaigns-quitted = Given up, nothing was made.
campaigns-made = Made. Its { $tasks } tasks are announced when their phases begin, and people are reminded in time.
campaigns-see = How far it is

## How far it is

campaigns-now = { $phase }, phase { $number } of { $count }, { $days ->
    [0] ends today
   *[other] { $days } days left
}
campaigns-now-waiting = Begins { $day }
campaigns-now-over = Over since { $day }
campaigns-now-ended = Ended early, { $day }: { $reason }
campaigns-counts = Done { $done }, due { $due }, overdue { $overdue }
campaigns-counts-more = Reported as not done { $undone }, excused { $exempt }
campaigns-phase-counts = { $number } { $phase }: { $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] , overdue { $overdue }
}
campaigns-phase-few = { $number } { $phase }: fewer than { $least }, not shown
campaigns-chase = Remind who is missing ({ $count })
campaigns-by-grid = By grid
campaigns-plan = Phases
campaigns-span = { $first } to { $last }
campaigns-in-charge = In charge: { $name }
campaigns-task-line = • { $title }, due { $day }: { $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] , overdue { $overdue }
}
campaigns-task-waiting = • { $title }, due { $day }: not begun
campaigns-due = Due { $day }
campaigns-not-open = This task has not begun. It is announced by itself.
campaigns-grid-state = { $grid }: { $state }
campaigns-is-done = done
campaigns-is-undone = not done
campaigns-is-due = missing
campaigns-is-overdue = overdue
campaigns-is-exempt = excused
campaigns-grids = { $count } grids, { $behind } with something overdue.
campaigns-grid-stand = { $grid } { $done }/{ $owed }{ $overdue ->
    [0] {""}
   *[other] , overdue { $overdue }
}
campaigns-grid-task = • { $title }, due { $day }: { $state }
campaigns-grid-task-by = • { $title }, due { $day }: { $state } ({ $name })

## Changes

campaigns-moves-with = The phases after it move along and keep their lengths. Tasks not reported get the new day; those reported stay.
campaigns-moved = Changed. The tasks have their new days.
campaigns-charged = Changed who answers.
campaigns-end = End early
campaigns-ask-reason = It was to end { $day }. Why does it end early? Please type the reason.
campaigns-reason-empty = Please type the reason.
campaigns-reason-long = At most { $most } characters, please shorten it.
campaigns-end-sure = End it now? { $count } reports are not asked for any more. This can't be undone.
campaigns-end-reason = Reason: { $reason }
campaigns-end-yes = End it
campaigns-end-done = Ended. { $count } missing reports are not asked for any more.
campaigns-already-over = This campaign is over and can't be changed any more.
duties-made-other-period = The rhythm of this duty can't be changed. End it and make another.
duties-made-past = The new due day is past. Please choose today or later.
duties-made-no-reason = Please say why.

## Talks, old matters, papers

campaigns-talks = Talked with { $reached }/{ $wanted }, not yet { $left }
campaigns-talks-open = Talks
campaigns-again = Old matters
campaigns-clues =
    <b>Old clues</b>: { $count } brought in, { $charged } with a person in charge
    Kept closed { $kept }, taken up again { $again }, closed now { $settled }, waiting { $waiting }
campaigns-clues-open = Go through old clues
campaigns-clues-bring = Bring in old clues
campaigns-findings =
    <b>Earlier findings</b>: { $count }
    Kept closed { $kept }, taken up again { $again }, put right { $settled }, waiting { $waiting }
campaigns-findings-open = Rectification ledger
campaigns-phase-paper = Report of the phase
campaigns-summary-paper = Summary
documents-register-campaign-phase = Campaign: report of the phase until { $day }
documents-register-campaign-summary = Campaign: summary until { $day }
campaigns-letter =
    <b>{ $title }</b>: { $phase } is over.
    { $missing ->
        [0] All tasks were reported; the report of the phase can be had.
       *[other] { $missing } reports are missing, which the report will say. It can be had now.
    }
watch-kind-campaign = campaign
