//! Connections: so many at a time, none that sends or takes slowly without end, all brought to an end on a signal.
//!
//! The door is [`Listener::serve`]. `axum::serve` bounds neither the number of connections nor the time that a client
//! takes to send a request's head, so that hyper's own connection is driven here.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::patience::Patient;
use crate::config::Http;

/// How long requests in hand may still be answered after the signal to stop.
const FAREWELL: Duration = Duration::from_secs(8);

/// Headers of a request at most.
const MOST_HEADERS: usize = 64;

/// Bytes of a request's head that are taken in any case; hyper may read as much again before it refuses.
const LONGEST_HEAD: usize = 32 * 1024;

/// Pause after a connection that could not be taken for want of something (file descriptors, memory).
const PAUSE: Duration = Duration::from_millis(100);

/// Who sent a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// A bound address.
pub struct Listener {
    socket: TcpListener,
    connections: usize,
    patience: Duration,
}

impl Listener {
    /// Binds `addr` (host and port; port 0 takes a free one).
    ///
    /// # Errors
    /// When the address cannot be read or is taken.
    pub async fn bind(addr: &str, config: &Http) -> io::Result<Self> {
        let socket = TcpListener::bind(addr).await?;
        let patience = Duration::from_millis(config.patience_ms.max(1));
        Ok(Self { socket, connections: config.connections.clamp(1, 100_000), patience })
    }

    /// The address that was bound.
    ///
    /// # Errors
    /// What the system says.
    pub fn addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Serves `router` until `shutdown` is ready, then answers what is in hand, for a few seconds at most.
    pub async fn serve(self, router: Router, shutdown: impl Future<Output = ()>) {
        let room = Arc::new(Semaphore::new(self.connections));
        let (stop, stopped) = watch::channel(());
        let mut shutdown = pin!(shutdown);
        loop {
            let taken = async {
                let permit = Arc::clone(&room).acquire_owned().await.ok()?;
                Some((self.socket.accept().await, permit))
            };
            let (taken, permit) = tokio::select! {
                taken = taken => match taken {
                    Some(taken) => taken,
                    None => break,
                },
                () = &mut shutdown => break,
            };
            match taken {
                Ok((stream, peer)) => {
                    let connection = connection(stream, peer, router.clone(), self.patience, stopped.clone());
                    tokio::spawn(async move {
                        connection.await;
                        drop(permit);
                    });
                }
                Err(error) => {
                    drop(permit);
                    if !is_of_the_client(&error) {
                        tracing::warn!("a connection cannot be taken: {error}");
                        sleep(PAUSE).await;
                    }
                }
            }
        }
        drop(self.socket);
        drop(stop);
        let all = u32::try_from(self.connections).unwrap_or(u32::MAX);
        if timeout(FAREWELL, room.acquire_many(all)).await.is_err() {
            tracing::warn!("some requests were still in hand when the time to answer them was over");
        }
    }
}

/// One connection to its end. It is asked to end after the request in hand when `stopped` closes.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Duration,
    mut stopped: watch::Receiver<()>,
) {
    // Answers are written whole: waiting for more to send would only delay them.
    let _ = stream.set_nodelay(true);
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        inner.call(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience).max_headers(MOST_HEADERS);
    builder.max_buf_size(LONGEST_HEAD);
    let connection = builder.serve_connection(TokioIo::new(Patient::new(stream, patience)), service);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    // What goes wrong on a connection (it is cut, it sends no HTTP) is the client's affair.
    let _ = connection.await;
}

/// Whether a failed connection says nothing about this side.
fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
