//! A server of raw bytes: it keeps what it was sent and answers as it is told, however wrong that is.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the server does once it has read a request.
pub(super) enum Reply {
    /// Writes this and closes the connection.
    Bytes(String),
    /// Writes this and then nothing more, with the connection open.
    Hang(String),
    /// Closes the connection without having read the request, which resets it.
    Reset,
}

/// A server on loopback; dropping it closes everything.
pub(super) struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Gives each connection the next of these replies.
    pub(super) async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let replies: Vec<_> = replies.into_iter().collect();
        let task = tokio::spawn(serve(listener, replies, Arc::clone(&requests)));
        Self {
            address,
            requests,
            task,
        }
    }

    /// Host and port.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Every request so far, as it came.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, replies: Vec<Reply>, requests: Arc<Mutex<Vec<String>>>) {
    let mut hanging = Vec::new();
    for reply in replies {
        let (mut stream, _) = listener.accept().await.unwrap();
        if matches!(reply, Reply::Reset) {
            stream.readable().await.unwrap();
            continue;
        }
        let request = read(&mut stream).await;
        requests.lock().unwrap().push(request);
        if let Reply::Bytes(bytes) | Reply::Hang(bytes) = &reply {
            stream.write_all(bytes.as_bytes()).await.unwrap();
        }
        if matches!(reply, Reply::Hang(_)) {
            hanging.push(stream);
        }
    }
    // Connections that hang stay open for as long as the server is there.
    std::future::pending::<()>().await;
}

/// One request: its head, and as much body as it announces. What is no HTTP ends where the sender pauses.
async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0; 4096];
        let count = stream.read(&mut part).await.unwrap();
        bytes.extend_from_slice(&part[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if count == 0 || bytes.first() == Some(&0x16) {
            return text;
        }
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().unwrap())
            });
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
    }
}
