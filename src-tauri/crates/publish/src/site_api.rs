//! The Site API v1 as a destination; knows HTTP and the wire types, no database and no clock.
