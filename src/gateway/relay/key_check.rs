//! Checking an access key by a call to Jetstream.

use std::time::Duration;

use jetstream_api::{feed::Close, key::AccessKey, regions::ListRegions};
use tokio::time::timeout;

use super::{
    context::RelayContext,
    upstream::{KeyClient, truncate},
};

/// How long the check may take. A client of the feed waits 40 seconds for its first frame.
const LONGEST_CHECK: Duration = Duration::from_secs(20);

/// Asks Jetstream whether it accepts a key.
///
/// Errors: [`Close::BadKey`] if the key is refused, [`Close::TryLater`] if no usable answer came.
pub async fn check_key(context: &RelayContext, key: &AccessKey) -> Result<(), Close> {
    let client = KeyClient::client(context.http.clone(), &context.upstream, key.clone());
    // Get Regions changes nothing; Get Events would subscribe the key.
    let error = match timeout(LONGEST_CHECK, client.send(&ListRegions)).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) if matches!(error.http_status(), Some(401 | 403)) => {
            context.metrics.refused_keys.add(1);
            return Err(Close::BadKey);
        }
        Ok(Err(error)) => truncate(&error),
        Err(_) => "no answer in time".to_owned(),
    };
    context.metrics.upstream_failures.add(1);
    tracing::warn!(error, "a key could not be checked");
    Err(Close::TryLater)
}
