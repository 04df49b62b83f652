//! A server on this machine that answers with exactly these bytes, so that nothing puts an answer right on its way.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::thread::JoinHandle;

/// Answers one connection after the other.
pub(super) struct Server {
    url: String,
    thread: JoinHandle<Vec<String>>,
}

impl Server {
    /// Each answer as it goes over the wire.
    pub(super) fn start(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let mut heads = Vec::new();
            for answer in answers {
                let (stream, _) = listener.accept().unwrap();
                let mut reader = BufReader::new(&stream);
                let mut head = String::new();
                while reader.read_line(&mut head).unwrap() > 2 {}
                let length = head
                    .lines()
                    .find_map(|line| {
                        line.to_ascii_lowercase()
                            .strip_prefix("content-length: ")?
                            .parse()
                            .ok()
                    })
                    .unwrap_or(0);
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                (&stream).write_all(answer.as_bytes()).unwrap();
                heads.push(head);
            }
            heads
        });
        Self { url, thread }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The heads of all requests, once every answer has been given.
    pub(super) fn heads(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

/// An answer with this status, these lines of the head, and this body.
pub(super) fn raw(status: &str, lines: &[&str], body: &str) -> String {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for line in lines {
        answer.push_str(line);
        answer.push_str("\r\n");
    }
    format!("{answer}\r\n{body}")
}
