//! The reader of nested literals: by example, and by properties of any text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use claqueta::etl::literal::{from_str, items};

#[derive(Debug, Deserialize, PartialEq)]
struct Named<'a> {
    id: u32,
    #[serde(borrow)]
    name: Cow<'a, str>,
}

fn names(text: &str) -> (Vec<String>, usize) {
    let (mut good, mut bad) = (Vec::new(), 0);
    for item in items::<Named>(text) {
        match item {
            Ok(named) => good.push(named.name.into_owned()),
            Err(_) => bad += 1,
        }
    }
    (good, bad)
}

#[test]
fn python_and_json_read_alike() {
    let python =
        r#"[{'id': 1, 'name': "Bob's", 'x': None, 'y': [True, {'z': (1.5e-3,)}]}, {'name': 'a "b"', 'id': 2},]"#;
    let json = r#"[{"id": 1, "name": "Bob's", "x": null, "y": [true, {"z": [1.5e-3]}]}, {"name": "a \"b\"", "id": 2}]"#;
    for text in [python, json] {
        assert_eq!(names(text), (vec!["Bob's".to_owned(), "a \"b\"".to_owned()], 0), "{text}");
    }
}

#[test]
fn strings_without_escapes_are_borrowed() {
    let one: Named = from_str("{'id': 1, 'name': 'Tom Hanks'}").unwrap();
    assert!(matches!(one.name, Cow::Borrowed("Tom Hanks")));
    let one: Named = from_str(r"{'id': 1, 'name': 'D\'Angelo'}").unwrap();
    assert_eq!(one.name, "D'Angelo");
}

#[test]
fn escapes() {
    for (text, wanted) in [
        (r"'\x41\u00f1\U0001F600\t\101\0'", "Añ😀\tA\0"),
        (r#""\ud83d\ude00 \ud83d x""#, "😀 \u{fffd} x"),
        (r"'\N{DASH} \q \x4 \'' ", r"\N{DASH} \q \x4 '"),
        (r"r'\n\''", r"\n\'"),
        (r#"u"a\/b""#, "a/b"),
        ("'two\nlines'", "two\nlines"),
        (r"'\u12'", r"\u12"),
        (r"'\777'", "ǿ"),
        (r"'\é'", r"\é"),
    ] {
        assert_eq!(from_str::<String>(text).as_deref(), Ok(wanted), "{text}");
    }
}

#[test]
fn numbers_and_constants() {
    assert_eq!(
        from_str::<Vec<f64>>("[1, -2, 3.5, 1e3, .5, 2., +7, -inf]").unwrap()[..7],
        [1.0, -2.0, 3.5, 1000.0, 0.5, 2.0, 7.0]
    );
    assert_eq!(from_str::<Vec<Option<bool>>>("(True, false, None)").unwrap(), [Some(true), Some(false), None]);
    assert_eq!(from_str::<f64>("18446744073709551616").unwrap(), 18446744073709551616.0);
    assert!(from_str::<f64>("nan").unwrap().is_nan());
    assert_eq!(from_str::<Option<f64>>("None"), Ok(None));
    assert!(from_str::<Option<f64>>("nan").unwrap().unwrap().is_nan());
    for wrong in ["", "1 2", "--1", "1-2", "Nein", "{1}", "{'a' 1}", "[1 2]", "[1,,2]", "'", "'\\", "[", "é"] {
        assert!(from_str::<serde::de::IgnoredAny>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_precedes_an_error_is_kept() {
    assert_eq!(names("[{'id': 1, 'name': 'a'}, {'id': 2, 'na"), (vec!["a".to_owned()], 1));
    assert_eq!(names("[{'id': None, 'name': 'a'}, {'id': 2, 'name': 'b'}]"), (vec!["b".to_owned()], 1));
    assert_eq!(names("[{'id': 1, 'name': 'a'}] tail"), (vec!["a".to_owned()], 1));
    assert_eq!(names("6.0").1, 1);
    for empty in ["", "  ", "None", "null", "[]", "[ ]"] {
        assert_eq!(names(empty), (Vec::new(), 0), "{empty}");
    }
}

#[test]
fn keys_that_are_no_strings_are_not_fields() {
    assert!(from_str::<Named>("{0: 1, 1: 'x'}").is_err());
    let map: BTreeMap<String, u8> = from_str("{1: 2, 'a': 3}").unwrap();
    assert_eq!(map, BTreeMap::from([("1".to_owned(), 2), ("a".to_owned(), 3)]));
}

#[test]
fn nesting_is_bounded() {
    for open in ["[", "{'a':", "("] {
        let deep = open.repeat(1_000_000);
        assert!(from_str::<serde::de::IgnoredAny>(&deep).is_err());
        assert!(from_str::<serde_json::Value>(&deep).is_err());
        assert_eq!(items::<serde_json::Value>(&deep).count(), 1);
    }
}

/// Any value that both notations can write.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

/// `repr()` of Python.
fn python(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(n) => n.to_string(),
        Value::String(s) => python_string(s),
        Value::Array(list) => format!("[{}]", list.iter().map(python).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(k, v)| format!("{}: {}", python_string(k), python(v))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn python_string(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_control() && (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
            c if (c as u32) > 0xffff => out.push_str(&format!("\\U{:08x}", c as u32)),
            c if (c as u32).is_multiple_of(3) && !c.is_ascii() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

proptest! {
    #[test]
    fn any_text_ends_without_panic(text in any::<String>()) {
        let _ = from_str::<serde_json::Value>(&text);
        let _ = items::<Named>(&text).count();
    }

    #[test]
    fn any_text_of_signs_ends_without_panic(text in r#"[\[\]{}()'",:\\urNone0-9.eE +xñ-]{0,80}"#) {
        let whole = from_str::<serde::de::IgnoredAny>(&text);
        let typed = from_str::<serde_json::Value>(&text);
        // Skipping and reading agree on what a literal is (but for numbers that JSON cannot hold).
        if typed.is_ok() {
            prop_assert!(whole.is_ok());
        }
        let _ = items::<Named>(&text).count();
        let _ = items::<serde_json::Value>(&text).count();
    }

    #[test]
    fn python_round_trip(value in value()) {
        let text = python(&value);
        prop_assert_eq!(from_str::<serde_json::Value>(&text).map_err(|e| TestCaseError::fail(format!("{e} in {text}")))?, value);
    }

    #[test]
    fn json_round_trip(value in value()) {
        let text = value.to_string();
        prop_assert_eq!(from_str::<serde_json::Value>(&text).map_err(|e| TestCaseError::fail(format!("{e} in {text}")))?, value);
    }
}
