//! Hostile and broken answers, each from a real socket.
