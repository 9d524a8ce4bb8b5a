//! House style as a newsroom meets it: the starter rules do what their examples say, a file with errors loses no other
//! rule, and nothing that a file or a copy says breaks anything.

#![allow(clippy::expect_used)]

use std::sync::LazyLock;

use copydesk::style::{Level, RuleFaultCode, Rules, StyleFinding, starter};
use proptest::prelude::*;

/// What rules find in a text, each as `place:rule:replacements`.
fn found(rules: &Rules, text: &str) -> Vec<String> {
    let passages = prose::passages(text);
    let findings = passages.iter().flat_map(|passage| {
        let findings = rules.findings(passage, rules.language());
        let told = |finding: StyleFinding| {
            let said = &passage.text[finding.range];
            format!("{said}:{}:{}", finding.rule, finding.replacements.join("|"))
        };
        findings.into_iter().map(told).collect::<Vec<_>>()
    });
    findings.collect()
}

fn started(language: &str) -> Rules {
    Rules::read(starter(language).expect("a starter set")).0
}

static FRENCH: LazyLock<Rules> = LazyLock::new(|| started("fr"));

fn faults(text: &str) -> Vec<(usize, usize, RuleFaultCode)> {
    let (_, faults) = Rules::read(text);
    let faults = faults
        .iter()
        .map(|fault| (fault.line, fault.column, fault.code));
    faults.collect()
}

/// A file of one rule.
fn one(pattern: &str, rest: &str) -> Rules {
    let text = format!("[[rule]]\nid = 'one'\nadvice = 'Do.'\npattern = '{pattern}'\n{rest}\n");
    let (rules, faults) = Rules::read(&text);
    assert_eq!(faults, [], "{text}");
    rules
}

#[test]
fn the_starter_rules_do_what_their_examples_say() {
    for language in ["fr", "en"] {
        let text = starter(language).expect("a starter set");
        let (rules, faults) = Rules::read(text);
        let told = |line: usize| text.lines().nth(line - 1).unwrap_or_default();
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| (fault, told(fault.line)))
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
        assert_eq!(rules.language(), language);
        assert!(rules.rules().len() >= 70);
        for rule in rules.rules() {
            assert!(!rule.examples.is_empty(), "{rule:?}");
            assert!(
                !rule.source.is_empty() && !rule.reason.is_empty(),
                "{rule:?}"
            );
        }
    }
}

#[test]
fn sets_are_switched_on_by_name() {
    let text = starter("en").expect("a starter set");
    let many = started("en").rules().len();
    for set in ["british", "american"] {
        let on = text.replace("sets = []", &format!("sets = [\"{set}\"]"));
        let (with, faults) = Rules::read(&on);
        assert_eq!(faults, []);
        assert!(with.rules().len() > many, "{set}");
        let is_of_it = |set_of: Option<&str>| set_of == Some(set);
        assert!(
            with.rules()
                .iter()
                .any(|rule| is_of_it(rule.set.as_deref()))
        );
    }
}

#[test]
fn copy_that_is_right_is_left_alone() {
    let fr = started("fr");
    for text in [
        "Il est monté en haut de la tour, puis descendu en bas de la colline.",
        "Ses empreintes digitales, prises par Western Digital, n’ont rien donné.",
        "Le juge a donné suite à sa demande ; la suite au prochain numéro.",
        "La prise en charge de la malade a duré ; elle initie les enfants à la musique.",
        "Bruno Le Maire l’a dit, malgré qu’il en ait.",
        "Il a reporté le vote au 3 mars, à 20 h 30, pour 1,5 million d’euros.",
        "Vendredi, le premier ministre a reçu le maire au Conseil constitutionnel.",
        "Aujourd’hui l’impact est là, et le point d’impact aussi.",
        "Elle a été initiée aux négociations par son livre dédié à sa mère, dit le Journal du Dimanche.",
        "Le ressenti, sans faire sens, est revenu au niveau des prix de 2019.",
        "[lien](https://digital.example/impacter) `impacter`",
    ] {
        assert_eq!(found(&fr, text), [""; 0], "{text}");
    }
    let en = started("en");
    for text in [
        "The past week was free of gifts, and each daily basis was unique.",
        "Fewer people came than a year earlier; less money was spent.",
        "He was charged with murder and denied it in court.",
        "He reached out to shake her hand, going forward with more or less people than before.",
        "They found that phenomena such as this, and their endeavours to help, may have the ability to last.",
        "The committee comprises six members and is in order.",
    ] {
        assert_eq!(found(&en, text), [""; 0], "{text}");
    }
}

#[test]
fn words_are_whole_and_met_in_any_case() {
    let rules = one("impact(er|é)", "replacement = 'affect(er|é)'");
    let cases: [(&str, &[&str]); 6] = [
        (
            "Impacter, IMPACTÉ, impacte\u{301}.",
            &[
                "Impacter:one:Affecter",
                "IMPACTÉ:one:AFFECTÉ",
                "impacte\u{301}:one:affecté",
            ],
        ),
        ("IMPACTE", &["IMPACTE:one:AFFECTÉ"]),
        (
            "impactes, réimpacter, ré-impacter, impacter2, impacter_a, impacté-e",
            &[],
        ),
        (
            "d’impacter, d'impacter, « impacter », s’impacter",
            &["impacter:one:affecter"; 4],
        ),
        ("rock’impacter", &[]),
        ("<i>impacter</i>", &["impacter:one:affecter"]),
    ];
    for (text, expect) in cases {
        assert_eq!(found(&rules, text), expect, "{text}");
    }
    let rules = one("Mr", "replacement = 'M.'");
    assert_eq!(found(&rules, "Mr A., mr B., MR C."), ["Mr:one:M."]);
}

#[test]
fn no_replacement_leaves_an_apostrophe_before_a_consonant() {
    let rules = one("en date du", "replacement = ['du', 'au']");
    let text = "un arrêté en date du 3 mars, qu’en date du 4";
    assert_eq!(
        found(&rules, text),
        ["en date du:one:du|au", "en date du:one:au"]
    );
}

#[test]
fn spaces_apostrophes_and_hyphens_are_alike() {
    let rules = one("l’à-côté du * #", "replacement = 'le * de #'");
    let text = "L'à\u{2011}côté  du\nprix\u{202F}1\u{202F}200,5";
    let new = "Le prix de 1\u{202F}200,5";
    assert_eq!(found(&rules, text), [format!("{text}:one:{new}")]);
}

#[test]
fn the_longer_finding_wins_and_exceptions_are_the_rules_own() {
    let text = "
[[rule]]
id = 'short'
advice = 'a'
pattern = 'prime time'
[[rule]]
id = 'long'
advice = 'a'
pattern = 'prime time show'
[[rule]]
id = 'prime'
advice = 'a'
level = 'error'
pattern = 'prime*'
except = ['the prime minister', 'prime time']
";
    let (rules, faults) = Rules::read(text);
    assert_eq!(faults, []);
    let level = rules.rule("prime").map(|rule| rule.level);
    assert_eq!(level, Some(Level::Error));
    let copy = "The prime minister in a prime time show, at prime time, with primes.";
    assert_eq!(
        found(&rules, copy),
        [
            "prime time show:long:",
            "prime time:short:",
            "primes:prime:"
        ]
    );
}

#[test]
fn experts_have_regular_expressions() {
    let rules = one(
        "~(?i)\\bcf[. ]+(\\d+)",
        "replacement = 'voir $1'\nexample = 'cf. 12 → voir 12'",
    );
    assert_eq!(
        found(&rules, "Cf. 12, cf 3. Puis cfx."),
        ["Cf. 12:one:voir 12", "cf 3:one:voir 3"]
    );
    for pattern in ["~(", "~\\w{900}{900}", "~(?=a)"] {
        let text = format!("[[rule]]\nid = 'a'\nadvice = 'a'\npattern = '{pattern}'\n");
        assert_eq!(
            faults(&text),
            [(4, 11, RuleFaultCode::NotRegular)],
            "{pattern}"
        );
    }
    let text = "[[rule]]\nid = 'a'\nadvice = 'a'\npattern = '~a*'\n";
    assert_eq!(faults(text), [(4, 11, RuleFaultCode::NoWord)]);
}

#[test]
fn rules_judge_their_own_language_only() {
    let file = "language = 'fr'\n[[rule]]\nid = 'a'\nadvice = 'a'\npattern = 'digital'";
    let rules = Rules::read(file).0;
    let text = "digital, <span lang=\"en-GB\">digital</span>, <span lang=\"fr-CA\">digital</span>";
    let passages = prose::passages(text);
    let many = |language| rules.findings(&passages[0], language).len();
    assert_eq!((many("fr-FR"), many("en")), (2, 1));
}

#[test]
fn an_error_costs_one_rule_and_is_told_with_its_place() {
    use RuleFaultCode::{NotToml, Unclosed, UnknownKey};
    let text = "language = 'fr'\ncolour = 1\n\n\
        [[rule]]\nid = 'a'\nadvice = 'a'\npattern = 'x (y'\n\n\
        [[rule]]\nid = 'b'\nadvice = 'a'\npattern = 'été\n\n\
        [[rule]] # well\nid = 'c'\nadvice = 'a'\npattern = 'fine'\nremplacement = 'x'\n";
    let expect = [
        (2, 1, UnknownKey),
        (7, 14, Unclosed),
        (12, 15, NotToml),
        (18, 1, UnknownKey),
    ];
    assert_eq!(faults(text), expect);
    assert_eq!(found(&Rules::read(text).0, "a fine x"), ["fine:c:"]);
}

#[test]
fn each_error_has_its_code() {
    use RuleFaultCode::*;
    for (rest, code) in [
        ("pattern = ''", NoWord),
        ("pattern = '#'", NoWord),
        ("pattern = '* of'", NoWord),
        ("pattern = 'a*'", ShortStart),
        ("pattern = 'ab*c'", LettersBehindStar),
        ("pattern = 3", WrongKind),
        ("advice = ['a', 'b']\npattern = 'x'", WrongKind),
        ("pattern = 'x'\nlevel = 'high'", UnknownLevel),
        ("pattern = 'x'\nreplacement = '(a|b)'", NoAnswer),
        ("pattern = 'x'\nreplacement = ''", NoAnswer),
        ("pattern = 'x'\nreplacement = '#'", NoAnswer),
        ("pattern = 'x'\nexample = 'y'", ExampleNotFound),
        (
            "pattern = 'x'\nreplacement = 'y'\nexample = 'x → z'",
            ExampleNotMended,
        ),
        ("advice = ' '\npattern = 'x'", Missing),
        ("reason = 'x'", Missing),
        (
            "pattern = '(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)'",
            TooManyForms,
        ),
    ] {
        let advice = if rest.contains("advice") {
            ""
        } else {
            "advice = 'a'"
        };
        let text = format!("[[rule]]\nid = 'a'\n{advice}\n{rest}\n");
        let codes: Vec<_> = faults(&text).into_iter().map(|(_, _, code)| code).collect();
        assert_eq!(codes, [code], "{rest}");
        assert!(Rules::read(&text).0.rules().is_empty());
    }
    let rule = |id: &str| format!("[[rule]]\nid = '{id}'\nadvice = 'a'\npattern = 'x'\n");
    assert_eq!(faults(&rule("a").repeat(2)), [(6, 6, SameId)]);
    assert_eq!(faults(&"#".repeat(1_000_001)), [(1, 1, FileTooLong)]);
    let many: String = (0..2_002).map(|nth| rule(&format!("r{nth}"))).collect();
    assert_eq!(faults(&many), [(8_001, 1, TooManyRules)]);
}

/// What costs more at each word, or at each form that begins alike, would not end here.
#[test]
fn copy_and_rules_of_one_kind_are_read_to_their_end() {
    for piece in [
        "au jour ",
        "a",
        "1",
        "’",
        "e\u{301}",
        "digitale ",
        "1 heures ",
        "(",
        ". ",
    ] {
        found(
            &FRENCH,
            &format!("x {}", piece.repeat(200_000 / piece.len())),
        );
    }
    let rule = |nth: usize| {
        format!(
            "[[rule]]\nid = '{nth}'\nadvice = 'a'\npattern = 'le le le * (a|b|c|d|e) (a|b|c|d|e) (a|b|c|d|e)'\n"
        )
    };
    let (rules, faults) = Rules::read(&(0..100).map(rule).collect::<String>());
    assert_eq!(faults, []);
    found(&rules, &"le ".repeat(3_000));
    let expression = one("~a.*b", "");
    found(&expression, &"a ".repeat(50_000));
    found(&expression, &"a. A".repeat(50_000));
}

/// A text with characters changed, put in and taken out.
fn mutated(text: &str, changes: &[(prop::sample::Index, u8, char)]) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for (place, kind, sign) in changes {
        let at = place.index(signs.len());
        match kind {
            0 => signs[at] = *sign,
            1 => signs.insert(at, *sign),
            _ => drop(signs.remove(at)),
        }
    }
    signs.into_iter().collect()
}

fn sign() -> impl Strategy<Value = char> {
    prop::sample::select("()[]|*#'\"=\n\\→a zé€~$".chars().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_file_is_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..3, sign()), 1..30),
        from in 0_usize..100,
    ) {
        let text = starter("fr").expect("a starter set");
        let rules = text.split_inclusive("[[rule]]").skip(from).take(8);
        let text = mutated(&format!("[[rule]]{}", rules.collect::<String>()), &changes);
        let (rules, faults) = Rules::read(&text);
        let lines = text.lines().count() + 1;
        prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line) && fault.column > 0));
        prop_assert!(rules.rules().len() <= text.matches("[[rule]]").count());
    }

    #[test]
    fn findings_fit_any_copy(
        text in "(\\PC|[ ’'\u{202F}\u{301}-]|au jour d’aujourd’hui|digitale|1ère|Mr|20 heures 30|l’assassin présumé){0,30}",
    ) {
        let rules = &*FRENCH;
        for passage in prose::passages(&text) {
            let findings = rules.findings(&passage, "fr");
            let mut end = 0;
            for finding in &findings {
                prop_assert!(finding.range.start >= end && finding.range.start < finding.range.end);
                prop_assert!(passage.text.get(finding.range.clone()).is_some());
                prop_assert!(rules.rule(&finding.rule).is_some());
                end = finding.range.end;
            }
            prop_assert_eq!(findings, rules.findings(&passage, "fr"));
        }
    }
}
