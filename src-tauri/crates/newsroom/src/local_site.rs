//! The site that comes with the program: kept running while the newsroom is open; its pages and tables are not known here.

use std::sync::Arc;

use crate::room::Room;

/// Runs the local site until the newsroom closes.
pub(crate) fn keep_running(_room: &Arc<Room>, _port: u16) {}
