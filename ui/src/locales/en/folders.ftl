# Work folders, and what is to be settled when another program changed the same words.

folders = Work folders
folders-note = Every article is a Markdown file there too. What another program changes in it comes back into the article.
folder-add = Add a folder…
folder-choose = Choose a work folder
folder-remove = Remove
folder-remove-named = Remove the folder { $name } (its files stay)
folder-mirrors = Articles of the folder { $name }
folder-mirrors-all = All articles
folder-mirrors-found = Those found there
folder-mirrors-section = Section { $section }
folder-waiting = Not read yet
folder-watched =
    { $count ->
        [0] Watched, no article
        [one] Watched, one article
       *[other] Watched, { $count } articles
    }
folder-failures =
    { $count ->
        [one] One file is left alone
       *[other] { $count } files are left alone
    }
asked-here = Another program changed in { $file } the words that you changed here.
asked-elsewhere = Another program changed the same words as you in “{ $headline }”.
asked-compare = Compare and choose
asked-title = Two texts for one passage
asked-words = You changed these passages, and another program did too, in { $file }. Everything else is merged already. Both texts are in the history.
asked-renewed = One of the two texts has just changed: read them again and choose.
asked-question = { $name } ({ $at } of { $of })
asked-text = Text
asked-date = Date
asked-picture = Picture
asked-mine = Yours
asked-theirs = The file’s
asked-nothing = (nothing)
asked-edit = Write something else
asked-own-words = Your words for: { $name }
asked-later = Later
asked-settle = Keep these choices
file-gone = Another program removed the file { $file }: this article is in the bin.
file-back = The file { $file } is back: “{ $headline }” is out of the bin.
