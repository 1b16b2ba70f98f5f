//! A check of a key before a session opens, with explanations of failures.

use jetstream_api::{
    client::Client,
    error::{ApiError, Cause, TransportError},
    key::AccessKey,
    regions::ListRegions,
};

use crate::{config::Environment, state::transport::BrowserTransport};
use jetstream_browser::{FailureCause, diagnose};

/// Why a sign-in was refused, and how to solve the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRefusal {
    /// The problem.
    pub problem: String,
    /// The solution.
    pub remedy: String,
}

fn refusal(problem: impl Into<String>, remedy: impl Into<String>) -> SignInRefusal {
    SignInRefusal { problem: problem.into(), remedy: remedy.into() }
}

/// Checks whether the environment accepts the key, by *Get Regions*, which changes nothing: *Get Events* would subscribe the key.
///
/// # Errors
///
/// The key was refused, or the environment did not answer; with an explanation.
pub async fn check(environment: &Environment, key: &AccessKey) -> Result<(), SignInRefusal> {
    let client = Client::new(BrowserTransport::new(&environment.api, key.clone()));
    match client.send(&ListRegions).await {
        Ok(_) => Ok(()),
        Err(error) => Err(explain(environment, &error).await),
    }
}

async fn explain(environment: &Environment, error: &ApiError) -> SignInRefusal {
    let host = environment.api.as_str();
    match (&error.cause, error.http_status()) {
        (_, Some(401 | 403)) => refusal(
            format!("{} does not accept this access key.", environment.label),
            "Check that it is the key of this environment. It stands in your user profile in the Jetstream portal; Terso Support can reset it.",
        ),
        (_, Some(429)) => refusal("Jetstream refuses more calls for now.", "Wait a minute and try again."),
        (_, Some(_)) => refusal(error.to_string(), "The service has a problem. Try again in a few minutes."),
        (Cause::Lost(TransportError::NotSent(_)), _) => offline(),
        (Cause::Lost(TransportError::NoAnswer(_)), _) => match diagnose(host).await {
            FailureCause::Offline => offline(),
            FailureCause::BlockedByPolicy => refusal(
                format!("The security policy of this page does not allow calls to {} ({host}).", environment.label),
                "Whoever runs this site must list the environment in connect-src of its Content-Security-Policy.",
            ),
            FailureCause::OriginRefused => refusal(
                format!(
                    "{host} answers, but refuses calls from this page's origin (CORS), or it answered with an error that says nothing about origins."
                ),
                "Whoever runs this site can serve the dashboard and the API from one origin, through the gateway; or ask for this origin to be allowed.",
            ),
            FailureCause::Unreachable => refusal(
                format!("{host} does not answer."),
                "Check your network, VPN and proxy. If other sites work, the service may be down, or a certificate may be refused.",
            ),
        },
        (Cause::Unreadable(_) | Cause::Status(_), _) => refusal(
            format!("{host} answered, but not as Jetstream does."),
            "The address of this environment is probably wrong, or a proxy has put its own page in between.",
        ),
    }
}

fn offline() -> SignInRefusal {
    refusal("This browser is offline.", "Connect to a network and try again.")
}
