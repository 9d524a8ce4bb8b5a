//! House style: rules from a plain file, and where copy breaks them; knows no file's place, and no text beyond the passage
//! it is given.
//!
//! A rule, in TOML:
//!
//! ```toml
//! [[rule]]
//! id = "digital"                                   # stable: what is ignored is ignored by it
//! pattern = "digita(l|le|ux|les)"                  # or several: ["…", "…"]
//! except = "empreinte[s] digitale[s]"              # not where this stands
//! replacement = "numérique(|||s)"                  # or several, or none
//! advice = "Écrivez « numérique »."                # one sentence
//! reason = "En français, « digital » se dit des doigts."
//! source = "Académie française, « Dire, ne pas dire »"
//! example = "la presse digitale → la presse numérique"   # is tried: a rule that does not do this is left out
//! level = "advice"                                 # or "error"; advice where nothing is said
//! set = "british"                                  # only where the file's `sets` has it
//! ```
//!
//! A pattern that begins with `~` is a regular expression, for experts: `'~(?i)\bcf\.? (\d+)'`, whose replacement has `$1`
//! for its first group. It is found within a sentence; `except` does not reach it.
//!
//! Before the first rule the file says its `language` and may switch `sets` on. Patterns are told in `grammar`.

mod expressions;
mod file;
mod forms;
mod grammar;
mod index;
mod rules;
mod starter;

pub use file::{RuleFault, RuleFaultCode};
pub use rules::{Level, Rule, Rules, StyleFinding};
pub use starter::starter;
