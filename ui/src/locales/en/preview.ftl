# The page's column.

preview-title = The page
preview-same = as on the site
preview-ours = Marbre’s page
preview-ours-short = the site dresses it
preview-ours-why = { $site } dresses articles in its own way, which Marbre does not know. Headline, text and pictures will be these; type, colours and columns will be the site’s. After it went out, the public page is fetched and compared word by word.
preview-frame = The page as readers will see it
preview-width = Width of the page
preview-phone = Phone (390 px)
preview-tablet = Tablet (768 px)
preview-desktop = Desktop (1,200 px)
preview-open = Open the page online
preview-open-none = The page is not online yet
