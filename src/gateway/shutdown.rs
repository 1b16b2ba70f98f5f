//! The end: told once, heard everywhere.

use std::sync::Arc;

use tokio::sync::watch;

/// Tells tasks that the gateway is going away. Clones hear of it too.
#[derive(Debug, Clone, Default)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// Says that it is time.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it is time.
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
                result = tokio::signal::ctrl_c() => heard(result).await,
                _ = terminate.recv() => {}
            },
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be listened for");
                heard(tokio::signal::ctrl_c().await).await;
            }
        }
    }
    #[cfg(not(unix))]
    heard(tokio::signal::ctrl_c().await).await;
}

/// A signal that cannot be listened for never comes, and must not end the gateway.
async fn heard(result: std::io::Result<()>) {
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
