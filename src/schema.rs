//! JSON Schema over YAML nodes: load, validate, explain. Knows nothing of rules or files.
