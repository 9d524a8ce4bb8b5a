# The library: tabs, filters, rows, empty lists.

library-all = All
library-drafts = Drafts
library-stone = Stone
library-published = Published
library-live = Live, changed ones too
library-changed = Changed since publication
library-bin = Bin
library-group-count = { $name } ({ $count })
library-count = { $group ->
    [draft] { $count ->
        [one] { $count } draft
       *[other] { $count } drafts
    }
    [onTheStone] { $count ->
        [one] { $count } article on the stone
       *[other] { $count } articles on the stone
    }
    [published] { $count ->
        [one] { $count } published article
       *[other] { $count } published articles
    }
    [changed] { $count ->
        [one] { $count } article to update
       *[other] { $count } articles to update
    }
    [binned] { $count ->
        [one] { $count } article in the bin
       *[other] { $count } articles in the bin
    }
   *[all] { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
}
library-list = Articles
library-status = Status
library-filter = Filter and sort
library-tag = Tag
library-any-section = Any
library-any-tag = Any
library-any-language = Any
library-order = Sort by
library-clear = Show everything
library-search = Search the articles
library-end-search = Close the search
library-row-menu = Actions for “{ $headline }”
library-open = Open
library-duplicate = Duplicate
library-export-one = Export as Markdown…
library-to-bin = Move to the bin
library-restore = Take out of the bin
library-delete = Delete for good…

status-draft = Draft
status-on-the-stone = On the stone
status-published = Published
status-changed = Changed since publication
status-binned = In the bin
status-binned-live = In the bin, still live
row-last-change = last change: { $when }

order-changed = Last change
order-created = Date of creation
order-headline = Headline
order-relevance = Relevance

empty-search-title = Nothing about “{ $search }”
empty-search-text = No article contains these words. Accents don’t matter, and the start of a word is enough.
empty-filters-title = No article to show
empty-filters-text = No article answers to these filters.
empty-bin-title = The bin is empty
empty-bin-text = The Delete key, in the list, puts an article here. It stays until you take it out or delete it.
empty-stone-title = Nothing on the stone
empty-stone-text = An article published without a network waits here, ready. It leaves by itself when the site answers.
empty-published-title = Nothing published yet
empty-published-text = Open an article and press Publish ({ $publish }). It will appear here with its address.
empty-changed-title = All up to date
empty-changed-text = An article changed after publication shows up here until it is updated.
empty-library-title = Your first article
empty-library-text = { $newDraft } opens a blank page. You can also import Markdown files from the menu.
