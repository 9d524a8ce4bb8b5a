//! A form with one file in it, as browsers send one; knows no picture and no site.

/// A form's body and its `Content-Type`.
pub(crate) struct Form {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Form {
    /// These bytes as the field `file`, named in ASCII by their hash.
    pub(crate) fn of_file(name: &str, media_type: &str, bytes: &[u8]) -> Self {
        // No file can be made to have half of its own hash in it. A mark ends at 70 characters.
        let mark = format!("marbre-{}", name.get(..32).unwrap_or(name));
        let head = format!(
            "--{mark}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: {media_type}\r\n\r\n"
        );
        let end = format!("\r\n--{mark}--\r\n");
        Self {
            content_type: format!("multipart/form-data; boundary={mark}"),
            body: [head.as_bytes(), bytes, end.as_bytes()].concat(),
        }
    }
}
