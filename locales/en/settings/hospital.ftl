# Settings: the hospital
hospital-button = The hospital
hospital-head = <b>The hospital</b>
hospital-line = { $what }: { $value }
hospital-name = Name
hospital-greeting = Greeting
hospital-letters-to = Address for letters
hospital-sign = Sign of numbers (机关代字)
hospital-ask-name = Please type the hospital's name, at most { $limit } characters. It stands on the first page, on posters and papers.
hospital-ask-greeting = Please type the greeting, one line, at most { $limit } characters. Everybody sees it on the first page.
hospital-ask-letters-to = Please type the address for letters, one line, at most { $limit } characters. Reporters see it before they write. The organ above is told of the old and the new one.
hospital-ask-sign = Please type the sign, at most { $limit } characters. Numbers begin with it from now on; those given stay as they are.
hospital-now = Now: { $value }
hospital-clear = Leave it empty
hospital-words = Please type words.
hospital-one-line = Please write one line, without line breaks.
hospital-long = These are { $count } characters, at most { $limit } are possible. Please shorten it and type it again.
hospital-no-name = The hospital needs a name. Please type it.
hospital-same = It is so already; nothing was changed.
hospital-told = The organ above will be told of the old and the new address.
hospital-address-letter =
    <b>The address for letters was changed</b>
    Before: { $old }
    Now: { $new }
    By { $who }. Reporters see the new address; please make sure that letters arrive there.
hospital-config-ignored = The later edit of { $setting } has no effect: what is set in the bot under Settings, The hospital counts.
watch-kind-letters = notice of a changed address for letters
menu-greeting = { $greeting }
hospital-many-units = There are several hospitals here: what is said of them is set with gridbot settings import.
