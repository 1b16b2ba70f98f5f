//! The HTTP server's accept loop: limits on connections, cutting a connection on purpose, and a graceful shutdown.

use std::{convert::Infallible, fmt, io, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::ServiceExt;

use crate::{
    client_addr::ClientAddr, concurrency_limit::ConcurrencyLimit, responses::TruncatedBody, shutdown::Shutdown,
};

/// The most connections at a time; more wait until one ends.
pub const MOST_CONNECTIONS: u32 = 4_096;
/// How long a client may take to send the head of a request, or to think of one.
const WAITING: Duration = Duration::from_secs(60);
/// The longest head of a request, in bytes, and the most of a body that is read ahead.
const READ_AHEAD: usize = 16 * 1024;
/// How long pending responses may take after the shutdown has begun.
pub const FINISHING: Duration = Duration::from_secs(5);

/// The error that cuts a connection instead of sending a response.
#[derive(Debug)]
struct ConnectionCut;

impl fmt::Display for ConnectionCut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("cut off on purpose")
    }
}

impl std::error::Error for ConnectionCut {}

/// Serves until the shutdown begins, then lets pending responses finish for a while. A client address with `per_peer` connections gets no
/// more of them.
pub async fn serve(listener: TcpListener, router: Router, per_peer: usize, shutdown: &Shutdown) {
    let peers = ConcurrencyLimit::new(MOST_CONNECTIONS, per_peer);
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS as usize));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            () = shutdown.wait() => break,
        };
        match accepted {
            Ok((stream, peer, permit)) => {
                let Some(share) = peers.try_acquire(peer) else { continue };
                let connection = serve_connection(stream, Some(peer), router.clone(), shutdown.clone());
                tokio::spawn(async move {
                    connection.await;
                    drop((permit, share));
                });
            }
            Err(error) => {
                // Out of file descriptors, most likely: some will be free again soon.
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    if timeout(FINISHING, permits.acquire_many(MOST_CONNECTIONS)).await.is_err() {
        tracing::warn!("some answers were still under way");
    }
}

async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, ClientAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    // Small answers and frames are to leave at once.
    stream.set_nodelay(true)?;
    Ok((stream, ClientAddr::new(address.ip()), permit))
}

/// Answers the requests of one connection; each has the client's address as an extension.
pub(crate) async fn serve_connection<S>(stream: S, peer: Option<ClientAddr>, router: Router, shutdown: Shutdown)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = service_fn(move |request| answer(router.clone(), peer, request));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(WAITING).max_buf_size(READ_AHEAD);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
    let result = tokio::select! {
        result = connection.as_mut() => result,
        () = shutdown.wait() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = result {
        tracing::debug!(%error, "connection ends");
    }
}

/// Runs the router. An error makes hyper close the connection without a response.
async fn answer(
    router: Router,
    peer: Option<ClientAddr>,
    mut request: Request<Incoming>,
) -> Result<Response, ConnectionCut> {
    if let Some(peer) = peer {
        request.extensions_mut().insert(peer);
    }
    let response: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
    match response {
        Ok(response) if response.extensions().get::<TruncatedBody>().is_some() => Err(ConnectionCut),
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
