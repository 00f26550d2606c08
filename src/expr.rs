//! The expression language (CEL) over spanned nodes: parse, check, evaluate. Knows texts and YAML nodes; knows nothing of rules.
