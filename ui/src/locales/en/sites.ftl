# Sites: where an article goes, how one is added, the list in the settings.

site-none = No site
site-chosen = Destination: { $name }
site-several = { $count } sites
site-on-several = On several sites
site-away = Destination: { $name } (out of reach, dispatches will wait)
site-open = Open { $name }

sites = Sites
site-kind-local = this machine
site-kind-site-api = Site API
site-kind-wordpress = WordPress
site-kind-ghost = Ghost
site-kind-micropub = Micropub
site-kind-folder = folder of files

add-site = Add a site
add-site-text = Paste the address you have: the home page, an article, the admin page. Marbre looks at what is there; no password is sent.
site-address = Address of the site
site-address-hint = thegazette.example
site-continue = Continue
site-searching = Looking at what is at { $address }…
site-stop = Stop
site-back = Back
site-add = Add
site-files-instead = A folder of files (Hugo, Zola, Eleventy)

site-found = { $kind ->
    [wordPress] This is a WordPress site
    [ghost] This is a Ghost site
    [micropub] This is a Micropub site
   *[siteApi] This site speaks the Site API
}
site-found-named = { $system }: { $name }
site-looks = What was looked at
site-trying = { $site } is checking this account…
site-login = Username
secret-show = Show what is typed
site-secret-kept = Kept in the system’s keychain, or sealed by your passphrase; never in clear.

site-needs-wordpress = To publish there, Marbre needs an application password: a separate password, made for one program, that you can take back. It is not the one of your account.
site-where-wordpress = In WordPress: Users → Profile → Application Passwords.
site-door-wordpress = Create it in WordPress
site-secret-wordpress = Application password
site-closed = This site lets no program in.
site-closed-todo = Application passwords are switched off there, mostly by a security plugin or because the site is not on https. Ask whoever administers it to allow them, then come back.

site-needs-ghost = To publish there, Marbre needs an admin key, which Ghost makes for each program and which you can take back.
site-where-ghost = In Ghost: Settings → Integrations → Add custom integration. Call it Marbre, then copy “Admin API key”.
site-door-ghost = Open the settings of Ghost
site-secret-ghost = Admin API key
site-key-letters = An Admin API key has the form id:secret, in digits and letters from a to f.
site-key-content = This is the Content API key, which can only read. Copy the one marked “Admin API key”.

site-needs-micropub = To publish there, Marbre needs a token that may write: “create”, “update” and “media”.
site-where-micropub = Your site makes it in its settings, under “Micropub”, “IndieAuth” or “Tokens”.
site-door-micropub = Open the site
site-secret-micropub = Token

site-needs-site-api = To publish there, Marbre needs a token in your name.
site-where-site-api = Ask whoever runs the site for it.
site-door-site-api = Open the page of tokens
site-secret-site-api = Token

site-files = A folder of files
site-files-text = Marbre writes each article there in Markdown, with its pictures beside it. Your generator makes the pages, as it always does.
site-generator = Generator
site-folder = Folder of the articles
site-folder-none = No folder chosen
site-folder-choose = Choose…
site-folder-choose-title = Choose the folder of the articles
site-folder-note = The one that holds the other articles: often { $folder }.
site-folder-looking = Looking at this folder…
site-public = Public address of the site
site-public-note = Where readers read these pages: Marbre checks there what came out.

site-added = Site added: { $name }
site-added-late = Site added: { $name }.
site-added-account = The site accepted this account. This is what it says of itself.
site-added-folder = The folder is ready.
site-fact-kind = System
site-fact-address = Address
site-fact-sections = Sections
site-sections-none = none
site-fact-language = Language
site-fact-zone = Time zone
site-default = New articles go there
site-default-of = ({ $name })
site-default-note = Articles that exist keep their destination.
site-done = Done
site-publish-here = Choose this site for the article
site-chosen-now = This article will go to { $name }.

site-renew-wordpress = Change the application password…
site-renew-ghost = Change the admin key…
site-renew-micropub = Change the token…
site-renew-site-api = Change the token…
site-renew-of = { $action } { $name }
site-renew-title = { $name }: new access
site-renew-text = Nothing changes until the site has accepted what you give here.
site-renew = Replace
site-renewed-text = The site accepted it: it is kept in place of the old access.
site-renewed-refused = { $count ->
    [one] A dispatch was refused with the old access.
   *[other] { $count } dispatches were refused with the old access.
}
site-renewed-retry = { $count ->
    [one] Send it now
   *[other] Send them now
}

site-fails-address = This is not the address of a site.
site-fails-address-todo = Paste it as the browser shows it. Except on this machine, it begins with https.
site-fails-silent = Nobody answers at this address.
site-fails-silent-todo = Check the address and the network, then try again. Nothing was added.
site-fails-unknown = Marbre does not recognise this site.
site-fails-unknown-todo = It speaks with WordPress, Ghost, Micropub and the Site API. Try the admin page; or the login page of a hotel or a train may be answering in the site’s place.
site-fails-down = The site is overloaded or broken.
site-fails-down-todo = Nothing was added. Try again in a few minutes.
site-fails-odd = The site did not answer as it should.
site-fails-odd-todo = A security plugin or a firewall may be stopping programs. Show the details to whoever runs the site.
site-fails-unfit = This site cannot be added this way.
site-fails-unfit-todo = Check what you gave; the details say what does not fit.
site-fails-refused-wordpress = WordPress does not accept this username with this password.
site-fails-refused-wordpress-todo = It takes the application password, not the one of the account; spaces do not matter. The username is the one of your profile.
site-fails-refused-ghost = Ghost does not accept this key.
site-fails-refused-ghost-todo = Copy “Admin API key” again, all of it. A key that was regenerated makes the old one void.
site-fails-refused-micropub = The site does not accept this token.
site-fails-refused-micropub-todo = It may have expired, or be made for another site. Make a new one.
site-fails-refused-site-api = The site does not accept this token.
site-fails-refused-site-api-todo = Copy it again, all of it, or ask whoever runs the site for another one.
site-fails-forbidden-wordpress = This WordPress account may not publish.
site-fails-forbidden-wordpress-todo = It needs the role Author, or Editor for the articles of others. Ask whoever administers the site.
site-fails-forbidden-ghost = This key may not publish.
site-fails-forbidden-ghost-todo = Ask whoever runs the site to make an integration for Marbre.
site-fails-forbidden-micropub = This token does not allow publishing.
site-fails-forbidden-micropub-todo = Make one with the rights “create”, “update” and “media”.
site-fails-forbidden-site-api = This token does not allow publishing.
site-fails-forbidden-site-api-todo = Ask whoever runs the site for one that does.
