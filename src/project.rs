//! The machine: configuration, discovery, reading files. The only layer that touches the file system.
