//! Output formats: a table of writers of a run. Sees only texts, YAML paths and findings.
