//! The fields of the `file` object as a table: name, type, meaning in both languages, and how each is read. Documentation
//! and the static check of rules list it; the object answers from it.

use std::sync::Arc;

use super::defect::DEFECTS;
use super::file::AttachedFile;
use super::kind::{TYPES, UNKNOWN};
use crate::expr::{Data, ObjectType, Property, Type, Value};
use crate::text::Message;

/// A field of the `file` object.
pub struct Field {
    /// The name in expressions.
    pub name: &'static str,
    /// What it means, in one line.
    pub summary: Message,
    ty: FieldType,
    pub(super) read: fn(&AttachedFile) -> Value<'static>,
}

enum FieldType {
    Bool,
    Int,
    Text,
    Duration,
    Words(fn() -> Vec<&'static str>),
}

impl Field {
    /// The static type.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self.ty {
            FieldType::Bool => Type::Bool,
            FieldType::Int => Type::Int,
            FieldType::Text => Type::String,
            FieldType::Duration => Type::Duration,
            FieldType::Words(words) => Type::words(words()),
        }
    }
}

/// The fields as the type of a map with known keys.
#[must_use]
pub fn object_type() -> ObjectType {
    let property =
        |field: &Field| Property { name: Arc::from(field.name), ty: field.ty(), is_required: true };
    ObjectType { properties: FIELDS.iter().map(property).collect(), additional: None }
}

/// Every field of the `file` object, in the order of documentation.
pub static FIELDS: [Field; 22] = [
    Field {
        name: "exists",
        ty: FieldType::Bool,
        summary: Message {
            en: "true if the path names something; Korean names match in either Unicode normal form",
            ko: "경로에 파일이나 폴더가 있으면 참. 한글 이름은 자모가 분리되어 있어도 같은 이름으로 봅니다",
        },
        read: |file| Value::bool(file.exists()),
    },
    Field {
        name: "nearest",
        ty: FieldType::Text,
        summary: Message {
            en: "if nothing is there, the nearest path that is, as the document would write it; else empty",
            ko: "없을 때 가장 비슷한 경로를 문서에 적을 형태로 알려 줍니다. 없으면 빈 문자열",
        },
        read: |file| Value::string(file.nearest()),
    },
    Field {
        name: "escapes",
        ty: FieldType::Bool,
        summary: Message {
            en: "true if the path is absolute, has backslashes, or leaves the repository; then nothing is read",
            ko: "절대 경로이거나 역슬래시가 있거나 저장소를 벗어나면 참. 이때는 아무것도 읽지 않습니다",
        },
        read: |file| Value::bool(file.escapes()),
    },
    Field {
        name: "isFile",
        ty: FieldType::Bool,
        summary: Message {
            en: "true for a regular file; false for a folder, a pipe or a device",
            ko: "일반 파일이면 참. 폴더, 파이프, 장치이면 거짓",
        },
        read: |file| Value::bool(file.status().is_file),
    },
    Field {
        name: "size",
        ty: FieldType::Int,
        summary: Message { en: "the size in bytes", ko: "크기(바이트)" },
        read: |file| Value::int(i64::try_from(file.status().size).unwrap_or(i64::MAX)),
    },
    Field {
        name: "isEmpty",
        ty: FieldType::Bool,
        summary: Message { en: "true for a file of zero bytes", ko: "0바이트 파일이면 참" },
        read: |file| Value::bool(file.status().is_file && file.status().size == 0),
    },
    Field {
        name: "extension",
        ty: FieldType::Text,
        summary: Message {
            en: "the extension as written, lower-case, without the dot; empty if there is none",
            ko: "적힌 경로의 확장자. 소문자이고 점은 없습니다. 확장자가 없으면 빈 문자열",
        },
        read: |file| Value::string(&file.extension()),
    },
    Field {
        name: "type",
        ty: FieldType::Words(|| TYPES.iter().map(|row| row.name).chain([UNKNOWN.name]).collect()),
        summary: Message { en: "the type, told by the content", ko: "내용으로 판별한 형식" },
        read: |file| Value::borrowed(file.file_type().name),
    },
    Field {
        name: "kind",
        ty: FieldType::Words(|| vec!["image", "video", "document", "other"]),
        summary: Message { en: "what files of this type are", ko: "형식의 종류" },
        read: |file| Value::borrowed(file.file_type().kind),
    },
    Field {
        name: "matchesExtension",
        ty: FieldType::Bool,
        summary: Message {
            en: "false if the extension promises another type than the content has",
            ko: "확장자와 내용의 형식이 다르면 거짓",
        },
        read: |file| Value::bool(file.file_type().matches(&file.extension())),
    },
    Field {
        name: "decodes",
        ty: FieldType::Bool,
        summary: Message {
            en: "true if the whole picture decodes, the document has pages, or the video is complete",
            ko: "그림 전체가 열리거나, 문서에 페이지가 있거나, 영상이 온전하면 참",
        },
        read: |file| Value::bool(file.defect().is_none()),
    },
    Field {
        name: "problem",
        ty: FieldType::Words(|| DEFECTS.iter().map(|row| row.code).chain([""]).collect()),
        summary: Message {
            en: "why it does not decode, as a code; else empty",
            ko: "열리지 않는 이유의 코드. 없으면 빈 문자열",
        },
        read: |file| Value::borrowed(file.defect().map_or("", super::Defect::code)),
    },
    Field {
        name: "isEncrypted",
        ty: FieldType::Bool,
        summary: Message {
            en: "true for a PDF that opens only with a password",
            ko: "비밀번호가 있어야 열리는 PDF이면 참",
        },
        read: |file| Value::bool(file.facts().is_encrypted),
    },
    Field {
        name: "pages",
        ty: FieldType::Int,
        summary: Message {
            en: "the number of pages of a PDF; else zero",
            ko: "PDF의 페이지 수. 다른 파일은 0",
        },
        read: |file| Value::int(i64::from(file.facts().pages)),
    },
    Field {
        name: "width",
        ty: FieldType::Int,
        summary: Message {
            en: "the width of a picture or video in pixels as displayed, turned as it says; else zero",
            ko: "화면에 보이는 방향의 그림이나 영상 너비(픽셀). 다른 파일은 0",
        },
        read: |file| Value::int(i64::from(file.facts().width)),
    },
    Field {
        name: "height",
        ty: FieldType::Int,
        summary: Message {
            en: "the height of a picture or video in pixels as displayed, turned as it says; else zero",
            ko: "화면에 보이는 방향의 그림이나 영상 높이(픽셀). 다른 파일은 0",
        },
        read: |file| Value::int(i64::from(file.facts().height)),
    },
    Field {
        name: "duration",
        ty: FieldType::Duration,
        summary: Message {
            en: "how long a video plays; else zero", ko: "영상의 길이. 다른 파일은 0"
        },
        read: |file| Value::new(Data::Duration(file.facts().duration)),
    },
    Field {
        name: "isFlat",
        ty: FieldType::Bool,
        summary: Message {
            en: "true if more than 99 % of the pixels of a picture have one colour",
            ko: "그림의 픽셀 99 %를 넘게 한 가지 색이면 참",
        },
        read: |file| Value::bool(file.facts().picture.as_ref().is_some_and(|picture| picture.is_flat)),
    },
    Field {
        name: "hasLocation",
        ty: FieldType::Bool,
        summary: Message {
            en: "true if the file says where it was taken (Exif GPS, or the location of an MP4 or QuickTime file)",
            ko: "촬영 위치가 들어 있으면 참(Exif GPS, MP4·QuickTime의 위치)",
        },
        read: |file| Value::bool(file.facts().has_location),
    },
    Field {
        name: "sha256",
        ty: FieldType::Text,
        summary: Message {
            en: "the SHA-256 of the content in lower-case hexadecimal digits; empty if it cannot be read",
            ko: "내용의 SHA-256(소문자 16진수). 읽을 수 없으면 빈 문자열",
        },
        read: |file| Value::string(file.sha256()),
    },
    Field {
        name: "pixels",
        ty: FieldType::Text,
        summary: Message {
            en: "a hash of the decoded pixels: equal for equal pictures, however they are stored; else empty",
            ko: "픽셀의 해시. 저장 방식이 달라도 같은 그림이면 같습니다. 그림이 아니면 빈 문자열",
        },
        read: |file| Value::string(file.facts().picture.as_ref().map_or("", |picture| &picture.hash)),
    },
    Field {
        name: "path",
        ty: FieldType::Text,
        summary: Message { en: "the path as written", ko: "적힌 그대로의 경로" },
        read: |file| Value::string(file.path()),
    },
];
