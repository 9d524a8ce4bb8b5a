//! Texts such as newspapers print, for the benches; the same at each run.

const WORDS: [&str; 40] = [
    "le",
    "la",
    "de",
    "une",
    "des",
    "et",
    "à",
    "en",
    "ministre",
    "Assemblée",
    "gouvernement",
    "préfecture",
    "l’enquête",
    "d’après",
    "région",
    "électeurs",
    "réforme",
    "n’a",
    "pas",
    "été",
    "souligne",
    "procureure",
    "tribunal",
    "députés",
    "janvier",
    "mesure",
    "coût",
    "qu’elle",
    "entreprise",
    "élus",
    "déjà",
    "près",
    "20\u{202F}000",
    "euros",
    "cœur",
    "où",
    "année",
    "hôpital",
    "«\u{202F}nous",
    "verrons\u{202F}»",
];

/// A text such as newspapers print, the same at each run.
pub(crate) fn press(size: usize) -> String {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below).unwrap_or(0)
    };
    let mut text = String::with_capacity(size + 1_000);
    let mut paragraph = 0;
    while text.len() < size {
        paragraph += 1;
        match paragraph % 12 {
            1 => text.push_str("## "),
            5 => text.push_str("> "),
            _ => {}
        }
        let length = if paragraph % 12 == 1 {
            6
        } else {
            60 + next(50)
        };
        for word in 0..length {
            let chosen = WORDS[next(40)];
            match next(60) {
                0 => text.extend(["*", chosen, "*"]),
                1 => text.extend(["**", chosen, "**"]),
                2 if word > 0 => text.extend(["[", chosen, "](https://example.org/a)"]),
                _ => text.push_str(chosen),
            }
            text.push_str(if word + 1 == length { "." } else { " " });
        }
        if paragraph == 40 {
            text.push_str(
                "[^source]\n\n[^source]: D’après le [rapport].\n\n[rapport]: https://example.org/r",
            );
        }
        text.push_str("\n\n");
    }
    text
}
