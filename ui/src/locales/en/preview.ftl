# The page's column.

preview-title = The page
preview-same = as on the site
preview-frame = The page as readers will see it
preview-width = Width of the page
preview-phone = Phone (390 px)
preview-tablet = Tablet (768 px)
preview-desktop = Desktop (1,200 px)
preview-open = Open the page online
preview-open-none = The page is not online yet
