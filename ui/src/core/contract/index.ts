// Generated from src-tauri/crates/contract by `make contract`. Not edited by hand.
// Offsets and lengths: UTF-16 units. Times: milliseconds since 1970, UTC.

/**
 * Stable codes; the interface has a sentence in French and in English for each.
 */
export type FailureCode = "library_corrupt" | "library_newer" | "library_read_only" | "disk_full" | "disk_fault" | "library_busy" | "draft_missing" | "draft_binned" | "revision_missing" | "revision_damaged" | "out_of_step" | "text_too_large" | "field_invalid" | "file_missing" | "file_unreadable" | "file_changing" | "file_too_large" | "file_not_utf8" | "file_not_text" | "front_matter_invalid" | "front_matter_open" | "picture_unknown" | "picture_heic" | "picture_svg" | "picture_broken" | "picture_too_many_pixels" | "picture_gave_up" | "picture_missing" | "picture_not_fetched" | "picture_too_large" | "picture_not_secure" | "picture_elsewhere" | "file_unwritable" | "file_is_link" | "folder_missing" | "folder_unreadable" | "folder_taken" | "folder_too_large" | "asked_else" | "headline_missing" | "headline_too_long" | "field_too_long" | "too_many_tags" | "text_missing" | "site_missing" | "site_known" | "not_published" | "dispatch_open" | "earlier_under_way" | "dispatch_missing" | "site_unreachable" | "outcome_unknown" | "site_refused_credential" | "site_forbids" | "site_not_found" | "slug_taken" | "article_changed_there" | "article_withdrawn" | "article_too_large" | "site_finds_fault" | "site_busy" | "site_full" | "site_broken" | "site_not_understood" | "port_taken" | "local_site_corrupt" | "local_site_newer" | "local_site_read_only" | "local_site_disk_full" | "local_site_disk_fault" | "local_site_busy" | "page_differs" | "dispatch_too_late" | "dispatch_restored" | "perhaps_there" | "backup_folder_missing" | "backup_folder_unwritable" | "backup_disk_full" | "backup_fault" | "backup_damaged" | "embargo_holds" | "checks_hold" | "reason_missing" | "keychain_unavailable" | "secrets_locked" | "secrets_damaged" | "passphrase_wrong" | "passphrase_short" | "browser_missing" | "editor_missing" | "look_nothing_out" | "look_not_found" | "previews_not_there" | "preview_taken" | "theme_invalid" | "internal";

/**
 * A failure as it crosses to the interface.
 */
export type Failure = { 
/**
 * Which.
 */
code: FailureCode, 
/**
 * Details for the log and for "More": English, never shown alone.
 */
message: string, 
/**
 * The limit that was passed, where the code names one.
 */
limit?: number, 
/**
 * Until when an embargo holds, milliseconds, where the code says that one does.
 */
until?: number, };

/**
 * What the library shows of a draft.
 */
export type DraftStatus = "draft" | "onTheStone" | "published" | "changed" | "binned";

/**
 * Order of a list.
 */
export type DraftOrder = "changed" | "created" | "headline" | "relevance";

/**
 * Asks for a part of the library.
 */
export type ListRequest = { 
/**
 * Words to find, prefixes allowed, accents ignored; empty for all.
 */
search: string, 
/**
 * Only this status; `null` is everything but the bin.
 */
status: DraftStatus | null, 
/**
 * This status as well as `status`, such as what changed beside what is published; nothing without that one.
 */
also: DraftStatus | null, 
/**
 * Only this section.
 */
section: string | null, 
/**
 * Only this tag.
 */
tag: string | null, 
/**
 * Only this language.
 */
language: string | null, 
/**
 * In which order.
 */
order: DraftOrder, 
/**
 * Rows to pass over.
 */
offset: number, 
/**
 * Rows to give at the most (200).
 */
limit: number, };

/**
 * A run of a match's context.
 */
export type ExcerptRun = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether it is what was searched for.
 */
matched: boolean, };

/**
 * A draft in a list.
 */
export type DraftRow = { 
/**
 * Which draft.
 */
id: string, 
/**
 * Its headline; empty for a draft without one.
 */
headline: string, 
/**
 * Its section.
 */
section: string, 
/**
 * Its language.
 */
language: string, 
/**
 * Its status.
 */
status: DraftStatus, 
/**
 * When it last changed, milliseconds.
 */
changedAt: number, 
/**
 * When readers first could read it, milliseconds.
 */
publishedAt: number | null, 
/**
 * The site it is on, or is promised to.
 */
destination: string | null, 
/**
 * How many sites were chosen for it; 0 where the desk chooses.
 */
chosen: number, 
/**
 * On how many of those readers can read it.
 */
liveOn: number, 
/**
 * Until when an embargo holds it back, or held, milliseconds.
 */
embargo: number | null, 
/**
 * Where a search matched, as runs of text.
 */
excerpt: Array<ExcerptRun>, };

/**
 * A part of the library.
 */
export type DraftPage = { 
/**
 * Rows in the whole list.
 */
total: number, 
/**
 * This part.
 */
rows: Array<DraftRow>, };

/**
 * Drafts by status.
 */
export type StatusCounts = { 
/**
 * Everything but the bin.
 */
all: number, 
/**
 * Drafts.
 */
draft: number, 
/**
 * On the stone.
 */
onTheStone: number, 
/**
 * Published.
 */
published: number, 
/**
 * Changed since publication.
 */
changed: number, 
/**
 * In the bin.
 */
binned: number, };

/**
 * What a list can be filtered by.
 */
export type Facets = { 
/**
 * Sections in use.
 */
sections: Array<string>, 
/**
 * Tags in use, most used first, 200 at the most.
 */
tags: Array<string>, 
/**
 * Languages in use.
 */
languages: Array<string>, 
/**
 * Drafts by status.
 */
counts: StatusCounts, };

/**
 * A file that could not be imported.
 */
export type FileFailure = { 
/**
 * The file.
 */
path: string, 
/**
 * Why.
 */
failure: Failure, };

/**
 * What in an imported file's text readers would not see.
 */
export type FileFindings = { 
/**
 * The file.
 */
path: string, 
/**
 * What.
 */
findings: Array<Finding>, };

/**
 * What an import made.
 */
export type ImportReport = { 
/**
 * The new drafts.
 */
drafts: Array<string>, 
/**
 * The drafts of files that gave them before and did not change since.
 */
known: Array<string>, 
/**
 * What was left out.
 */
failures: Array<FileFailure>, 
/**
 * Keys of front matter that stayed in the files, each once, as `layout`.
 */
unknownKeys: Array<string>, 
/**
 * What in the texts readers would not see.
 */
findings: Array<FileFindings>, };

/**
 * Which drafts to write where.
 */
export type ExportRequest = { 
/**
 * The folder.
 */
folder: string, 
/**
 * Only these; `null` for all outside the bin.
 */
drafts: Array<string> | null, 
/**
 * Why those go that an embargo holds back.
 */
despiteEmbargo: string | null, };

/**
 * What a dialog that names a new file shows first.
 */
export type PlaceToSave = { 
/**
 * The dialog's title.
 */
title: string, 
/**
 * The file's name, unless the writer gives another.
 */
name: string, };

/**
 * What an export wrote.
 */
export type ExportReport = { 
/**
 * Files written.
 */
written: number, 
/**
 * The headlines of those that an embargo holds back: they were left out.
 */
held: Array<string>, 
/**
 * Where.
 */
folder: string, };

/**
 * The picture at the head of an article.
 */
export type LeadPicture = { 
/**
 * `/media/HASH.ENDING` for a kept file, else somebody's `https:` address.
 */
source: string, 
/**
 * Width in pixels; `null` for an address.
 */
width: number | null, 
/**
 * Height in pixels; `null` for an address.
 */
height: number | null, 
/**
 * How a kept file is framed: a media fragment without `#`, as `turn=90&xywh=percent:0,0,50,100`; empty for the picture
 * as it is.
 */
framing: string, 
/**
 * What it shows.
 */
alt: string, 
/**
 * The line below it.
 */
caption: string, 
/**
 * Who made it.
 */
credit: string, };

/**
 * What a note to readers is.
 */
export type CorrectionKind = "correction" | "clarification" | "update" | "retraction";

/**
 * A note to readers below an article.
 */
export type Correction = { 
/**
 * What it is.
 */
kind: CorrectionKind, 
/**
 * What readers are told: plain text.
 */
text: string, 
/**
 * The date it bears, milliseconds.
 */
at: number, };

/**
 * A site that a draft goes to, and what it says otherwise there.
 */
export type DraftDestination = { 
/**
 * Which site.
 */
site: string, 
/**
 * The headline there; `null` for the draft's.
 */
headline: string | null, 
/**
 * The standfirst there; `null` for the draft's.
 */
standfirst: string | null, 
/**
 * The slug there; `null` for the draft's.
 */
slug: string | null, };

/**
 * Everything about a draft but its text.
 */
export type Fields = { 
/**
 * The headline.
 */
headline: string, 
/**
 * The standfirst.
 */
standfirst: string, 
/**
 * The section's name.
 */
section: string, 
/**
 * Tags; the first is the badge.
 */
tags: Array<string>, 
/**
 * Who signs.
 */
byline: string, 
/**
 * BCP 47 tag.
 */
language: string, 
/**
 * A slug chosen by hand; `null` follows the headline.
 */
slug: string | null, 
/**
 * The article's date, milliseconds; `null` is the moment of publication.
 */
publishAt: number | null, 
/**
 * IANA time zone.
 */
timeZone: string, 
/**
 * The picture at the head.
 */
leadPicture: LeadPicture | null, 
/**
 * Before which nothing of it may leave this desk, milliseconds.
 */
embargo: number | null, 
/**
 * Notes to readers below the article, the oldest first.
 */
corrections: Array<Correction>, 
/**
 * The sites it goes to; empty leaves the choice to the desk.
 */
destinations: Array<DraftDestination>, };

/**
 * A top-level block of the body; the page shows exactly one element for it.
 */
export type Block = { 
/**
 * Its element.
 */
html: string, 
/**
 * Its share of the text in UTF-16 units, with the blank lines after it. 0 for the notes,
 * which stand at the end of the page and nowhere in the text.
 */
length: number, };

/**
 * Replaces blocks: `remove` of them at `at` by `insert`. Splices apply in order.
 */
export type Splice = { 
/**
 * Index of the first block.
 */
at: number, 
/**
 * How many go.
 */
remove: number, 
/**
 * What comes.
 */
insert: Array<Block>, };

/**
 * What the status bar counts.
 */
export type Counts = { 
/**
 * Words.
 */
words: number, 
/**
 * Characters as a reader counts them, white space included.
 */
characters: number, 
/**
 * Reading time.
 */
minutes: number, };

/**
 * A heading of the text.
 */
export type Heading = { 
/**
 * 1 to 6.
 */
level: number, 
/**
 * Its text without marks.
 */
text: string, 
/**
 * Where it starts in the text, UTF-16 units.
 */
offset: number, };

/**
 * A draft as it is opened.
 */
export type OpenDraft = { 
/**
 * Which draft.
 */
id: string, 
/**
 * Its fields.
 */
fields: Fields, 
/**
 * The slug publication would use (or used).
 */
slug: string | null, 
/**
 * Whether the slug is frozen because the article is out.
 */
slugFrozen: boolean, 
/**
 * Its text.
 */
text: string, 
/**
 * The number of its last change.
 */
sequence: number, 
/**
 * Every change up to this one is on the disk.
 */
durable: number, 
/**
 * Where the caret was, UTF-16 units.
 */
caret: number, 
/**
 * How far the manuscript was scrolled, as the offset of the first visible character; the caret's own when nothing
 * more is known than that it was in view.
 */
scroll: number, 
/**
 * Its status.
 */
status: DraftStatus, 
/**
 * Its articles, one a site; the oldest first.
 */
publications: Array<PublicationView>, 
/**
 * Whether a text waits to be sent that is not what the draft says now.
 */
waitsOutdated: boolean, 
/**
 * The whole page as a document for the preview frame, body blocks included.
 */
page: string, 
/**
 * The blocks in that page's body, in order.
 */
blocks: Array<Block>, 
/**
 * The headings.
 */
outline: Array<Heading>, 
/**
 * The counts.
 */
counts: Counts, };

/**
 * One replaced range, in UTF-16 units of the text before the edit. Ranges ascend and don't touch.
 */
export type Change = { 
/**
 * Start.
 */
from: number, 
/**
 * End.
 */
to: number, 
/**
 * What stands there now.
 */
insert: string, };

/**
 * A change of the open draft's text.
 */
export type EditRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * One more than the last sequence number.
 */
sequence: number, 
/**
 * What changed.
 */
changes: Array<Change>, 
/**
 * Length of the text after it, UTF-16 units.
 */
length: number, 
/**
 * The caret after it, UTF-16 units.
 */
caret: number, 
/**
 * Where signs end that the writer typed, in the text after it, ascending: for them the house's signs and spaces are
 * wanted.
 */
signs: Array<number>, };

/**
 * A field of one line in which something was typed or pasted.
 */
export type LineRequest = { 
/**
 * What it says.
 */
text: string, 
/**
 * The draft's language.
 */
language: string, 
/**
 * Where what was pasted begins, UTF-16 units; `null` where a sign was typed.
 */
pasted: number | null, 
/**
 * The caret, UTF-16 units.
 */
caret: number, };

/**
 * The whole text, when the core and the editor have drifted apart or a text is replaced.
 */
export type ResyncRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * The text.
 */
text: string, 
/**
 * The caret.
 */
caret: number, 
/**
 * The last change that the editor knows the core to have.
 */
known: number, };

/**
 * What an edit changed on the page.
 */
export type EditReply = { 
/**
 * The number of the last change the core has applied.
 */
sequence: number, 
/**
 * The number of the last change that the journal holds.
 */
durable: number, 
/**
 * Blocks to replace, in order.
 */
splices: Array<Splice>, 
/**
 * The article region with an empty body, when it changed (reading time).
 */
frame: string | null, 
/**
 * The counts.
 */
counts: Counts, 
/**
 * The headings, when they changed.
 */
outline: Array<Heading> | null, 
/**
 * After a `resync`, where another program wrote too: what the text that was sent lacks. The page
 * changed by more than the splices say.
 */
outside?: Array<Change>, 
/**
 * What the house sets otherwise of what was typed, in the text after the edit.
 */
retouches: Array<Change>, };

/**
 * New fields of a draft.
 */
export type FieldsRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * All its fields.
 */
fields: Fields, 
/**
 * The same as the window last knew them to be kept: what others changed since stays.
 */
was: Fields, };

/**
 * What new fields changed. The fields are durable when this arrives.
 */
export type FieldsReply = { 
/**
 * The article region with an empty body.
 */
frame: string, 
/**
 * The page's title.
 */
title: string, 
/**
 * The slug publication would use.
 */
slug: string | null, 
/**
 * The draft's status.
 */
status: DraftStatus, 
/**
 * The fields as they are kept.
 */
fields: Fields, };

/**
 * Where the writer is, so that the window can come back there.
 */
export type PlaceRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * The caret, UTF-16 units.
 */
caret: number, 
/**
 * The first visible character, UTF-16 units.
 */
scroll: number, };

/**
 * An article as the window has it, to be written to a file while the library takes nothing.
 */
export type SaveElsewhereRequest = { 
/**
 * The file; what it says is replaced.
 */
path: string, 
/**
 * The fields.
 */
fields: Fields, 
/**
 * The text.
 */
text: string, };

/**
 * Where a draft stands, without its text and its page.
 */
export type Standing = { 
/**
 * Its status.
 */
status: DraftStatus, 
/**
 * The slug publication would use (or used).
 */
slug: string | null, 
/**
 * Whether the slug is frozen because the article is out.
 */
slugFrozen: boolean, 
/**
 * Its articles, one a site; the oldest first.
 */
publications: Array<PublicationView>, 
/**
 * Whether a text waits to be sent that is not what the draft says now.
 */
waitsOutdated: boolean, };

/**
 * A stretch of the open draft's text.
 */
export type CopyRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * The change after which the editor's text is meant.
 */
sequence: number, 
/**
 * Where the stretch begins, UTF-16 units; findings are told of whole blocks.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, };

/**
 * What is found in a stretch of the text.
 */
export type CopyStretch = { 
/**
 * Where what was read begins, UTF-16 units.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * What was found, in the text's order.
 */
findings: Array<CopyFinding>, };

/**
 * Asks what only the whole text shows.
 */
export type AcrossRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * The change after which the editor's text is meant.
 */
sequence: number, };

/**
 * What only the whole text shows, and how it is read.
 */
export type CopyAcross = { 
/**
 * What was found, in the text's order.
 */
findings: Array<CopyFinding>, 
/**
 * How much of what the writer ignores in this draft still stands in it.
 */
ignored: number, 
/**
 * What is wrong with the house's files.
 */
faults: Array<HouseFault>, };

/**
 * Something that was found is not to be told again.
 */
export type IgnoreRequest = { 
/**
 * In which draft.
 */
draft: string, 
/**
 * The change after which the editor's text is meant.
 */
sequence: number, 
/**
 * Where it begins, UTF-16 units.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * What it was found by.
 */
rule: string, 
/**
 * How far.
 */
far: HowFar, };

/**
 * How far something is ignored.
 */
export type HowFar = "here" | "draft" | "always";

/**
 * Something in the copy.
 */
export type CopyFinding = { 
/**
 * Where it begins, UTF-16 units.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * What stands there.
 */
text: string, 
/**
 * What it was found by, and is ignored by: a rule's name.
 */
rule: string, 
/**
 * What it is.
 */
about: CopyAbout, 
/**
 * What could stand there instead, the likeliest first. For a misspelt word they are asked for one by one.
 */
replacements: Array<string>, };

/**
 * What something in the copy is.
 */
export type CopyAbout = { "is": "spelling", 
/**
 * The language that it is judged in.
 */
language: string, } | { "is": "signs", 
/**
 * The rule, as the house's table names it: `high-sign`.
 */
rule: string, } | { "is": "style", 
/**
 * The rule's name in its file.
 */
rule: string, 
/**
 * What to do, a sentence in the rule's own language.
 */
advice: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Whose usage it is.
 */
source: string, } | { "is": "saidTwice", 
/**
 * The word.
 */
word: string, } | { "is": "longSentence", 
/**
 * Its words.
 */
words: number, } | { "is": "shares", 
/**
 * Their sum, in percent.
 */
sum: number, } | { "is": "share", 
/**
 * What the text says.
 */
said: number, 
/**
 * What it is.
 */
right: number, } | { "is": "growth", 
/**
 * What the text says.
 */
said: number, 
/**
 * What it is.
 */
right: number, } | { "is": "total", 
/**
 * What the text says.
 */
said: number, 
/**
 * What it is.
 */
right: number, } | { "is": "mark" } | { "is": "unclosed" } | { "is": "unopened" } | { "is": "headingSkips", 
/**
 * The level before it.
 */
from: number, 
/**
 * Its own.
 */
to: number, } | { "is": "linkNowhere" } | { "is": "linkUnseen" } | { "is": "alike", 
/**
 * How.
 */
other: string, } | { "is": "noSuchDay" } | { "is": "weekday", 
/**
 * The day that it is, 1 for Monday to 7 for Sunday.
 */
right: number, } | { "is": "noSuchTime" };

/**
 * A word of the open draft that is misspelt.
 */
export type WordRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * The word.
 */
word: string, 
/**
 * The language that it is judged in.
 */
language: string, };

/**
 * A plain file of the house.
 */
export type HouseFile = "signs" | "frenchStyle" | "englishStyle" | "ownWords" | "newsroomWords" | "checks" | "ignored";

/**
 * Asks what is found in a draft that would go to sites.
 */
export type ChecksRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * To which sites.
 */
sites: Array<string>, };

/**
 * How much it weighs that something was found.
 */
export type CheckWeight = "advice" | "warning" | "required";

/**
 * Who answers where a link leads, where there is something to say of it.
 */
export type LinkAnswer = { "is": "answers" } | { "is": "moved", 
/**
 * The new address, without a fragment.
 */
to: string, } | { "is": "missing" } | { "is": "gone" } | { "is": "refused", 
/**
 * The status.
 */
status: number, } | { "is": "busy" } | { "is": "failing", 
/**
 * The status.
 */
status: number, } | { "is": "silent" } | { "is": "noSuchHost" } | { "is": "insecure" } | { "is": "private" } | { "is": "changed", 
/**
 * When it was read first, milliseconds.
 */
since: number, 
/**
 * What is quoted and no longer there; empty where most of the page is another.
 */
missing: Array<string>, };

/**
 * What was found.
 */
export type CheckAbout = { "is": "article", 
/**
 * It.
 */
finding: Finding, } | { "is": "copy", 
/**
 * It.
 */
finding: CopyFinding, } | { "is": "copies", 
/**
 * How many.
 */
count: number, 
/**
 * The first.
 */
first: CopyFinding, } | { "is": "link", 
/**
 * Where it leads, as it is written.
 */
address: string, 
/**
 * Where it stands, pairs of UTF-16 units: all of it each time.
 */
places: Array<[number, number]>, 
/**
 * Who answers there.
 */
answer: LinkAnswer, } | { "is": "linksWaiting", 
/**
 * How many.
 */
count: number, } | { "is": "markIn", 
/**
 * Which field.
 */
field: FieldName, 
/**
 * The mark.
 */
mark: string, } | { "is": "missing", 
/**
 * Which field.
 */
field: FieldName, } | { "is": "tooLong", 
/**
 * Which field.
 */
field: FieldName, 
/**
 * Its characters.
 */
length: number, 
/**
 * As many are wished.
 */
most: number, 
/**
 * The site.
 */
site: string, } | { "is": "slugTaken", 
/**
 * The slug.
 */
slug: string, 
/**
 * The site.
 */
site: string, 
/**
 * The other article's draft.
 */
draft: string, 
/**
 * Its headline.
 */
headline: string, } | { "is": "embargo", 
/**
 * That hour, milliseconds.
 */
until: number, 
/**
 * The zone it was given in, an IANA name.
 */
timeZone: string, };

/**
 * Something that was found before an article goes out.
 */
export type Check = { 
/**
 * By what it was found, as the newsroom's file names it: `to-come`.
 */
kind: string, 
/**
 * What that weighs here.
 */
weight: CheckWeight, 
/**
 * What it is.
 */
about: CheckAbout, };

/**
 * What of a draft went out although something kept it back, and why.
 */
export type CheckOverride = { 
/**
 * The dispatch that it let through.
 */
dispatch: string, 
/**
 * What kept it back, as the newsroom's file names it.
 */
checks: Array<string>, 
/**
 * Why it went out.
 */
reason: string, 
/**
 * When, milliseconds.
 */
madeAt: number, };

/**
 * Something in a file of the house that is not followed. All the rest of the file is.
 */
export type HouseFault = { 
/**
 * Which file.
 */
file: HouseFile, 
/**
 * What the file is called.
 */
name: string, 
/**
 * The line, from 1; 0 for the file as a whole.
 */
line: number, 
/**
 * What is wrong.
 */
code: HouseFaultCode, };

/**
 * What is wrong in a file of the house.
 */
export type HouseFaultCode = "unreadable" | "file-too-long" | "no-standard" | "unknown-setting" | "no-word" | "no-rule" | "unknown-check" | "unknown-weight" | "no-length" | "too-many-rules" | "not-toml" | "unknown-key" | "wrong-kind" | "too-many" | "missing" | "same-id" | "unknown-level" | "too-long" | "too-deep" | "too-many-forms" | "unclosed" | "unopened" | "odd-sign" | "no-word-in-pattern" | "short-start" | "letters-behind-star" | "not-regular" | "no-answer" | "example-not-found" | "example-not-mended";

/**
 * A picture from a file, or from an address that is read once, now.
 */
export type PictureRequest = { "from": "file", 
/**
 * Its path.
 */
path: string, } | { "from": "address", 
/**
 * `https:`.
 */
address: string, };

/**
 * What another program copied, where the page can't see it.
 */
export type Copied = { 
/**
 * Whether it is a picture.
 */
picture: boolean, 
/**
 * Files, by their paths; none beside a picture.
 */
files: Array<string>, };

/**
 * How far the copies are that pages show.
 */
export type PictureState = "developing" | "ready" | "failed";

/**
 * What a journalist says of a picture, or its file does. Empty for nothing.
 */
export type PictureWords = { 
/**
 * What it shows, for those who can't see it.
 */
alt: string, 
/**
 * The line below it.
 */
caption: string, 
/**
 * Who made it.
 */
credit: string, 
/**
 * Where it comes from: an agency, a person, an address.
 */
source: string, 
/**
 * Under which terms it may be used.
 */
licence: string, 
/**
 * When it was taken, as its camera said: `2026-04-29T02:49:00`, or a part of that from the left.
 */
taken: string, };

/**
 * A picture of the library.
 */
export type PictureView = { 
/**
 * `/media/HASH.ENDING`: the original, as texts name it.
 */
source: string, 
/**
 * What its file was called.
 */
name: string, 
/**
 * Width in pixels, as it is shown.
 */
width: number, 
/**
 * Height in pixels, as it is shown.
 */
height: number, 
/**
 * The size of the original, in bytes.
 */
bytes: number, 
/**
 * Whether it moves: then it can't be cropped or turned.
 */
moving: boolean, 
/**
 * Whether the original says where it was taken. No copy does.
 */
located: boolean, 
/**
 * When it came into the library, in milliseconds.
 */
addedAt: number, 
/**
 * What is said of it.
 */
words: PictureWords, 
/**
 * What its file says of itself: offered, never taken by itself where something else was written.
 */
offered: PictureWords, 
/**
 * How far its copies are.
 */
state: PictureState, 
/**
 * Why they could not be made.
 */
failure: Failure | null, 
/**
 * A small copy of it as it is, unframed: `/media/HASH.ENDING`; `null` until it is made.
 */
thumbnail: string | null, 
/**
 * A copy of it as it is that is large enough for a screen; `null` until it is made.
 */
shown: string | null, 
/**
 * In how many drafts it is used, those in the bin included.
 */
uses: number, };

/**
 * Which pictures of the library.
 */
export type PicturesRequest = { 
/**
 * Words to be found in what is said of them or in their files' names; empty for all.
 */
search: string, 
/**
 * Only those that no draft uses, and no revision of one.
 */
unused: boolean, 
/**
 * How many are passed over.
 */
offset: number, 
/**
 * How many are wanted at most, up to 200.
 */
limit: number, };

/**
 * Pictures of the library, the newest first.
 */
export type PictureList = { 
/**
 * The pictures.
 */
pictures: Array<PictureView>, 
/**
 * How many there are in all that were asked for.
 */
total: number, 
/**
 * The size of their originals, in bytes.
 */
bytes: number, };

/**
 * In which place of a draft a picture stands.
 */
export type PicturePlace = "lead" | "text" | "revision";

/**
 * A use of a picture.
 */
export type PictureUse = { 
/**
 * The draft.
 */
draft: string, 
/**
 * Its headline; may be empty.
 */
headline: string, 
/**
 * Where in it.
 */
place: PicturePlace, 
/**
 * The credit that stands there; may be empty.
 */
credit: string, };

/**
 * A picture and where it is used.
 */
export type PictureFacts = { 
/**
 * The picture.
 */
picture: PictureView, 
/**
 * Its uses, the newest draft first.
 */
uses: Array<PictureUse>, };

/**
 * Says something of a picture of the library.
 */
export type PictureWordsRequest = { 
/**
 * `/media/HASH.ENDING`.
 */
source: string, 
/**
 * What.
 */
words: PictureWords, };

/**
 * What was removed.
 */
export type RemovedPictures = { 
/**
 * How many; those that are used meanwhile stay.
 */
removed: number, 
/**
 * How many bytes that freed.
 */
bytes: number, };

/**
 * Which drafts get a file in a work folder by themselves.
 */
export type Mirrored = { "mirrors": "all" } | { "mirrors": "section", 
/**
 * Its name.
 */
section: string, } | { "mirrors": "found" };

/**
 * A folder that is to mirror drafts.
 */
export type FolderRequest = { 
/**
 * Its path.
 */
path: string, 
/**
 * Which drafts get a file in it.
 */
mirrored: Mirrored, };

/**
 * Which drafts a work folder is to mirror from now on.
 */
export type MirroredRequest = { 
/**
 * Which folder.
 */
folder: string, 
/**
 * Which drafts get a file in it.
 */
mirrored: Mirrored, };

/**
 * Whether others read what lies in a work folder.
 */
export type FolderPublishedRequest = { 
/**
 * Which folder.
 */
folder: string, 
/**
 * Whether they do.
 */
published: boolean, };

/**
 * A work folder, and how it is.
 */
export type FolderView = { 
/**
 * Which.
 */
id: string, 
/**
 * Its path.
 */
path: string, 
/**
 * Which drafts get a file in it by themselves.
 */
mirrored: Mirrored, 
/**
 * Whether others read what lies in it: an embargo holds drafts back from it.
 */
published: boolean, 
/**
 * Whether it is watched at present.
 */
watched: boolean, 
/**
 * Why it can't be read; it is tried again.
 */
fault: Failure | null, 
/**
 * The drafts that have a file in it.
 */
files: number, 
/**
 * The files that can't be taken or written, and why.
 */
failures: Array<FileFailure>, };

/**
 * A draft whose file was changed where the writer changed it too.
 */
export type AskedDraft = { 
/**
 * Which.
 */
draft: string, 
/**
 * Its headline.
 */
headline: string, 
/**
 * The file.
 */
path: string, };

/**
 * A field that is asked about.
 */
export type FieldName = "headline" | "standfirst" | "section" | "tags" | "byline" | "language" | "slug" | "date" | "picture" | "embargo" | "corrections";

/**
 * A run of words of one side.
 */
export type Run = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether the other side has not got them.
 */
own: boolean, };

/**
 * A place where both changed the same.
 */
export type Question = { 
/**
 * Which field; `null` in the text.
 */
field: FieldName | null, 
/**
 * Whether other words than the two sides' can be put there.
 */
isWords: boolean, 
/**
 * What stands before it in the text.
 */
before: string, 
/**
 * As both had it.
 */
base: string, 
/**
 * As the draft has it.
 */
ours: Array<Run>, 
/**
 * As the file has it.
 */
theirs: Array<Run>, };

/**
 * All that is asked of a draft.
 */
export type Asking = { 
/**
 * Which.
 */
draft: string, 
/**
 * The file.
 */
path: string, 
/**
 * Names the two texts; to be sent back with the answers.
 */
version: string, 
/**
 * The questions: fields first, then the text in its order.
 */
questions: Array<Question>, };

/**
 * What the writer answered to one question.
 */
export type Answer = { "take": "ours" } | { "take": "theirs" } | { "take": "words", 
/**
 * The words.
 */
words: string, };

/**
 * The answers to all that is asked of a draft.
 */
export type AnswerRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * As it came with the questions.
 */
version: string, 
/**
 * One for each question, in their order.
 */
answers: Array<Answer>, };

/**
 * What a site speaks.
 */
export type SiteKind = "local" | "siteApi" | "wordPress" | "ghost" | "micropub" | "folder";

/**
 * A newsletter of a site.
 */
export type Newsletter = { 
/**
 * What the site calls it; to be handed back.
 */
slug: string, 
/**
 * What readers call it.
 */
name: string, };

/**
 * A site as the journalist sees it.
 */
export type SiteView = { 
/**
 * Which site.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it speaks.
 */
kind: SiteKind, 
/**
 * Its home page.
 */
url: string, 
/**
 * The language of its pages.
 */
language: string, 
/**
 * Its time zone.
 */
timeZone: string, 
/**
 * Its sections' names.
 */
sections: Array<string>, 
/**
 * Whether the preview is its page, byte for byte; else its own theme dresses the text.
 */
ownPage: boolean, 
/**
 * Whether it brings an article out at an hour by itself.
 */
schedules: boolean, 
/**
 * Whether an article can be taken off it.
 */
unpublishes: boolean, 
/**
 * Who reads a draft that it is asked to show before it is out; `null` where it, or this account, can't.
 */
previews: PreviewReaders | null, 
/**
 * What of an article it has a place for.
 */
takes: SiteTakes, 
/**
 * The tags it lists.
 */
tags: Array<string>, 
/**
 * The names under which this account may sign.
 */
authors: Array<string>, 
/**
 * Its newsletters.
 */
newsletters: Array<Newsletter>, 
/**
 * Whether it answered when it was last asked; `null` before that.
 */
reachable: boolean | null, 
/**
 * What keeps the local site from running, as a taken port.
 */
fault: Failure | null, 
/**
 * What its articles look like, where that was learnt from one of its pages.
 */
look: LearntLook | null, };

/**
 * Who reads a preview that a site keeps of a draft.
 */
export type PreviewReaders = "signedIn" | "whoeverHasTheLink";

/**
 * A draft that is to be seen on a site before it is out.
 */
export type PreviewOnSiteRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * On which site.
 */
site: string, 
/**
 * Why it is shown although an embargo holds it back.
 */
despiteEmbargo: string | null, };

/**
 * A draft's preview on a site.
 */
export type SitePreview = { 
/**
 * Which site.
 */
site: string, 
/**
 * Its name.
 */
siteName: string, 
/**
 * Where it is seen; `null` when no answer came: it may be there.
 */
address: string | null, 
/**
 * Who reads it there; `null` where that is no longer known.
 */
readers: PreviewReaders | null, 
/**
 * When it was last sent, milliseconds since 1970.
 */
sentAt: number, 
/**
 * Whether it is to be taken away, and is there still.
 */
leaves: boolean, 
/**
 * Why it could not be taken away so far.
 */
failure: Failure | null, };

/**
 * A site's look: what the preview dresses an article in.
 */
export type LearntLook = { 
/**
 * When it was learnt, milliseconds since 1970.
 */
learntAt: number, 
/**
 * The page it was learnt from.
 */
address: string, 
/**
 * What of that page is not in it.
 */
lacks: Array<LookLack>, };

/**
 * What a look may lack.
 */
export type LookLack = "standfirst" | "leadPicture" | "fonts" | "styles" | "decoration";

/**
 * One address that was asked.
 */
export type SiteLook = { 
/**
 * It.
 */
address: string, 
/**
 * What was seen.
 */
saw: string, };

/**
 * What was found at an address.
 */
export type DiscoveredSite = { 
/**
 * What it speaks.
 */
kind: SiteKind, 
/**
 * Its home page.
 */
home: string, 
/**
 * What it is called, where it says so.
 */
name: string | null, 
/**
 * Where it takes articles; to be handed back.
 */
api: string, 
/**
 * Where a person makes the password or finds the key; `null` when the site does not say, or, for
 * WordPress, lets no program in.
 */
signIn: string | null, 
/**
 * What was asked, and what was seen there, in English: for the details.
 */
looks: Array<SiteLook>, };

/**
 * A site to be added: as it was discovered, with an account.
 */
export type AddSiteRequest = { 
/**
 * What it speaks.
 */
kind: SiteKind, 
/**
 * Its home page; for files, the address at which they are read.
 */
home: string, 
/**
 * Where it takes articles; for files, `generator:folder`, as `hugo:/srv/site/content`.
 */
api: string, 
/**
 * The login; for WordPress only.
 */
login: string, 
/**
 * The token, password or key; nothing for files.
 */
secret: string, };

/**
 * Another password, token or key for a known site.
 */
export type SetPasswordRequest = { 
/**
 * Which site.
 */
site: string, 
/**
 * The login; for WordPress only.
 */
login: string, 
/**
 * The token, password or key.
 */
secret: string, };

/**
 * What of an article a site has a place for; everything, until it has been asked.
 */
export type SiteTakes = { 
/**
 * The standfirst.
 */
standfirst: boolean, 
/**
 * The section.
 */
section: boolean, 
/**
 * The tags.
 */
tags: boolean, 
/**
 * The byline as she writes it; else it signs with its account.
 */
byline: boolean, 
/**
 * The language of the text.
 */
language: boolean, 
/**
 * Pictures.
 */
pictures: boolean, };

/**
 * The kinds of what Markdown can't say.
 */
export type LostKind = "embed" | "video" | "audio" | "drawing" | "picture" | "link" | "style" | "layout" | "tableHead" | "form" | "script" | "unknown" | "nesting";

/**
 * What Markdown can't say of a text.
 */
export type Lost = { 
/**
 * What it is.
 */
kind: LostKind, 
/**
 * How often.
 */
count: number, 
/**
 * What tells the first of them.
 */
example: string, };

/**
 * A draft and a site.
 */
export type LiveRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * Which site.
 */
site: string, };

/**
 * Where an article lies that readers do not see.
 */
export type Off = "bin" | "draft" | "private" | "down" | "gone";

/**
 * A field or a passage that somebody changed on a site.
 */
export type TheirWords = { 
/**
 * Which field; `null` in the text.
 */
field: FieldName | null, 
/**
 * Its words, and what became of them there.
 */
runs: Array<ComparedRun>, };

/**
 * What somebody else made of a live article.
 */
export type LiveChange = { 
/**
 * On which site.
 */
site: string, 
/**
 * Its name.
 */
siteName: string, 
/**
 * Names the two texts; to be sent back with the answers.
 */
version: string, 
/**
 * The fields that they changed.
 */
fields: Array<FieldName>, 
/**
 * Whether they changed the text.
 */
text: boolean, 
/**
 * Where both changed the same: fields first, then the text in its order.
 */
questions: Array<Question>, 
/**
 * What Markdown can't say of theirs.
 */
lost: Array<Lost>, 
/**
 * All that they changed, word by word.
 */
changes: Array<TheirWords>, 
/**
 * When it last changed there, as the site tells, milliseconds.
 */
changedAt: number | null, 
/**
 * Where they put it, when they took it off the site.
 */
off: Off | null, };

/**
 * A part of what readers of a site can read is asked for.
 */
export type PublishedRequest = { 
/**
 * Of which site.
 */
site: string, 
/**
 * The words that the articles have; all for none.
 */
words: string, 
/**
 * What leads to the part; `null` for the first.
 */
from: string | null, };

/**
 * An article that readers of a site can read.
 */
export type PublishedArticle = { 
/**
 * The site's identifier of it.
 */
remoteId: string, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Where they read it.
 */
address: string, 
/**
 * Since when, milliseconds.
 */
publishedAt: number, 
/**
 * When it last changed there, milliseconds.
 */
updatedAt: number | null, 
/**
 * The draft that is tied to it already.
 */
draft: string | null, };

/**
 * A part of a site's list.
 */
export type PublishedPart = { 
/**
 * Its articles.
 */
articles: Array<PublishedArticle>, 
/**
 * What leads to the next part; `null` at the end.
 */
next: string | null, 
/**
 * How many there are in all parts, as far as that is known.
 */
total: number | null, };

/**
 * An article that is to be brought in.
 */
export type WantedArticle = { 
/**
 * The site's identifier of it.
 */
remoteId: string, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Its address.
 */
address: string, };

/**
 * These articles are to be brought in.
 */
export type BringInRequest = { 
/**
 * From which site.
 */
site: string, 
/**
 * They.
 */
articles: Array<WantedArticle>, };

/**
 * All articles with these words are to be brought in.
 */
export type BringInAllRequest = { 
/**
 * From which site.
 */
site: string, 
/**
 * The words; every article for none.
 */
words: string, };

/**
 * How far an import is.
 */
export type ImportState = "running" | "done" | "cancelled" | "failed";

/**
 * An import, as far as it is.
 */
export type ImportView = { 
/**
 * Which import.
 */
id: string, 
/**
 * From which site.
 */
site: string, 
/**
 * Its name.
 */
siteName: string, 
/**
 * The words that were looked for; `null` where articles were named.
 */
words: string | null, 
/**
 * How far it is.
 */
state: ImportState, 
/**
 * When it was asked for, milliseconds.
 */
madeAt: number, 
/**
 * Whether all its articles are known.
 */
listed: boolean, 
/**
 * How many the site says there are.
 */
total: number | null, 
/**
 * Articles that are known to belong to it.
 */
found: number, 
/**
 * Drafts made.
 */
brought: number, 
/**
 * Articles that had one.
 */
known: number, 
/**
 * Articles left out.
 */
failed: number, 
/**
 * Drafts of which something could not be kept.
 */
noted: number, 
/**
 * The headline of the article that comes in now.
 */
current: string | null, 
/**
 * Why it waits, or can't go on.
 */
failure: Failure | null, 
/**
 * When it tries again, milliseconds.
 */
nextTry: number | null, };

/**
 * What became of an article.
 */
export type ArrivedState = "waiting" | "brought" | "known" | "failed";

/**
 * An article of an import, and what could not be kept of it.
 */
export type ArrivedArticle = { 
/**
 * The site's identifier of it.
 */
remoteId: string, 
/**
 * Its headline; empty until it is known.
 */
headline: string, 
/**
 * Where readers find it.
 */
address: string, 
/**
 * What became of it.
 */
state: ArrivedState, 
/**
 * Its draft.
 */
draft: string | null, 
/**
 * What Markdown can't say of it.
 */
lost: Array<Lost>, 
/**
 * The pictures that could not be had, by their addresses.
 */
picturesLeft: Array<string>, 
/**
 * Why it was left out.
 */
failure: Failure | null, };

/**
 * The report of an import, in words, to be kept as a file.
 */
export type SaveReportRequest = { 
/**
 * Where to.
 */
path: string, 
/**
 * It.
 */
report: string, };

/**
 * What others made of a live article is to be taken into the draft.
 */
export type TakeLiveRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * From which site.
 */
site: string, 
/**
 * As it came with the questions.
 */
version: string, 
/**
 * One for each question, in their order.
 */
answers: Array<Answer>, };

/**
 * An article on a site.
 */
export type PublicationView = { 
/**
 * Which site.
 */
site: string, 
/**
 * That site's name.
 */
siteName: string, 
/**
 * Where readers read it.
 */
address: string, 
/**
 * The slug it went out with; frozen.
 */
slug: string, 
/**
 * Whether they can.
 */
live: boolean, 
/**
 * Whether they read, or will at its hour, something else than the draft says.
 */
behind: boolean, 
/**
 * Since when, milliseconds.
 */
publishedAt: number, 
/**
 * Last change there, milliseconds.
 */
updatedAt: number | null, 
/**
 * The revision that readers have, as it was sent.
 */
revision: string, 
/**
 * Whether a reader was served exactly what was sent; `null` when it could not be looked at.
 */
verified: boolean | null, 
/**
 * The dispatch whose receipt says so.
 */
dispatch: string | null, 
/**
 * Whether somebody else changed it there since, as far as was seen.
 */
drifted: boolean, 
/**
 * Whether somebody else took it off, as far as was seen.
 */
withdrawn: boolean, 
/**
 * When that was last looked at, milliseconds.
 */
checkedAt: number | null, 
/**
 * When the site brings it out, while it waits there, milliseconds.
 */
goesLive: number | null, };

/**
 * What is promised.
 */
export type Operation = "publish" | "update" | "unpublish";

/**
 * How far a promise is.
 */
export type DispatchState = "waiting" | "sending" | "unknown" | "done" | "failed" | "cancelled" | "superseded";

/**
 * A dispatch in the outbox.
 */
export type DispatchView = { 
/**
 * Which dispatch.
 */
id: string, 
/**
 * Which draft.
 */
draft: string, 
/**
 * Which site.
 */
site: string, 
/**
 * Its headline when it was promised.
 */
headline: string, 
/**
 * That site's name.
 */
siteName: string, 
/**
 * What is promised.
 */
operation: Operation, 
/**
 * How far it is.
 */
state: DispatchState, 
/**
 * When it was promised, milliseconds.
 */
madeAt: number, 
/**
 * Before which it is not sent: its hour, or the grace in which it can be taken back,
 * milliseconds.
 */
notBefore: number | null, 
/**
 * When the site is to bring it out by itself, milliseconds.
 */
goesLive: number | null, 
/**
 * The newsletter whose readers get it, by its slug.
 */
newsletter: string | null, 
/**
 * How often it was tried.
 */
attempts: number, 
/**
 * When it is tried next, milliseconds.
 */
nextTry: number | null, 
/**
 * Why the last try did not work.
 */
failure: FailureCode | null, 
/**
 * The site's own words, for the details.
 */
failureDetail: string | null, 
/**
 * Until when an embargo holds it back, milliseconds.
 */
embargoUntil: number | null, 
/**
 * Where a reader finds the article, once done.
 */
address: string | null, 
/**
 * Whether readers see what was sent, as its receipt says; `null` while nobody could look.
 */
verified: boolean | null, 
/**
 * What they see otherwise.
 */
differences: Array<Difference>, 
/**
 * Whether it may be taken back.
 */
canCancel: boolean, 
/**
 * Whether it may be tried again now.
 */
canRetry: boolean, };

/**
 * Publish or update: the core knows which, from the publication.
 */
export type PublishRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * To which site.
 */
site: string, };

/**
 * Publish or update, at an hour or with a newsletter.
 */
export type PublishAsRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * To which site.
 */
site: string, 
/**
 * When readers are to see it, milliseconds; `null` for now.
 */
at: number | null, 
/**
 * The newsletter whose readers get it, by its slug.
 */
newsletter: string | null, 
/**
 * Why it goes out although an embargo holds it back.
 */
despiteEmbargo: string | null, 
/**
 * Why it goes out although a check keeps it back.
 */
despiteChecks: string | null, 
/**
 * Whether it comes back although somebody took it off the site.
 */
bringsBack: boolean, };

/**
 * Publish or update on several sites at once.
 */
export type PublishToRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * To which sites.
 */
sites: Array<string>, 
/**
 * When readers are to see it, milliseconds; `null` for now.
 */
at: number | null, 
/**
 * Why it goes out although an embargo holds it back.
 */
despiteEmbargo: string | null, 
/**
 * Why it goes out although a check keeps it back.
 */
despiteChecks: string | null, };

/**
 * What became of a draft on one of several sites, as far as it is promised.
 */
export type SiteOutcome = { 
/**
 * Which site.
 */
site: string, 
/**
 * Its name.
 */
siteName: string, 
/**
 * The promise; `null` where readers see all of it already, or where it was refused.
 */
dispatch: DispatchView | null, 
/**
 * Why nothing was promised; keeps none of the others back.
 */
failure: Failure | null, };

/**
 * What an embargo holds back.
 */
export type Act = "publish" | "previewLink" | "export" | "mirror";

/**
 * What of a draft left under embargo, and why.
 */
export type EmbargoOverride = { 
/**
 * The end of the embargo as it then was, milliseconds.
 */
until: number, 
/**
 * What was done.
 */
act: Act, 
/**
 * Why.
 */
reason: string, 
/**
 * When, milliseconds.
 */
madeAt: number, 
/**
 * The dispatch that it let through.
 */
dispatch: string | null, };

/**
 * A part of an article beside its headline and its text.
 */
export type ArticlePart = "standfirst" | "byline" | "caption" | "credit";

/**
 * Something in a picture's file beside the picture.
 */
export type Remains = "location" | "serial" | "thumbnail" | "exif" | "xmp" | "iptc" | "comment" | "other";

/**
 * Something that readers see otherwise than it was sent.
 */
export type Difference = { "difference": "article" } | { "difference": "headline", 
/**
 * What it is there; empty when there is none.
 */
seen: string, } | { "difference": "text", 
/**
 * It.
 */
passage: string, } | { "difference": "leadPicture" } | { "difference": "canonical", 
/**
 * Which.
 */
seen: string, } | { "difference": "card", 
/**
 * In which property.
 */
property: string, 
/**
 * What.
 */
seen: string, } | { "difference": "overwritten" } | { "difference": "unshown", 
/**
 * Which.
 */
part: ArticlePart, 
/**
 * What it says.
 */
sent: string, } | { "difference": "pictureUnclean", 
/**
 * Where it is.
 */
address: string, 
/**
 * What is in it.
 */
remains: Array<Remains>, } | { "difference": "pictureMissing", 
/**
 * Where it was to be.
 */
address: string, };

/**
 * The proof of a dispatch.
 */
export type ReceiptView = { 
/**
 * Of which dispatch.
 */
dispatch: string, 
/**
 * When the site answered, milliseconds.
 */
answeredAt: number, 
/**
 * Where readers read the article.
 */
address: string, 
/**
 * The site's identifier of it.
 */
remoteId: string, 
/**
 * The site's token of the version that it then had.
 */
remoteVersion: string, 
/**
 * SHA-256 of what readers were to see, hexadecimal.
 */
sentHash: string, 
/**
 * SHA-256 of what a reader was served; `null` when nobody could look.
 */
seenHash: string | null, 
/**
 * When that was looked at, milliseconds.
 */
seenAt: number | null, 
/**
 * Whether readers see what was sent, its pictures clean; `null` while nobody could look at all of it.
 */
verified: boolean | null, 
/**
 * Whether the site had all of it already, so that nothing was sent.
 */
nothingSent: boolean, 
/**
 * What they see otherwise.
 */
differences: Array<Difference>, 
/**
 * How many of its pictures are served with nothing in them beside the picture.
 */
picturesClean: number, 
/**
 * How many could not be looked at yet.
 */
picturesWaiting: number, };

/**
 * A receipt to be kept as a file.
 */
export type ExportReceiptRequest = { 
/**
 * Of which dispatch.
 */
dispatch: string, 
/**
 * Where to.
 */
path: string, };

/**
 * What is wrong with a picture, or missing.
 */
export type PictureFlaw = { "is": "noAlt" } | { "is": "noCredit" } | { "is": "tooSmall", 
/**
 * How wide it is.
 */
width: number, 
/**
 * How wide it should be.
 */
wanted: number, } | { "is": "blurred" } | { "is": "creditedElse", 
/**
 * Whose it is here.
 */
here: string, 
/**
 * Whose it is there.
 */
there: string, 
/**
 * In which draft, by its headline; `null` for what the library says of it.
 */
draft: string | null, } | { "is": "notDeveloped", 
/**
 * Why.
 */
failure: FailureCode, };

/**
 * What a journalist should know before an article goes out.
 */
export type Finding = { "finding": "dateToCome", 
/**
 * The date, milliseconds.
 */
at: number, 
/**
 * The zone it was given in.
 */
timeZone: string, } | { "finding": "dateStays", 
/**
 * The draft's date, milliseconds.
 */
asked: number, 
/**
 * The date that the page shows, milliseconds.
 */
shown: number, 
/**
 * The zone the draft's was given in.
 */
timeZone: string, } | { "finding": "lostByUpdate", 
/**
 * What.
 */
lost: Array<Lost>, } | { "finding": "changedUnsaid" } | { "finding": "pictureNotSent", 
/**
 * As the text names it.
 */
address: string, 
/**
 * Whether readers get a link to it; else they get its words.
 */
linked: boolean, } | { "finding": "codeNotPublished", 
/**
 * In which line of the text it begins, from 1.
 */
line: number, 
/**
 * The element's name.
 */
element: string, } | { "finding": "partsUnseen", 
/**
 * Which, of those that the article has.
 */
parts: Array<ArticlePart>, } | { "finding": "picture", 
/**
 * The picture, as the text names it, framing and all.
 */
address: string, 
/**
 * Whether it stands at the head; else in the text.
 */
lead: boolean, 
/**
 * What.
 */
flaw: PictureFlaw, };

/**
 * How the sealed file stands.
 */
export type Sealing = "none" | "locked" | "open" | "damaged";

/**
 * How credentials are kept now.
 */
export type Safekeeping = { 
/**
 * Whether the system's keychain answers: then new ones go there.
 */
keychain: boolean, 
/**
 * The sealed file, which takes them where there is no keychain.
 */
sealed: Sealing, 
/**
 * The fewest characters of a passphrase that is chosen.
 */
leastCharacters: number, };

/**
 * Another passphrase takes the place of the present one. No `Debug`: it is shown by nothing.
 */
export type PassphraseChange = { 
/**
 * The present one.
 */
current: string, 
/**
 * The one to come.
 */
next: string, };

/**
 * Why a revision was made.
 */
export type RevisionReason = "pause" | "steady" | "named" | "publish" | "update" | "beforeRestore" | "restore" | "merge" | "import" | "recovery";

/**
 * Whose words a revision holds.
 */
export type Maker = { "by": "writer" } | { "by": "file", 
/**
 * Its path.
 */
path: string, } | { "by": "site", 
/**
 * Its name.
 */
name: string, };

/**
 * Asks for a part of a draft's history.
 */
export type HistoryRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * Where the part before ended; `null` begins with the newest.
 */
cursor: number | null, };

/**
 * A site on which a revision is what readers see.
 */
export type LiveOn = { 
/**
 * Which site.
 */
site: string, 
/**
 * Its name.
 */
siteName: string, 
/**
 * Where readers read it.
 */
address: string, };

/**
 * A dispatch that promised a revision.
 */
export type RevisionDispatch = { 
/**
 * Which dispatch.
 */
id: string, 
/**
 * What it does.
 */
operation: Operation, 
/**
 * How far it is.
 */
state: DispatchState, 
/**
 * The site's name.
 */
siteName: string, };

/**
 * A revision in the history: everything but its text.
 */
export type RevisionView = { 
/**
 * Which revision.
 */
id: string, 
/**
 * When it was made, milliseconds.
 */
madeAt: number, 
/**
 * Why.
 */
reason: RevisionReason, 
/**
 * Whose words it holds.
 */
maker: Maker, 
/**
 * What the writer calls it.
 */
name: string | null, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Words that came since the revision before; `null` where nobody counted.
 */
wordsAdded: number | null, 
/**
 * Words that went since.
 */
wordsRemoved: number | null, 
/**
 * Where readers see it.
 */
liveOn: Array<LiveOn>, 
/**
 * What was promised of it, oldest first.
 */
dispatches: Array<RevisionDispatch>, };

/**
 * A part of a draft's history, newest first.
 */
export type HistoryPage = { 
/**
 * Revisions in the whole history.
 */
total: number, 
/**
 * This part, 100 at the most.
 */
revisions: Array<RevisionView>, 
/**
 * Where the next part begins; `null` when there is none.
 */
cursor: number | null, 
/**
 * Whether the draft says something now that its newest revision does not.
 */
presentDiffers: boolean, };

/**
 * Keeps what the draft says now.
 */
export type KeepRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * What the revision is called; `null` for no name: then nothing new is made when the newest
 * revision says the same.
 */
name: string | null, };

/**
 * Gives a revision a name, or takes it away.
 */
export type NameRequest = { 
/**
 * Which revision.
 */
revision: string, 
/**
 * Its name; `null` or blank for none.
 */
name: string | null, };

/**
 * Asks what two versions of a draft differ in.
 */
export type CompareRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * A revision; `null` is the present.
 */
old: string | null, 
/**
 * A revision; `null` is the present.
 */
new: string | null, };

/**
 * Which field of a draft.
 */
export type ComparedField = "headline" | "standfirst" | "section" | "tags" | "byline" | "language" | "slug" | "publishAt" | "timeZone" | "picture" | "pictureAlt" | "pictureCaption" | "pictureCredit" | "embargo" | "corrections";

/**
 * A field that two versions differ in.
 */
export type FieldDifference = { 
/**
 * Which field.
 */
field: ComparedField, 
/**
 * What it was; empty for nothing.
 */
old: string, 
/**
 * What it is; empty for nothing.
 */
new: string, };

/**
 * What became of a run of words.
 */
export type RunKind = "kept" | "removed" | "added";

/**
 * A run of words and what became of it.
 */
export type ComparedRun = { 
/**
 * What became of it.
 */
kind: RunKind, 
/**
 * The words, Markdown.
 */
text: string, };

/**
 * What became of a paragraph, or another block.
 */
export type PartKind = "kept" | "changed" | "added" | "removed" | "moved" | "movedAway";

/**
 * A paragraph of the Markdown of either version, in the order of the new one.
 */
export type Part = { 
/**
 * What became of it.
 */
kind: PartKind, 
/**
 * Where it begins in the old text, UTF-16 units; where it would, if it is not there.
 */
oldOffset: number, 
/**
 * Where it begins in the new text, UTF-16 units; where it would, if it is not there.
 */
newOffset: number, 
/**
 * For a moved part the index of where it left, and there of where it went.
 */
elsewhere: number | null, 
/**
 * Its words, old and new.
 */
runs: Array<ComparedRun>, };

/**
 * A block of the compared page's body: the element of `#article-body` with the same index.
 */
export type MarkedBlock = { 
/**
 * What became of it.
 */
kind: PartKind, 
/**
 * Which part it shows; `null` for the notes.
 */
part: number | null, 
/**
 * For a moved block the index of where it left, and there of where it went.
 */
elsewhere: number | null, };

/**
 * What two versions of a draft differ in.
 */
export type Comparison = { 
/**
 * The fields that differ.
 */
fields: Array<FieldDifference>, 
/**
 * The page of the new version as a document for the preview frame, with `ins`, `del` and
 * `diff-…` classes where the old one had it otherwise.
 */
page: string, 
/**
 * The blocks in that page's body, in order.
 */
blocks: Array<MarkedBlock>, 
/**
 * Both texts, paragraph by paragraph.
 */
parts: Array<Part>, 
/**
 * Words that readers see and did not before.
 */
wordsAdded: number, 
/**
 * Words that readers no longer see.
 */
wordsRemoved: number, };

/**
 * Brings a revision back.
 */
export type RestoreRequest = { 
/**
 * Which draft.
 */
draft: string, 
/**
 * One of its revisions.
 */
revision: string, 
/**
 * The number of the last change that the editor knows to be applied, with nothing of its own
 * on the way; `null` when no editor has the draft open. Another number is `out_of_step`:
 * nothing is done.
 */
sequence: number | null, };

/**
 * A revision came back. All of it is durable when this arrives.
 */
export type RestoreReply = { 
/**
 * The revision that holds what the draft said before; restoring it undoes this.
 */
before: string, 
/**
 * The new revision.
 */
revision: string, 
/**
 * What the core changed in the text, for the editor to do the same as one step that it can
 * undo. Not to be sent: the core has it, as change `edit.sequence`.
 */
changes: Array<Change>, 
/**
 * What that changed on the page.
 */
edit: EditReply, 
/**
 * The draft's fields now, and what they changed on the page. A frozen slug stayed.
 */
shown: FieldsReply, };

/**
 * Which colours.
 */
export type Appearance = "system" | "light" | "dark";

/**
 * How pages are drawn; takes effect at the next start.
 */
export type Graphics = "automatic" | "accelerated" | "plain";

/**
 * What the right column shows.
 */
export type RightColumn = "page" | "inspector" | "copy" | "checks" | "nothing";

/**
 * Which spaces of the manuscript are seen.
 */
export type ShownSpaces = "nothing" | "noBreak" | "all";

/**
 * What the journalist chose.
 */
export type Settings = { 
/**
 * `fr` or `en`; `null` follows the system.
 */
locale: string | null, 
/**
 * Which colours.
 */
appearance: Appearance, 
/**
 * How pages are drawn.
 */
graphics: Graphics, 
/**
 * The byline of new drafts.
 */
byline: string, 
/**
 * The language of new drafts.
 */
draftLanguage: string | null, 
/**
 * The manuscript's type size in CSS pixels, 13 to 28.
 */
manuscriptSize: number, 
/**
 * Whether the library's column is shown.
 */
libraryShown: boolean, 
/**
 * What the right column shows.
 */
rightColumn: RightColumn, 
/**
 * Revisions made by themselves are all kept for so many days, and of each day before, the
 * last; `null` keeps every revision for ever.
 */
historyDays: number | null, 
/**
 * So many seconds a promise to publish waits, in which it can be taken back; 0 for none.
 */
graceSeconds: number, 
/**
 * Whether credit and copyright are written into the copies of pictures that leave.
 */
pictureCredit: boolean, 
/**
 * Whether signs and spaces are set as the house does while they are typed.
 */
houseSigns: boolean, 
/**
 * Which spaces of the manuscript are seen.
 */
shownSpaces: ShownSpaces, 
/**
 * A sentence of more words than these is found too long; 0 finds none.
 */
sentenceWords: number, 
/**
 * The sites that new drafts go to; none leaves the choice to the desk. A site that is not known is
 * left out.
 */
destinations: Array<string>, };

/**
 * What the window needs at its start.
 */
export type Start = { 
/**
 * `fr` or `en`, settled.
 */
locale: string, 
/**
 * The settings.
 */
settings: Settings, 
/**
 * The sites.
 */
sites: Array<SiteView>, 
/**
 * The draft that was open last, if it still exists.
 */
lastDraft: string | null, 
/**
 * Whether this is the library's first start: the window explains the sample article.
 */
firstStart: boolean, 
/**
 * The program's version.
 */
version: string, 
/**
 * Where the library lives.
 */
libraryPath: string, 
/**
 * The system's time zone.
 */
timeZone: string, };

/**
 * How the backups stand.
 */
export type Backups = { 
/**
 * Where they are made.
 */
folder: string, 
/**
 * Whether that was chosen; else it is the library's own.
 */
chosen: boolean, 
/**
 * How many there are.
 */
count: number, 
/**
 * When the newest was made; `null` when there is none.
 */
newest: number | null, 
/**
 * What keeps them from being made, if anything does.
 */
failure: Failure | null, };

/**
 * What became of a draft.
 */
export type Fate = "continued" | "apart" | "added" | "ofBackup";

/**
 * A draft that needs a look.
 */
export type Found = { 
/**
 * Its headline; may be empty.
 */
headline: string, 
/**
 * When it last changed.
 */
changedAt: number | null, 
/**
 * What became of it.
 */
fate: Fate, };

/**
 * What comes back of a library that can't be opened.
 */
export type Comeback = { 
/**
 * When the newest good backup was made; `null` when there is none.
 */
backupAt: number | null, 
/**
 * Newer backups that are damaged themselves.
 */
badBackups: number, 
/**
 * Drafts that say the same in the damaged file and in the backup.
 */
same: number, 
/**
 * All others.
 */
found: Array<Found>, 
/**
 * Whether all that was written could be read.
 */
whole: boolean, 
/**
 * Where the damaged file is kept; `null` while this is a proposal.
 */
keptAside: string | null, };

/**
 * Something happened.
 */
export type Event = { "event": "saved", 
/**
 * Of which draft.
 */
draft: string, 
/**
 * The last durable sequence number.
 */
sequence: number, } | { "event": "notSaved", 
/**
 * Of which draft.
 */
draft: string, 
/**
 * Why.
 */
failure: Failure, } | { "event": "libraryChanged", 
/**
 * Which draft; `null` for many.
 */
draft: string | null, } | { "event": "draftChanged", 
/**
 * Which draft.
 */
draft: string, } | { "event": "fileGone", 
/**
 * Which draft.
 */
draft: string, 
/**
 * The file, by its path below its work folder.
 */
path: string, } | { "event": "fileBack", 
/**
 * Which draft.
 */
draft: string, 
/**
 * The file, by its path below its work folder.
 */
path: string, } | { "event": "foldersChanged" } | { "event": "historyChanged", 
/**
 * Of which draft.
 */
draft: string, } | { "event": "twoReadings", 
/**
 * Of which draft.
 */
draft: string, 
/**
 * The revision that is the other one.
 */
other: string, } | { "event": "notAsWritten", 
/**
 * Which draft.
 */
draft: string, } | { "event": "linksChanged", 
/**
 * Of which draft.
 */
draft: string, } | { "event": "importsChanged" } | { "event": "outboxChanged" } | { "event": "publicationChanged", 
/**
 * Of which draft.
 */
draft: string, } | { "event": "pictureChanged", 
/**
 * `/media/HASH.ENDING`.
 */
source: string, } | { "event": "pictureComing", 
/**
 * The path, or the address as it was given.
 */
origin: string, 
/**
 * How many bytes are there.
 */
come: number, 
/**
 * How many there will be; `null` where that is not known.
 */
whole: number | null, } | { "event": "backupMade", 
/**
 * When the last one was made.
 */
madeAt: number, } | { "event": "backupFailed", 
/**
 * Why.
 */
failure: Failure, } | { "event": "siteChanged", 
/**
 * Which site.
 */
site: string, 
/**
 * Whether it answered.
 */
reachable: boolean, };

/** A picture's file name and its bytes. */
export type PictureBytes = { name: string; bytes: Uint8Array };

/** Command → request and reply. */
export interface Commands {
  start: { request: null; reply: Start };
  set_settings: { request: Settings; reply: null };
  backups: { request: null; reply: Backups };
  set_backup_folder: { request: string | null; reply: Backups };
  back_up: { request: null; reply: Backups };
  propose_comeback: { request: null; reply: Comeback };
  bring_up: { request: null; reply: Comeback };
  list_drafts: { request: ListRequest; reply: DraftPage };
  facets: { request: null; reply: Facets };
  new_draft: { request: null; reply: OpenDraft };
  duplicate_draft: { request: string; reply: OpenDraft };
  bin_draft: { request: string; reply: null };
  restore_draft: { request: string; reply: null };
  delete_draft: { request: string; reply: null };
  import_files: { request: Array<string>; reply: ImportReport };
  export_drafts: { request: ExportRequest; reply: ExportReport };
  open_draft: { request: string; reply: OpenDraft };
  standing: { request: string; reply: Standing };
  edit: { request: EditRequest; reply: EditReply };
  resync: { request: ResyncRequest; reply: EditReply };
  set_fields: { request: FieldsRequest; reply: FieldsReply };
  keep_place: { request: PlaceRequest; reply: null };
  save_elsewhere: { request: SaveElsewhereRequest; reply: null };
  pasted: { request: CopyRequest; reply: Array<Change> | null };
  set_line: { request: LineRequest; reply: Array<Change> };
  read_copy: { request: CopyRequest; reply: CopyStretch | null };
  read_across: { request: AcrossRequest; reply: CopyAcross | null };
  ignore_finding: { request: IgnoreRequest; reply: boolean };
  heed_again: { request: string; reply: null };
  suggestions: { request: WordRequest; reply: Array<string> };
  learn_word: { request: string; reply: null };
  open_house_file: { request: HouseFile; reply: null };
  keep_picture: { request: PictureRequest; reply: PictureView };
  keep_picture_bytes: { request: PictureBytes; reply: PictureView };
  copied: { request: null; reply: Copied };
  keep_copied_picture: { request: null; reply: PictureView };
  pictures: { request: PicturesRequest; reply: PictureList };
  picture: { request: string; reply: PictureFacts };
  set_picture_words: { request: PictureWordsRequest; reply: PictureView };
  remove_pictures: { request: Array<string>; reply: RemovedPictures };
  folders: { request: null; reply: Array<FolderView> };
  add_folder: { request: FolderRequest; reply: null };
  set_mirrored: { request: MirroredRequest; reply: null };
  set_published: { request: FolderPublishedRequest; reply: null };
  remove_folder: { request: string; reply: null };
  asked_drafts: { request: null; reply: Array<AskedDraft> };
  asking: { request: string; reply: Asking | null };
  answer: { request: AnswerRequest; reply: null };
  history: { request: HistoryRequest; reply: HistoryPage };
  keep_revision: { request: KeepRequest; reply: string };
  name_revision: { request: NameRequest; reply: null };
  compare_revisions: { request: CompareRequest; reply: Comparison };
  restore_revision: { request: RestoreRequest; reply: RestoreReply };
  revisions_beyond: { request: number; reply: number };
  sites: { request: null; reply: Array<SiteView> };
  discover_site: { request: string; reply: DiscoveredSite };
  add_site: { request: AddSiteRequest; reply: SiteView };
  set_site_password: { request: SetPasswordRequest; reply: SiteView };
  follow_site: { request: string; reply: boolean };
  learn_look: { request: string; reply: LearntLook };
  preview_on_site: { request: PreviewOnSiteRequest; reply: SitePreview };
  remove_site_preview: { request: PublishRequest; reply: null };
  site_previews: { request: string; reply: Array<SitePreview> };
  checks: { request: ChecksRequest; reply: Array<Check> };
  ask_links: { request: string; reply: null };
  house_faults: { request: null; reply: Array<HouseFault> };
  check_overrides: { request: string; reply: Array<CheckOverride> };
  publish: { request: PublishRequest; reply: DispatchView };
  publish_as: { request: PublishAsRequest; reply: DispatchView };
  publish_to: { request: PublishToRequest; reply: Array<SiteOutcome> };
  unpublish: { request: PublishRequest; reply: DispatchView };
  unpublish_everywhere: { request: string; reply: Array<SiteOutcome> };
  outbox: { request: null; reply: Array<DispatchView> };
  cancel_dispatch: { request: string; reply: null };
  retry_dispatch: { request: string; reply: null };
  publications: { request: string; reply: Array<PublicationView> };
  live_change: { request: LiveRequest; reply: LiveChange | null };
  take_live_change: { request: TakeLiveRequest; reply: null };
  receipt: { request: string; reply: ReceiptView | null };
  embargo_overrides: { request: string; reply: Array<EmbargoOverride> };
  export_receipt: { request: ExportReceiptRequest; reply: null };
  published_articles: { request: PublishedRequest; reply: PublishedPart };
  bring_in: { request: BringInRequest; reply: string };
  bring_in_all: { request: BringInAllRequest; reply: string };
  imports: { request: null; reply: Array<ImportView> };
  arrived: { request: string; reply: Array<ArrivedArticle> };
  save_report: { request: SaveReportRequest; reply: null };
  cancel_import: { request: string; reply: null };
  resume_import: { request: string; reply: null };
  dismiss_import: { request: string; reply: null };
  safekeeping: { request: null; reply: Safekeeping };
  seal: { request: string; reply: Safekeeping };
  unlock: { request: string; reply: Safekeeping };
  lock: { request: null; reply: Safekeeping };
  change_passphrase: { request: PassphraseChange; reply: Safekeeping };
  set_sealed_aside: { request: null; reply: Safekeeping };
  open_address: { request: string; reply: null };
  choose_picture: { request: string; reply: string | null };
  choose_files: { request: string; reply: Array<string> };
  choose_folder: { request: string; reply: string | null };
  choose_place: { request: PlaceToSave; reply: string | null };
}
