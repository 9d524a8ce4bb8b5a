# The page's column.

preview-on = Site of the preview
preview-title = The page
preview-same = Site’s theme
preview-same-why = { $site } gives its theme away: the page is the site’s, byte for byte.
preview-learnt = Site’s look
preview-learnt-short = learnt on { $day }
preview-learnt-why = What { $site } looks like was learnt from one of its articles on { $when }, and stays without a network. Column, type and colours are its own; menus, side columns, comments and what a script adds are not there. After it went out, the public page is fetched and compared word by word.
preview-learnt-from = From
preview-learn = Learn the site’s look
preview-learn-again = Learn the look again
preview-learning = Marbre is reading a page of the site…
preview-lacks-standfirst = The standfirst has no place in it: the article that was read showed none.
preview-lacks-leadPicture = The lead picture has no place in it: the article that was read showed none.
preview-lacks-fonts = Some of the site’s fonts could not be kept.
preview-lacks-styles = Some of the site’s style sheets could not be read.
preview-lacks-decoration = Decorative pictures (icons, backgrounds) are not loaded.
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

# The article seen on its site before it is out.
on-site = Preview on the site
on-site-note = The draft as { $site } dresses it, at an address that no list names. It leaves the site as soon as the article is out.
on-site-put = Preview on the site
on-site-again = Renew the preview
on-site-putting = Marbre is sending the preview to { $site }…
on-site-removing = Marbre is taking the preview off { $site }…
on-site-at = On the site, as of { $when }:
on-site-open = Open the preview
on-site-remove = Remove from the site
on-site-signedIn = Only whoever is signed in to { $site } in the same browser, and may edit articles there, reads it.
on-site-whoeverHasTheLink = Whoever has this link reads it, without an account.
on-site-unknown = { $site } did not answer: the preview may be there. Renew it, or remove it.
on-site-leaves = The preview was to leave { $site }, and is there still. Marbre tries again by itself.
on-site-done = The preview is on the site.
on-site-removed = The preview is no longer on { $site }.
on-site-stays = The preview is still on { $site }: Marbre tries again to take it off.
