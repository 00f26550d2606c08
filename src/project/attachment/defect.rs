//! What can be wrong with an attached file, by short codes that rules compare with (`file(x).problem == 'truncated'`).
//! One table: defect, code, meaning. Knows nothing of how a defect is found.

use crate::text::Message;

/// Why a file cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// There is no such file.
    NotFound,
    /// The path leaves the root of the repository; nothing was read.
    Outside,
    /// A folder, a pipe or a device.
    NotAFile,
    /// The machine refuses to give the content.
    Unreadable,
    /// Zero bytes.
    Empty,
    /// More bytes than are read.
    TooLargeToRead,
    /// More pixels, or more unpacked data, than are decoded.
    TooLargeToDecode,
    /// Whole as far as can be told, but of a type that is not decoded here.
    NotExamined,
    /// The end is missing.
    Truncated,
    /// A stored checksum differs from that of the data.
    BadChecksum,
    /// The content breaks the rules of its type.
    Corrupt,
    /// A width or height of zero.
    ZeroSize,
    /// It opens only with a password.
    Encrypted,
    /// A document without pages.
    NoPages,
    /// A video without the table of contents that players need (`moov`, `Tracks`).
    NoMovieHeader,
    /// A video without pictures.
    NoPicture,
    /// The decoder failed by a fault of its own.
    DecoderFailed,
}

/// A row of the table: a defect, its code in rules, and what the code means.
pub struct DefectRow {
    /// The defect.
    pub defect: Defect,
    /// The code that rules see.
    pub code: &'static str,
    /// What the code means.
    pub meaning: Message,
}

/// Every defect with its code and meaning.
pub static DEFECTS: [DefectRow; 17] = [
    row(Defect::NotFound, "not-found", "there is no such file", "파일이 없습니다"),
    row(
        Defect::Outside,
        "outside",
        "the path leaves the repository and was not read",
        "경로가 저장소를 벗어나 읽지 않았습니다",
    ),
    row(Defect::NotAFile, "not-a-file", "it is a folder, a pipe or a device", "폴더, 파이프 또는 장치입니다"),
    row(Defect::Unreadable, "unreadable", "it cannot be read", "읽을 수 없습니다"),
    row(Defect::Empty, "empty", "it has no content", "내용이 없습니다"),
    row(
        Defect::TooLargeToRead,
        "too-large-to-read",
        "it is too large to be read",
        "너무 커서 읽지 않았습니다",
    ),
    row(
        Defect::TooLargeToDecode,
        "too-large-to-decode",
        "unpacked it is too large to be decoded",
        "압축을 풀면 너무 커서 열지 않았습니다",
    ),
    row(
        Defect::NotExamined,
        "not-examined",
        "files of this type are not decoded here",
        "이 형식의 파일은 내용까지 확인하지 않습니다",
    ),
    row(Defect::Truncated, "truncated", "its end is missing", "파일의 끝부분이 없습니다"),
    row(
        Defect::BadChecksum,
        "bad-checksum",
        "a checksum in it does not match its data",
        "파일 안의 검사합이 내용과 다릅니다",
    ),
    row(Defect::Corrupt, "corrupt", "its content is damaged", "내용이 손상되었습니다"),
    row(Defect::ZeroSize, "zero-size", "its width or height is zero", "너비나 높이가 0입니다"),
    row(Defect::Encrypted, "encrypted", "it opens only with a password", "비밀번호가 있어야 열립니다"),
    row(Defect::NoPages, "no-pages", "it has no pages", "페이지가 없습니다"),
    row(
        Defect::NoMovieHeader,
        "no-movie-header",
        "the part that players need to find the pictures is missing",
        "재생에 필요한 정보가 없습니다",
    ),
    row(Defect::NoPicture, "no-picture", "there is no picture in it", "영상에 화면이 없습니다"),
    row(Defect::DecoderFailed, "decoder-failed", "the decoder failed on it", "여는 도중 오류가 났습니다"),
];

const fn row(defect: Defect, code: &'static str, en: &'static str, ko: &'static str) -> DefectRow {
    DefectRow { defect, code, meaning: Message { en, ko } }
}

impl Defect {
    /// The code that rules see.
    #[must_use]
    pub fn code(self) -> &'static str {
        DEFECTS.iter().find(|row| row.defect == self).map_or("", |row| row.code)
    }
}

#[cfg(test)]
mod tests {
    use super::{DEFECTS, Defect};

    #[test]
    fn every_defect_has_one_code_in_the_order_of_their_declaration() {
        for (position, row) in DEFECTS.iter().enumerate() {
            assert_eq!(row.defect as usize, position, "{}", row.code);
            assert_eq!(row.defect.code(), row.code);
        }
        assert_eq!(Defect::DecoderFailed as usize + 1, DEFECTS.len());
    }
}
