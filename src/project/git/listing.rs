//! What `git ls-files`, `git ls-tree` and `git diff` print with `-z`, read. Knows formats only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::changes::Changes;
use super::command::path_from_bytes;
use super::tree::Item;

/// The entries of an index, and the paths that are in it more than once because they were not merged.
pub(super) struct Index {
    pub(super) items: BTreeMap<PathBuf, Item>,
    pub(super) unmerged: Vec<PathBuf>,
}

/// Reads `git ls-files --stage -z`: `MODE ID STAGE<TAB>PATH`.
pub(super) fn index(top: &Path, bytes: &[u8]) -> Index {
    let mut index = Index { items: BTreeMap::new(), unmerged: Vec::new() };
    for (words, path) in records(bytes).filter_map(split) {
        let path = path_from_bytes(top, path);
        match *words {
            [mode, id, "0"] => index.items.extend(item(mode, id).map(|item| (path, item))),
            _ if index.unmerged.last() != Some(&path) => index.unmerged.push(path),
            _ => {}
        }
    }
    index
}

/// Reads `git ls-tree -r -z`: `MODE TYPE ID<TAB>PATH`.
pub(super) fn tree(top: &Path, bytes: &[u8]) -> BTreeMap<PathBuf, Item> {
    let entry = |(words, path): (Vec<&str>, &[u8])| match *words {
        [mode, _, id] => Some((path_from_bytes(top, path), item(mode, id)?)),
        _ => None,
    };
    records(bytes).filter_map(split).filter_map(entry).collect()
}

/// Reads `git diff --name-status -z`: `STATUS NUL PATH NUL`, with two paths for what was renamed.
pub(super) fn changes(top: &Path, bytes: &[u8]) -> Changes {
    let mut changes = Changes::default();
    let mut fields = records(bytes);
    while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
        let path = path_from_bytes(top, path);
        match status.first() {
            Some(b'D') => changes.add_deleted(path),
            Some(b'A') => changes.add(path, None),
            Some(b'R' | b'C') => {
                let Some(to) = fields.next() else { break };
                if status.starts_with(b"R") {
                    changes.add_deleted(path.clone());
                }
                changes.add(path_from_bytes(top, to), Some(path));
            }
            _ => changes.add(path.clone(), Some(path)),
        }
    }
    changes
}

/// Reads paths, one a record.
pub(super) fn paths<'b>(top: &'b Path, bytes: &'b [u8]) -> impl Iterator<Item = PathBuf> + 'b {
    records(bytes).map(|path| path_from_bytes(top, path))
}

fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0).filter(|record| !record.is_empty())
}

/// The words of a record before the tabulator, and the path after it.
fn split(record: &[u8]) -> Option<(Vec<&str>, &[u8])> {
    let at = record.iter().position(|byte| *byte == b'\t')?;
    let words = std::str::from_utf8(record.get(..at)?).ok()?;
    Some((words.split(' ').collect(), record.get(at + 1..)?))
}

fn item(mode: &str, id: &str) -> Option<Item> {
    match mode {
        "120000" => Some(Item::Link(id.into())),
        "160000" => Some(Item::Submodule),
        "040000" => None,
        _ => Some(Item::File(id.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_has_files_links_submodules_and_conflicts() {
        let text = b"100644 aa 0\ta b.yaml\x00120000 bb 0\t\xed\x95\x9c\x0a.yaml\x00160000 cc 0\tsub\x00\
                     100644 dd 1\tx\x00100755 ee 2\tx\0";
        let index = index(Path::new("/top"), text);
        let items: Vec<_> = index.items.iter().map(|(path, item)| (path.to_str().unwrap(), item)).collect();
        let expected = [
            ("/top/a b.yaml", &Item::File("aa".into())),
            ("/top/sub", &Item::Submodule),
            ("/top/한\n.yaml", &Item::Link("bb".into())),
        ];
        assert_eq!(items, expected);
        assert_eq!(index.unmerged, [Path::new("/top/x")]);
    }

    #[test]
    fn a_rename_knows_where_it_came_from() {
        let changes = changes(Path::new("/t"), b"M\0a\0R087\0b\0c\0D\0d\0A\0e\0");
        let of = |name: &str| changes.old_path(&Path::new("/t").join(name)).map(Path::to_owned);
        assert_eq!([of("a"), of("c"), of("e")], [Some("/t/a".into()), Some("/t/b".into()), None]);
        let changed: Vec<_> = changes.below(Path::new("/t")).collect();
        assert_eq!(changed, [Path::new("/t/a"), Path::new("/t/c"), Path::new("/t/e")]);
        assert!(["b", "d"].iter().all(|name| changes.is_deleted(&Path::new("/t").join(name))));
    }
}
