//! Drives `yaml-language-server`, the server behind YAML in most editors, as an editor does: framed JSON-RPC over its
//! standard input and output. It knows nothing of greenlight or its schemas.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use std::{fmt, io, thread};

use serde_json::{Value, json};

/// How long the server may keep an editor waiting; generous, for machines that do much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// The installed server's program, or why there is none: npm is missing.
pub(crate) fn installed() -> Result<&'static Path, &'static str> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        Command::new("npm").arg("--version").output().ok()?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("yaml-language-server");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editor/install");
        let output = Command::new(script).arg(&folder).output().expect("the installing script runs");
        assert!(output.status.success(), "npm ci failed: {}", String::from_utf8_lossy(&output.stderr));
        Some(folder.join("node_modules/yaml-language-server/bin/yaml-language-server"))
    });
    program.as_deref().ok_or("npm is not installed; the YAML language server cannot be had without it")
}

/// A running server. It ends with this value.
pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: u64,
    /// What was published, by document.
    diagnostics: HashMap<String, Vec<Value>>,
    settings: Value,
    is_configured: bool,
}

impl Server {
    /// Starts `program` with the editor's settings under `yaml`.
    pub(crate) fn start(program: &Path, settings: Value) -> Self {
        let mut process = Command::new("node")
            .arg(program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let input = process.stdin.take().expect("a piped input");
        let output = process.stdout.take().expect("a piped output");
        let (sender, messages) = channel();
        thread::spawn(move || receive(BufReader::new(output), &sender));
        let mut server = Self {
            process,
            input,
            messages,
            last_id: 0,
            diagnostics: HashMap::new(),
            settings,
            is_configured: false,
        };
        server.request("initialize", &capabilities());
        server.notify("initialized", &json!({}));
        let settings = json!({"settings": {"yaml": server.settings}});
        server.notify("workspace/didChangeConfiguration", &settings);
        server.await_configured();
        server
    }

    /// Until the server has fetched the settings, it would answer without them.
    fn await_configured(&mut self) {
        while !self.is_configured {
            let message = self.receive("request for its settings");
            self.answer(&message);
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }

    /// The result of a request, `null` where the server has none.
    pub(crate) fn request(&mut self, method: &str, parameters: &Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters}));
        loop {
            let message = self.receive(method);
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.answer(&message);
        }
    }

    /// The diagnostics of an open document, once they are published.
    pub(crate) fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        loop {
            if let Some(published) = self.diagnostics.remove(uri) {
                return published;
            }
            let message = self.receive("diagnostics");
            self.answer(&message);
        }
    }

    fn receive(&self, waiting_for: impl fmt::Display) -> Value {
        let message = self.messages.recv_timeout(PATIENCE);
        message.unwrap_or_else(|trouble| panic!("the server gave no {waiting_for}: {trouble}"))
    }

    /// Takes up what the server says of its own accord.
    fn answer(&mut self, message: &Value) {
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let uri = parameters["uri"].as_str().unwrap_or_default().to_owned();
                self.diagnostics
                    .insert(uri, parameters["diagnostics"].as_array().cloned().unwrap_or_default());
            }
            Some("workspace/configuration") => {
                let items = parameters["items"].as_array().map_or(&[][..], Vec::as_slice);
                let of = |item: &Value| {
                    if item["section"] == "yaml" { self.settings.clone() } else { Value::Null }
                };
                let result: Vec<Value> = items.iter().map(of).collect();
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
                self.is_configured = true;
            }
            Some(_) if message.get("id").is_some() => {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            }
            _ => {}
        }
    }

    fn notify(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        self.input.flush().expect("the server reads");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is lost with the process, and a failing test must not wait for a farewell.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What an editor with snippets and Markdown says of itself.
fn capabilities() -> Value {
    let item = json!({"snippetSupport": true, "documentationFormat": ["markdown"]});
    json!({
        "processId": std::process::id(),
        "rootUri": null,
        "capabilities": {
            "workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}},
            "textDocument": {
                "completion": {"completionItem": item},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {}
            }
        }
    })
}

/// Hands over messages until the server ends or nobody listens.
fn receive(mut output: BufReader<ChildStdout>, messages: &Sender<Value>) {
    while let Ok(message) = read_message(&mut output) {
        if messages.send(message).is_err() {
            return;
        }
    }
}

fn read_message(output: &mut impl BufRead) -> io::Result<Value> {
    let mut length = 0;
    loop {
        let mut header = String::new();
        if output.read_line(&mut header)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match header.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(|_| io::ErrorKind::InvalidData)?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body)?;
    Ok(serde_json::from_slice(&body)?)
}
