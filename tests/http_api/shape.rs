//! Holds a JSON value against a schema of the document: types, properties, items, enumerations, alternatives.

use serde_json::Value;

/// What is wrong with `value`; nothing where it fits. `whole` is the document, for references into it.
pub fn faults(whole: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = whole.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere");
        return faults(whole, target, value, at);
    }
    if let Some(either) = schema["oneOf"].as_array() {
        let found: Vec<Vec<String>> = either.iter().map(|s| faults(whole, s, value, at)).collect();
        let fits = found.iter().any(Vec::is_empty);
        return if fits { Vec::new() } else { found.concat() };
    }
    let mut wrong = Vec::new();
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|kind| is(kind, value)) {
        wrong.push(format!("{at}: {value} is no {types:?}"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {allowed:?}"));
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, part) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(value) = object.get(name) {
                wrong.extend(faults(whole, part, value, &format!("{at}.{name}")));
            }
        }
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        wrong.extend(faults(whole, &schema["items"], item, &format!("{at}[{i}]")));
    }
    wrong
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    }
}

#[test]
fn a_value_that_does_not_fit_is_noticed() {
    let whole = serde_json::json!({"a": {"type": "object", "required": ["n"], "properties": {"n": {"type": ["integer", "null"]}}}});
    let schema = serde_json::json!({"type": "array", "items": {"$ref": "#/a"}});
    let check = |value| faults(&whole, &schema, &value, "x").len();
    assert_eq!(check(serde_json::json!([{"n": 1}, {"n": null}])), 0);
    assert_eq!(check(serde_json::json!([{"n": "1"}, {}, 3])), 3);
}
