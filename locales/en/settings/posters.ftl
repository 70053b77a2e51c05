# Posters
posters-button = Posters
posters-head =
    <b>Posters</b>
    One A4 page a department or branch; its code opens a report about it.
posters-chosen = Chosen, { $count }: { $names }{ $more ->
    [more] {" "}and more
   *[other] {""}
}
posters-ask = For some only, please type their names, several with commas between.
posters-make = Make the { $count } chosen
posters-clear = Choose anew
posters-all = All ({ $count } pages)
posters-words = Please type the name of a department or branch, 500 characters at most.
posters-unknown = Not found: { $names }. Please write it differently.
posters-several = { $count } have names like that. Please tap one, or type the whole name.
posters-progress = Making posters, please wait. { $done } of { $count } pages are done.
posters-made = The posters are made, { $count } pages, ready to print.
posters-file-name = posters-{ $count }
