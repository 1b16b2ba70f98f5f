//! The shutdown signal, and the operating system's signals that begin it.

use std::sync::Arc;

use tokio::sync::watch;

/// A signal to all tasks that the gateway is to end. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// Begins the shutdown.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Waits until the shutdown begins; returns at once if it has begun.
    pub async fn wait(&self) {
        // The sender is `self`, so the channel is not closed while this waits.
        let _ = self.0.subscribe().wait_for(|is_time| *is_time).await;
    }
}

/// Waits for Ctrl-C or, where there is such a thing, SIGTERM.
pub async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                result = tokio::signal::ctrl_c() => wait_for_ever_on_error(result).await,
                _ = terminate.recv() => {}
            },
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be listened for");
                wait_for_ever_on_error(tokio::signal::ctrl_c().await).await;
            }
        }
    }
    #[cfg(not(unix))]
    wait_for_ever_on_error(tokio::signal::ctrl_c().await).await;
}

/// A signal that cannot be listened for never comes, and must not end the gateway.
async fn wait_for_ever_on_error(result: std::io::Result<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "Ctrl-C cannot be listened for");
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn everybody_hears_of_the_end_also_when_they_ask_later() {
        let shutdown = Shutdown::default();
        let waiting = tokio::spawn({
            let shutdown = shutdown.clone();
            async move { shutdown.wait().await }
        });
        tokio::task::yield_now().await;
        shutdown.begin();
        waiting.await.unwrap();
        shutdown.clone().wait().await;
    }
}
