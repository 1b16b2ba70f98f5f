//! Running the store's blocking functions without holding up other tasks.

use tokio::task::spawn_blocking;

use super::store::StoreError;

/// Runs `work` on a thread for blocking work. A panic in it becomes a [`StoreError`].
///
/// The work runs to its end even if the caller stops waiting for it.
pub async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    spawn_blocking(work).await.unwrap_or_else(|error| Err(StoreError::from(error)))
}
