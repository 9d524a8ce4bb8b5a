//! The darkroom of the journeys: the program that the testkit's newsrooms have pictures decoded in, as the real programs
//! have themselves. It does nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    media::darkroom::serve()
}
