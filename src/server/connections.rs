//! Connections to `loa serve`: so many at once, and none that waits for a request for ever.

use crate::network::Peer;
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::VecDeque;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// Most connections at once. A browser opens six; programs may open 1,024 files, on some systems 256, and building
/// needs some of them.
const MOST: usize = 128;

/// How long a request's head may take to arrive, and a connection be without a request.
const HEAD: Duration = Duration::from_secs(10);

/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers for as long as the program runs, each request by the routes that `router` gives then. When there are too many
/// connections the oldest ends, so that whoever comes is answered: a browser opens another, and a hog loses its own.
pub async fn serve<R>(listener: TcpListener, router: R)
where
    R: Fn() -> Router + Clone + Send + 'static,
{
    let mut open: VecDeque<AbortHandle> = VecDeque::new();
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        open.retain(|connection| !connection.is_finished());
        if open.len() >= MOST
            && let Some(oldest) = open.pop_front()
        {
            oldest.abort();
        }
        let router = router.clone();
        let service = service_fn(move |mut request: hyper::Request<_>| {
            request.extensions_mut().insert(Peer(from.ip()));
            TowerToHyperService::new(router()).call(request)
        });
        let connection = async move {
            let answered = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            // A browser that went away is nothing to tell of.
            drop(answered);
        };
        open.push_back(tokio::spawn(connection).abort_handle());
    }
}
