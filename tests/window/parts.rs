//! Where things are on the screen: the selectors that journeys and benches share, in one place.

/// The headline above the manuscript.
pub const HEADLINE: &str = ".field.headline textarea";
/// The standfirst below it.
pub const STANDFIRST: &str = ".field.standfirst textarea";
/// The manuscript's text.
pub const EDITOR: &str = ".cm-content";
/// The preview's frame.
pub const PREVIEW: &str = "aside iframe";
/// The body of the article, within the preview.
pub const PREVIEW_BODY: &str = "#article-body";
/// The status bar.
pub const STATUS: &str = "footer";
/// Within it, there only while everything typed is in the journal. (What it shows is slower, so as not to flicker.)
pub const SAVED: &str = "footer [data-durable='true']";
/// The drafts of the list, as they are clicked.
pub const LIBRARY_ROW: &str = ".row .open";
/// The menu button of the draft that is open.
pub const ROW_MENU: &str = ".row.current .more";
/// A choice in an open menu.
pub const MENU_ITEM: &str = ".menu-item";
/// The one button.
pub const PUBLISH: &str = "header .primary.main";
/// How far the open draft is.
pub const CHIP: &str = "header .chip.status";
/// A dialog that lies over the window.
pub const DIALOG: &str = ".dialog";
/// The button of a question that says yes.
pub const YES: &str = ".dialog .button.primary";
