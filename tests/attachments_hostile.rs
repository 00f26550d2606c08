//! Attached files that are made to hurt: each ends soon, with a defect or without, and never with a panic or a full
//! memory. Small ones are written out here; random ones come from the fixtures.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use greenlight::expr::{Data, Host};
use greenlight::project::{Attachments, FIELDS};
use proptest::prelude::*;

/// Far above what any of them takes, for machines that do other work as well.
const SOON: Duration = Duration::from_secs(5);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/attachments")
}

/// Asks for every field of a file with this content; gives its problem.
fn problem_of(content: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), content).unwrap();
    let attachments = Attachments::new(folder.path());
    let host = attachments.host(&folder.path().join("document.yaml"));
    let value = host.file("file").unwrap();
    let Data::Object(file) = value.data() else { panic!("no object") };
    let start = Instant::now();
    let fields: Vec<_> = FIELDS.iter().map(|field| file.field(field.name).unwrap()).collect();
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    let problem = FIELDS.iter().position(|field| field.name == "problem").unwrap();
    fields[problem].as_str().unwrap().to_owned()
}

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], name, data, &sum.sum().to_be_bytes()].concat()
}

fn packed(length: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.write_all(&zeros[..length % (1 << 20)]).unwrap();
    encoder.finish().unwrap()
}

/// A grey PNG of zeros with one bit a pixel.
fn png(width: u32, height: u32, extra: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let data = packed((width.div_ceil(8) as usize + 1) * height as usize);
    let chunks = [chunk(b"IHDR", &header), extra.to_vec(), chunk(b"IDAT", &data), chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

#[test]
fn a_picture_that_unpacks_to_much_is_refused_by_its_size() {
    assert_eq!(problem_of(&png(30_000, 30_000, b"")), "too-large-to-decode");
    assert_eq!(problem_of(&png(1_000, 1_000, b"")), "", "a small one of the same make is decoded");
}

#[test]
fn what_is_packed_beside_a_picture_is_not_unpacked() {
    let text = [&b"Comment\0\0"[..], &packed(1 << 28)].concat();
    let profile = [&b"profile\0\0"[..], &packed(1 << 28)].concat();
    let extra = [chunk(b"zTXt", &text), chunk(b"iCCP", &profile)].concat();
    assert_eq!(problem_of(&png(100, 100, &extra)), "");
}

/// A PDF whose catalogue lies in a stream that unpacks to `length` bytes.
fn pdf_with_packed_catalogue(keys: &str, length: usize) -> Vec<u8> {
    let mut file = format!("%PDF-1.5\n1 0 obj\n<< {keys} /Filter /FlateDecode").into_bytes();
    let data = packed(length);
    write!(file, " /Length {} >>\nstream\n", data.len()).unwrap();
    file.extend_from_slice(&data);
    file.extend_from_slice(b"\nendstream\nendobj\n");
    let table = file.len();
    let rows = [[0, 0, 0, 0, 255], [1, 0, 0, 9, 0], [2, 0, 0, 1, 0]].concat();
    write!(file, "3 0 obj\n<< /Type /XRef /Size 3 /W [1 3 1] /Root 2 0 R /Length {} >>\n", rows.len())
        .unwrap();
    file.extend_from_slice(b"stream\n");
    file.extend_from_slice(&rows);
    write!(file, "\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").unwrap();
    file
}

#[test]
fn a_document_that_unpacks_to_much_is_refused() {
    for keys in ["/Type /ObjStm /N 1 /First 4", "/N 1 /First 4", "/Type /Obj#53tm /N 1 /F#69rst 4"] {
        assert_eq!(problem_of(&pdf_with_packed_catalogue(keys, 1 << 30)), "too-large-to-decode", "{keys}");
    }
}

#[test]
fn a_document_may_be_nested_or_go_round_in_circles() {
    let end = "trailer\n<< /Size 3 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n";
    let nested = format!("%PDF-1.4\n1 0 obj\n{}\nendobj\nxref\n0 0\n{end}", "[".repeat(1_000_000));
    assert_eq!(problem_of(nested.as_bytes()), "corrupt");
    let pages = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
                 2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] >>\nendobj\n";
    let circle = format!("%PDF-1.4\n{pages}xref\n0 0\n{end}");
    assert_ne!(problem_of(circle.as_bytes()), "");
    let many = "9 0 obj\n<< /Type /XRef >>\nstream\n".repeat(10_000);
    assert_eq!(problem_of(format!("%PDF-1.4\n{many}{end}").as_bytes()), "too-large-to-decode");
}

#[test]
fn a_film_may_claim_any_length_and_be_of_many_parts() {
    let ftyp = b"\0\0\0\x10ftypisom\0\0\0\0";
    let absurd: [&[u8]; 5] = [
        b"\0\0\0\x01mdat\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        b"\0\0\0\x01mdat\0\0\0\0\0\0\0\0",
        b"\0\0\0\x07mdat",
        b"\xFF\xFF\xFF\xFFmoov",
        b"\0\0\0\0moov",
    ];
    for part in absurd {
        assert_ne!(problem_of(&[&ftyp[..], part].concat()), "");
    }
    let parts = b"\0\0\0\x08free".repeat(1_000_000);
    assert_eq!(problem_of(&[&ftyp[..], &parts].concat()), "too-large-to-decode");
    let nested: Vec<u8> =
        (0..100_000_u32).rev().flat_map(|depth| [(depth * 8 + 8).to_be_bytes(), *b"trak"].concat()).collect();
    let moov = [&u32::try_from(nested.len() + 8).unwrap().to_be_bytes()[..], b"moov", &nested].concat();
    assert_ne!(problem_of(&[&ftyp[..], &moov].concat()), "");
    let start = b"\x1A\x45\xDF\xA3\x87\x42\x82\x84webm\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    let clusters = b"\x1F\x43\xB6\x75\xFF".repeat(1_000_000);
    assert_eq!(problem_of(&[&start[..], &clusters].concat()), "too-large-to-decode");
}

/// The healthy and the damaged fixtures.
fn seeds() -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let files = files
        .into_iter()
        .filter(|file| !matches!(file.extension().and_then(|it| it.to_str()), Some("py" | "txt")));
    files.map(|file| fs::read(file).unwrap()).collect()
}

/// A change to a file: at some part of its length, replace some bytes, or cut it.
#[derive(Clone, Debug)]
enum Change {
    Replace(prop::sample::Index, Vec<u8>),
    Repeat(prop::sample::Index, prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..9),
        prop::sample::select(vec![
            vec![0xFF; 4],
            vec![0; 4],
            vec![0x7F, 0xFF, 0xFF, 0xFF],
            vec![0x80, 0, 0, 0]
        ]),
    ];
    prop_oneof![
        6 => (any::<prop::sample::Index>(), bytes).prop_map(|(at, bytes)| Change::Replace(at, bytes)),
        1 => (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..20_usize)
            .prop_map(|(from, to, times)| Change::Repeat(from, to, times)),
        1 => any::<prop::sample::Index>().prop_map(Change::Cut),
    ]
}

fn apply(file: &mut Vec<u8>, change: &Change) {
    if file.is_empty() {
        return;
    }
    match change {
        Change::Replace(at, bytes) => {
            let at = at.index(file.len());
            for (place, byte) in file.iter_mut().skip(at).zip(bytes) {
                *place = *byte;
            }
        }
        Change::Repeat(from, to, times) => {
            let (from, to) = (from.index(file.len()), to.index(file.len()));
            let piece = file[from.min(to)..from.max(to)].repeat(*times);
            let at = from.min(to);
            file.splice(at..at, piece);
        }
        Change::Cut(at) => file.truncate(at.index(file.len())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..ProptestConfig::default() })]

    #[test]
    fn changed_files_never_panic_and_end_soon(
        seed in prop::sample::select(seeds()),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let mut file = seed;
        for change in &changes {
            apply(&mut file, change);
        }
        prop_assert_ne!(problem_of(&file), "decoder-failed");
    }

    #[test]
    fn random_bytes_behind_a_signature_never_panic_and_end_soon(
        start in prop::sample::select(seeds()),
        length in 0..40_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let file = [&start[..length.min(start.len())], &bytes].concat();
        prop_assert_ne!(problem_of(&file), "decoder-failed");
    }
}
